import { displayName } from "./display-name.ts";
import type { ModelMessage } from "./message.ts";
import { describeOutcome } from "./outcome.ts";

/** What people are told when an answer is missing or incomplete. */
export function describeFailure({ model, outcome, content }: ModelMessage): string | undefined {
  const name = displayName(model);
  const words = describeOutcome(outcome);
  if (outcome === "answered") return undefined;
  if (outcome === "passed") return `${name} ${words}.`;
  return outcome === "truncated" || content !== ""
    ? `${name} broke off: ${words}.`
    : `${name} did not answer: ${words}.`;
}
