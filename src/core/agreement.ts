import type { Discussion } from "./discussion.ts";
import type { ModelMessage } from "./message.ts";
import { labelOf } from "./quote.ts";

/**
 * Among the ordered pairs of those who answered, the share in which one agrees with the other by its own
 * position. An unknown position is no. Undefined with fewer than two answers: one voice is no
 * consensus.
 */
export function consensusShare(
  { seats }: Pick<Discussion, "seats">,
  turns: readonly ModelMessage[],
): number | undefined {
  const answered = turns.filter(
    (turn) => turn.outcome === "answered" || turn.outcome === "truncated",
  );
  if (answered.length < 2) return undefined;
  const pairs = answered.flatMap((one) =>
    answered
      .filter((other) => other !== one)
      .map((other) => agreesWith(one, labelOf(seats, other.model))),
  );
  return pairs.filter(Boolean).length / pairs.length;
}

function agreesWith({ position }: ModelMessage, label: string): boolean {
  return position?.kind === "stance" && position.agrees[label] === true;
}
