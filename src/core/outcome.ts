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

/** Whether the model said something that may enter later prompts. */
export function isHeard(outcome: Outcome): boolean {
  return outcome === "answered" || outcome === "truncated" || outcome === "passed";
}
