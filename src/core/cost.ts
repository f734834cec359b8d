import type { Discussion } from "./discussion.ts";
import type { Message, Usage } from "./message.ts";

/** Tokens in and out, and their cost in 10⁻⁹ US dollars, as far as the providers said it. */
export type Used = { readonly tokens: number; readonly costNanoUsd: number };

export const nothingUsed: Used = { tokens: 0, costNanoUsd: 0 };

/** A failed call is paid for all the same, and may not say what it used. */
export function addUsage({ tokens, costNanoUsd }: Used, usage: Usage | undefined): Used {
  return {
    tokens: tokens + (usage?.inputTokens ?? 0) + (usage?.outputTokens ?? 0),
    costNanoUsd: costNanoUsd + (usage?.costNanoUsd ?? 0),
  };
}

export function addUsed(one: Used, other: Used): Used {
  return {
    tokens: one.tokens + other.tokens,
    costNanoUsd: one.costNanoUsd + other.costNanoUsd,
  };
}

export function usedBy(messages: readonly Message[]): Used {
  return messages.reduce(
    (used, message) => (message.kind === "model" ? addUsage(used, message.usage) : used),
    nothingUsed,
  );
}

/** With the reports, which are no messages. */
export function spentOn({ messages, consensus }: Pick<Discussion, "messages" | "consensus">): Used {
  return addUsed(usedBy(messages), consensus?.report ?? nothingUsed);
}

export function toNanoUsd(usd: number | null): number | null {
  return usd === null ? null : Math.round(usd * 1e9);
}

/**
 * What one more call to a model may cost, by its dearest call in this discussion; prompts only grow. Zero while
 * nothing is known of it.
 */
export function expectedCost(messages: readonly Message[], model: string): number {
  const costs = messages.map((message) =>
    message.kind === "model" && message.model === model ? (message.usage?.costNanoUsd ?? 0) : 0,
  );
  return Math.max(0, ...costs);
}
