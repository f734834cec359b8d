import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { percentile } from "./percentile.ts";
import { repeatedShare } from "./repeated-share.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter } from "./start-models.ts";

const repetitions = 5;
const warmUps = 3;
const seats = 3;
const rounds = 10;

const callSchema = z.object({
  model: z.string(),
  prompt: z.array(z.string()),
  body: z.string(),
  arrivedAt: z.number(),
  endedAt: z.number(),
});
const answerSchema = z.object({ url: z.string(), turns: z.array(callSchema) });

export type TurnCall = z.infer<typeof callSchema>;

/**
 * Between one answer sent and the next model called, as the models see it: the answer read and stored, the
 * discussion loaded, the next step decided, the prompt written and sent. And how much of a prompt is an old one.
 */
export async function turn(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  await using server = await startChild(import.meta.resolve("./children/serve-turns.ts"));
  const { url } = await server.ask({}, answerSchema);
  await using moai = await startChild(import.meta.resolve("./children/discuss-by-moai.ts"), {
    ...customRouter(url),
    DATABASE_URL: `sqlite:${join(directory.path, "moai.db")}`,
  });
  await using bare = await startChild(import.meta.resolve("./children/repeat-by-fetch.ts"));

  const measured: number[] = [];
  const floor: number[] = [];
  let shares: readonly Row[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    await moai.ask(rounds, z.literal(seats * (rounds + 1)));
    const { turns } = await server.ask({}, answerSchema);
    const bodies = turns.slice(seats).map(({ body }) => body);
    await bare.ask({ url, bodies }, z.literal(bodies.length));
    const { turns: repeated } = await server.ask({}, answerSchema);
    if (repetition < 0) continue;
    // The opening is parallel: there is no time between its calls.
    measured.push(...gaps(turns.slice(seats)));
    floor.push(...gaps(repeated));
    shares = repeatedShare(turns, seats);
  }
  return [
    ...[50, 99].map((percent): Row => ({
      name: `from an answer sent to the next call, p${percent}`,
      measured: percentile(measured, percent),
      floor: percentile(floor, percent),
      unit: "ms",
      ...(percent === 50 && { goal: { of: "difference", atMost: 5 } }),
    })),
    ...shares,
  ];
}

function gaps(calls: readonly TurnCall[]): readonly number[] {
  return calls.slice(1).map(({ arrivedAt }, index) => arrivedAt - (calls[index]?.endedAt ?? NaN));
}
