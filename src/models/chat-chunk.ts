import { z } from "zod";
import type { Usage } from "../core/message.ts";

// Servers that call themselves compatible leave fields out, send null or add their own. A field
// that cannot be read counts as missing; only a chunk that is no object is an error.
const text = z.string().optional().catch(undefined);
const count = z.int().nonnegative().optional().catch(undefined);

const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count }).optional().catch(undefined),
  completion_tokens_details: z.object({ reasoning_tokens: count }).optional().catch(undefined),
  /** US dollars, from OpenRouter and Requesty. */
  cost: z.number().nonnegative().optional().catch(undefined),
});

const choiceSchema = z.object({
  delta: z
    .object({ content: text, refusal: text, reasoning: text, reasoning_content: text })
    .optional()
    .catch(undefined),
  finish_reason: text,
});

const chunkSchema = z.object({
  model: text,
  choices: z.array(choiceSchema).optional().catch(undefined),
  usage: usageSchema.optional().catch(undefined),
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
  return {
    text: choice?.delta?.content ?? "",
    isRefusal: Boolean(choice?.delta?.refusal),
    isReasoning: Boolean(choice?.delta?.reasoning ?? choice?.delta?.reasoning_content),
    finishReason: choice?.finish_reason,
    model: model === "" ? undefined : model,
    usage: usage && {
      inputTokens: usage.prompt_tokens,
      outputTokens: usage.completion_tokens,
      cachedTokens: usage.prompt_tokens_details?.cached_tokens,
      reasoningTokens: usage.completion_tokens_details?.reasoning_tokens,
      costNanoUsd: usage.cost === undefined ? undefined : Math.round(usage.cost * 1e9),
    },
  };
}
