import { displayName } from "./display-name.ts";
import type { ModelMessage } from "./message.ts";
import type { Texts } from "./texts/english.ts";

/** What people are told when an answer is missing or incomplete. */
export function describeFailure(
  { model, outcome, content }: Pick<ModelMessage, "model" | "outcome" | "content">,
  { failure, outcomes }: Texts,
): string | undefined {
  const name = displayName(model);
  if (outcome === "answered") return undefined;
  if (outcome === "passed") return failure.passed(name);
  return outcome === "truncated" || content !== ""
    ? failure.brokeOff(name, outcomes[outcome])
    : failure.didNotAnswer(name, outcomes[outcome]);
}
