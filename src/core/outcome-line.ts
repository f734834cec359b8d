import { usedBy } from "./cost.ts";
import type { Discussion } from "./discussion.ts";
import { displayName } from "./display-name.ts";
import type { ModelMessage } from "./message.ts";
import { isHeard } from "./outcome.ts";
import type { Texts } from "./texts/english.ts";

/**
 * What a discussion came to, in one line: why it ended, whether all could be heard, and what it took. Counted
 * from stored rows, so that a table at which somebody failed never looks like a full one.
 */
export function outcomeLine(discussion: Discussion, texts: Texts): string {
  const { messages, rounds, seats, stopReason } = discussion;
  const { outcomeLine: says, stopReasons, format } = texts;
  const { tokens, costNanoUsd } = usedBy(messages);
  const failures = messages
    .filter((message) => message.kind === "model")
    .filter(({ outcome }) => !isHeard(outcome) && outcome !== "stopped")
    .map((message) => describe(message, texts));
  const panel =
    failures.length === 0 ? says.allHeard(seats.length) : says.notAllHeard(failures.join("; "));
  return [
    stopReason === undefined ? says.running : stopReasons[stopReason],
    ...(seats.length > 1 || failures.length > 0 ? [panel] : []),
    [says.rounds(rounds.length), says.tokens(tokens), format.cost(costNanoUsd)].join(", "),
  ]
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

function describe(
  { model, outcome, isDirect, roundNumber }: ModelMessage,
  { outcomeLine: says, outcomes }: Texts,
): string {
  const name = displayName(model);
  if (isDirect) return says.askedDirectly(name, outcomes[outcome]);
  return roundNumber === 1
    ? says.inOpening(name, outcomes[outcome])
    : says.inRound(name, roundNumber, outcomes[outcome]);
}
