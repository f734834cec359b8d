import type { Consensus, Disagreement } from "./consensus.ts";
import type { Discussion } from "./discussion.ts";
import { isHeard } from "./outcome.ts";

/**
 * The disagreements of a new report, with those of the last one that are missing in it although none of their
 * parties has spoken since: a secretary's silence settles nothing.
 */
export function carryForward(
  { messages }: Discussion,
  last: Consensus | undefined,
  disagreements: readonly Disagreement[],
): readonly Disagreement[] {
  const carried = (last?.disagreements ?? []).filter(
    (before) =>
      !disagreements.some((now) => isSameTopic(before.topic, now.topic)) &&
      !Object.keys(before.positions).some((model) => hasSpokenSince(model)),
  );
  return [...disagreements, ...carried.map((before) => ({ ...before, isCarried: true }))];

  function hasSpokenSince(model: string): boolean {
    return messages.some(
      (message) =>
        message.kind === "model" &&
        message.model === model &&
        isHeard(message.outcome) &&
        message.seq > (last?.coversSeq ?? 0),
    );
  }
}

/** Reworded, but with most words in common. */
function isSameTopic(one: string, other: string): boolean {
  const [ones, others] = [wordsOf(one), wordsOf(other)];
  const common = [...ones].filter((word) => others.has(word)).length;
  return common > 0 && common / Math.min(ones.size, others.size) >= 0.5;
}

function wordsOf(topic: string): ReadonlySet<string> {
  return new Set(topic.toLowerCase().match(/[\p{L}\p{N}]{3,}|\p{Script=Han}/gu) ?? [topic]);
}
