import { showCost, usedBy } from "./cost.ts";
import type { Discussion, StopReason } from "./discussion.ts";
import { displayName } from "./display-name.ts";
import { describeOutcome, isHeard } from "./outcome.ts";

/** Why a discussion ended, in words for people. */
export function describeStop(reason: StopReason): string {
  switch (reason) {
    case "answered":
      return "All have answered";
    case "nobody_answered":
      return "Nobody answered";
    case "stopped":
      return "Stopped";
    case "budget":
      return "Paused: the next call would pass the budget";
    case "all_passed":
      return "Ended: nobody had anything to add";
    case "consensus":
      return "Ended in agreement";
    case "stable_disagreement":
      return "Ended in a stable disagreement";
    case "round_limit":
      return "Ended after the last round";
  }
}

/**
 * What a discussion came to, in one line: why it ended, whether all could be heard, and what it took. Counted
 * from stored rows, so that a table at which somebody failed never looks like a full one.
 */
export function outcomeLine(discussion: Discussion): string {
  const { messages, rounds, seats, stopReason } = discussion;
  const { tokens, costNanoUsd } = usedBy(messages);
  const end = stopReason === undefined ? "Running" : describeStop(stopReason);
  const amount = [
    rounds.length === 1 ? "1 round" : `${rounds.length} rounds`,
    `${tokens.toLocaleString("en")} tokens`,
    showCost(costNanoUsd),
  ].join(", ");
  const failures = failuresOf(discussion);
  const panel =
    failures.length === 0
      ? `All ${seats.length} were heard`
      : `Not everybody was heard: ${failures.join("; ")}`;
  return `${end}. ${seats.length > 1 || failures.length > 0 ? `${panel}. ` : ""}${amount}.`;
}

function failuresOf({ messages }: Discussion): readonly string[] {
  return messages
    .filter((message) => message.kind === "model")
    .filter(({ outcome }) => !isHeard(outcome) && outcome !== "stopped")
    .map(({ model, outcome, isDirect, roundNumber }) => {
      const when = isDirect
        ? "asked directly"
        : roundNumber === 1
          ? "in the opening"
          : `in round ${roundNumber}`;
      return `${displayName(model)} ${when} (${describeOutcome(outcome)})`;
    });
}
