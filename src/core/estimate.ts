import { usedBy } from "./cost.ts";
import type { Message } from "./message.ts";
import type { Texts } from "./texts/english.ts";

/** Tokens of a usual answer of about 300 words, where none was heard yet. */
const usualAnswer = 400;

/**
 * What more rounds will take, roughly, in words. Each call reads all that was said before it, so the tokens grow
 * with the square of the rounds. Money is said where this discussion has shown what a token costs.
 */
export function estimateRounds(
  rounds: number,
  seats: number,
  messages: readonly Message[],
  { estimate, format }: Texts,
): string {
  const calls = rounds * seats;
  const tokens = tokensOf(rounds, seats, messages);
  const price = priceOf(tokens, messages);
  return price === undefined
    ? estimate.roughly(calls, roundOff(tokens))
    : estimate.withPrice(calls, roundOff(tokens), format.cost(price));
}

/** What rounds more may cost, in 10⁻⁹ US dollars; undefined where it is not known what a token costs. */
export function priceOfRounds(
  rounds: number,
  seats: number,
  messages: readonly Message[],
): number | undefined {
  return priceOf(tokensOf(rounds, seats, messages), messages);
}

/** The same for a report: the secretary reads all and writes about as much as three answers. */
export function priceOfReport(messages: readonly Message[]): number | undefined {
  const { answer, count } = usualOf(messages);
  return priceOf(answer * (count + 3), messages);
}

function tokensOf(rounds: number, seats: number, messages: readonly Message[]): number {
  const calls = rounds * seats;
  const { answer, count } = usualOf(messages);
  const before = Math.max(seats, count);
  // The k-th of these calls reads the answers before it and writes one.
  return answer * (calls * before + (calls * (calls - 1)) / 2 + calls);
}

function usualOf(messages: readonly Message[]): {
  readonly answer: number;
  readonly count: number;
} {
  const outputs = messages
    .filter((message) => message.kind === "model")
    .flatMap(({ usage }) => usage?.outputTokens ?? []);
  const sum = outputs.reduce((total, tokens) => total + tokens, 0);
  return {
    answer: outputs.length === 0 ? usualAnswer : sum / outputs.length,
    count: outputs.length,
  };
}

function priceOf(tokens: number, messages: readonly Message[]): number | undefined {
  const used = usedBy(messages);
  return used.costNanoUsd > 0 && used.tokens > 0
    ? (used.costNanoUsd / used.tokens) * tokens
    : undefined;
}

function roundOff(tokens: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(tokens)) - 1);
  return Math.round(tokens / unit) * unit;
}
