export const outcomes = [
  "answered",
  "passed",
  "empty",
  "refused",
  "truncated",
  "rate_limited",
  "timeout",
  "auth",
  "no_credit",
  "too_long",
  "rejected",
  "unavailable",
  "network",
  "stopped",
] as const;

/** How one call to a model ended. */
export type Outcome = (typeof outcomes)[number];

/** Whether asking once more would only cost the same time or fail in the same way, by all that is known. */
export function isLasting(outcome: Outcome): boolean {
  switch (outcome) {
    case "timeout":
    case "auth":
    case "no_credit":
    case "too_long":
    case "rejected":
    case "unavailable":
      return true;
    case "answered":
    case "passed":
    case "empty":
    case "refused":
    case "truncated":
    case "rate_limited":
    case "network":
    case "stopped":
      return false;
  }
}

/** Whether the model said something that may enter later prompts. */
export function isHeard(outcome: Outcome): boolean {
  return outcome === "answered" || outcome === "truncated" || outcome === "passed";
}
