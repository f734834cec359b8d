import { usedBy } from "./cost.ts";
import type { Message } from "./message.ts";
import type { Texts } from "./texts/english.ts";

/** Tokens of a usual answer of about 300 words, where none was heard yet. */
const usualAnswer = 400;

/** Roughly. Money is known once a discussion has shown what a token costs; in 10⁻⁹ US dollars. */
export type Estimate = {
  readonly calls: number;
  readonly tokens: number;
  readonly costNanoUsd: number | undefined;
};

/** What more rounds will take. Each call reads all that was said, so it grows with the square of the rounds. */
export function estimateOf(rounds: number, seats: number, messages: readonly Message[]): Estimate {
  return {
    calls: rounds * seats,
    tokens: roundOff(tokensOf(rounds, seats, messages)),
    costNanoUsd: priceOfRounds(rounds, seats, messages),
  };
}

/** The same in words. */
export function estimateRounds(
  rounds: number,
  seats: number,
  messages: readonly Message[],
  { estimate, format }: Texts,
): string {
  const { calls, tokens, costNanoUsd } = estimateOf(rounds, seats, messages);
  return costNanoUsd === undefined
    ? estimate.roughly(calls, tokens)
    : estimate.withPrice(calls, tokens, format.cost(costNanoUsd));
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

/**
 * What a new question may cost, by the openings of earlier ones: its own opening and so many rounds. Each model
 * by its own answers, where it has given some.
 */
export function priceOfQuestion(
  rounds: number,
  team: readonly string[],
  openings: readonly Message[],
): number | undefined {
  const turns = openings.filter((message) => message.kind === "model");
  const meanOf = (some: typeof turns) => usedBy(some).costNanoUsd / some.length;
  const { answer } = usualOf(openings);
  const more = priceOf(tokensAfter(team.length, rounds * team.length, answer), openings);
  if (more === undefined) return undefined;
  return team.reduce((sum, name) => {
    const own = turns.filter(({ model }) => model === name);
    return sum + meanOf(own.length > 0 ? own : turns);
  }, more);
}

function tokensOf(rounds: number, seats: number, messages: readonly Message[]): number {
  const calls = rounds * seats;
  const { answer, count } = usualOf(messages);
  return tokensAfter(Math.max(seats, count), calls, answer);
}

/** The k-th of these calls reads the answers before it and writes one. */
function tokensAfter(before: number, calls: number, answer: number): number {
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
