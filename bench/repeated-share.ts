import type { Row } from "./row.ts";
import type { TurnCall } from "./turn.ts";

/**
 * How much of a prompt is, byte by byte, the beginning that the same model got in the round before. Beside it what
 * to expect: the opening words and the messages heard before, of the opening words and the messages heard now.
 */
export function repeatedShare(calls: readonly TurnCall[], seats: number): readonly Row[] {
  return [3, 11].map((round) => {
    const first = (round - 1) * seats;
    const shares = calls.slice(first, first + seats).map((call, position) => {
      const before = calls.slice(0, first).findLast(({ model }) => model === call.model);
      if (!before) throw new Error("a model was not asked before");
      return {
        measured: commonBeginning(before, call) / call.prompt.join("\n").length,
        expected: sizeOf(calls, calls.indexOf(before)) / sizeOf(calls, first + position),
      };
    });
    return {
      name: `of a prompt in round ${round} repeated, floor: expected`,
      measured: mean(shares.map(({ measured }) => 100 * measured)),
      floor: mean(shares.map(({ expected }) => 100 * expected)),
      unit: "%",
    };
  });

  /** In a table that speaks in turns, call number n has heard n messages. */
  function sizeOf(all: readonly TurnCall[], heard: number): number {
    const opening = all[0]?.prompt.join("\n").length ?? 0;
    return opening + heard * answerLength(all);
  }
}

function commonBeginning(before: TurnCall, now: TurnCall): number {
  const [a, b] = [before.prompt.join("\n"), now.prompt.join("\n")];
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** As it was written: a model gets its own answers back so. */
function answerLength(calls: readonly TurnCall[]): number {
  const own = calls.flatMap(({ prompt }) => prompt).find((one) => one.startsWith("assistant: "));
  return (own ?? "").length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
