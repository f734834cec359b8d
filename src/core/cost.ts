import type { Discussion } from "./discussion.ts";
import type { Message } from "./message.ts";

/** What was used so far, as far as the providers said it. Cost in 10⁻⁹ US dollars. */
export function usedBy(messages: readonly Message[]): {
  readonly tokens: number;
  readonly costNanoUsd: number;
} {
  let tokens = 0;
  let costNanoUsd = 0;
  for (const message of messages) {
    if (message.kind !== "model") continue;
    tokens += (message.usage?.inputTokens ?? 0) + (message.usage?.outputTokens ?? 0);
    costNanoUsd += message.usage?.costNanoUsd ?? 0;
  }
  return { tokens, costNanoUsd };
}

/** With the last report, which is no message. */
export function spentOn({ messages, consensus }: Pick<Discussion, "messages" | "consensus">): {
  readonly tokens: number;
  readonly costNanoUsd: number;
} {
  const { tokens, costNanoUsd } = usedBy(messages);
  const { report } = consensus ?? {};
  return {
    tokens: tokens + (report?.tokens ?? 0),
    costNanoUsd: costNanoUsd + (report?.costNanoUsd ?? 0),
  };
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
