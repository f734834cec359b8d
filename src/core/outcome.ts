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
  "network",
  "stopped",
] as const;

/** How one call to a model ended. */
export type Outcome = (typeof outcomes)[number];

/** Whether the model said something that may enter later prompts. */
export function isHeard(outcome: Outcome): boolean {
  return outcome === "answered" || outcome === "truncated" || outcome === "passed";
}

/** The outcome in words that follow "GPT did not answer". */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome) {
    case "answered":
      return "answered";
    case "passed":
      return "had nothing to add";
    case "empty":
      return "it sent an empty answer";
    case "refused":
      return "its provider refused the question";
    case "truncated":
      return "the answer was cut at its length limit";
    case "rate_limited":
      return "rate limit";
    case "timeout":
      return "it took too long";
    case "auth":
      return "its key was not accepted";
    case "no_credit":
      return "its account is out of credit";
    case "too_long":
      return "the discussion is longer than it can read";
    case "rejected":
      return "its provider did not accept the request";
    case "network":
      return "its provider could not be reached";
    case "stopped":
      return "it was stopped";
  }
}
