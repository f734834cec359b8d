import { runChaos } from "./chaos.ts";

/** An answer that was neither read nor stored by then is one that moai sat on. */
const longestWindowMs = 250;

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const kills = Number(process.argv[3] ?? 50);
const discussions = Number(process.argv[4] ?? 20);

console.log(`seed ${seed}: ${kills} kills across ${discussions} discussions`);
const { calls, finished, lostMs, problems: found } = await runChaos({ seed, kills, discussions });
console.log(`${calls} calls, ${finished} answers sent whole to a running moai.`);
console.log(
  `${lostMs.length} of them were not stored when it was killed, and paid for twice${
    lostMs.length > 0 ? `: sent ${describeMs(lostMs)} ms before` : ""
  }.`,
);
const problems = [
  ...found,
  ...lostMs
    .filter((ms) => ms > longestWindowMs)
    .map((ms) => `an answer was paid twice that was sent ${ms.toFixed(1)} ms before a kill`),
];
for (const problem of problems) console.log(`- ${problem}`);
console.log(problems.length === 0 ? "Every discussion ended as it must." : "That must not be.");
process.exitCode = problems.length === 0 ? 0 : 1;

function describeMs(values: readonly number[]): string {
  return values
    .toSorted((a, b) => a - b)
    .map((ms) => ms.toFixed(1))
    .join(", ");
}
