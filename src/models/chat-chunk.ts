import { z } from "zod";
import type { Usage } from "../core/message.ts";

// Servers that call themselves compatible leave fields out, send null or add their own. A field
// that cannot be read counts as missing; only a chunk that is no object is an error. Null is allowed for, not
// caught: it stands in most chunks, and to catch means to make an error first.
const text = z.string().nullish().catch(undefined);
const count = z.int().min(0).max(2_147_483_647).nullish().catch(undefined);

const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
  completion_tokens_details: z.object({ reasoning_tokens: count }).nullish().catch(undefined),
  /** US dollars, from OpenRouter and Requesty. */
  cost: z.number().min(0).max(10_000).nullish().catch(undefined),
});

const words = z
  .object({ content: text, refusal: text, reasoning: text, reasoning_content: text })
  .nullish()
  .catch(undefined);

const choiceSchema = z.object({
  delta: words,
  /** From a server that does not stream. */
  message: words,
  finish_reason: text,
});

const chunkSchema = z.object({
  model: text,
  choices: z.array(choiceSchema).nullish().catch(undefined),
  usage: usageSchema.nullish().catch(undefined),
});

export type ChatChunk = {
  readonly text: string;
  readonly isRefusal: boolean;
  readonly isReasoning: boolean;
  readonly finishReason: string | undefined;
  readonly model: string | undefined;
  readonly usage: Usage | undefined;
};

export function parseChatChunk(chunk: unknown): ChatChunk {
  const { choices, model, usage } = chunkSchema.parse(chunk);
  const choice = choices?.[0];
  const said = choice?.delta ?? choice?.message;
  return {
    text: said?.content ?? "",
    isRefusal: Boolean(said?.refusal),
    isReasoning: Boolean(said?.reasoning || said?.reasoning_content),
    finishReason: choice?.finish_reason || undefined,
    model: model || undefined,
    usage: usage ? readUsage(usage) : undefined,
  };
}

function readUsage(usage: z.infer<typeof usageSchema>): Usage {
  return {
    inputTokens: usage.prompt_tokens ?? undefined,
    outputTokens: usage.completion_tokens ?? undefined,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? undefined,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? undefined,
    costNanoUsd: usage.cost == null ? undefined : Math.round(usage.cost * 1e9),
  };
}
