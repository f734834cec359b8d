import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { nodeOptions } from "./node-options.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter, startModels } from "./start-models.ts";

const discussions = 500;
/** An opening and two rounds of three models. */
const calls = discussions * 9;
/** AI_CONCURRENCY. */
const atOnce = 64;

const loadSchema = z.object({
  ms: z.number(),
  peakMemory: z.number(),
  delay: z.object({ p50: z.number(), p99: z.number(), max: z.number() }),
  answered: z.number(),
});

/** 500 discussions at once in one process, from all of them asked to all of them ended. */
export async function crowd(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  await using models = await startModels(100, 200);
  const { url } = models;
  await using moai = await startChild(import.meta.resolve("./children/crowd-by-moai.ts"), {
    ...customRouter(url),
    ...nodeOptions,
    DATABASE_URL: `sqlite:${join(directory.path, "moai.db")}`,
  });
  await using bare = await startChild(
    import.meta.resolve("./children/crowd-by-fetch.ts"),
    nodeOptions,
  );

  const measured = await moai.ask(discussions, loadSchema);
  const [body = ""] = await models.bodies();
  const floor = await bare.ask({ url, body, calls, atOnce }, loadSchema);
  if (measured.answered !== calls || floor.answered !== calls) {
    throw new Error(`of ${calls} turns only ${measured.answered} were answered`);
  }

  const row = (name: string, unit: Row["unit"], of: (load: typeof floor) => number): Row => ({
    name,
    measured: of(measured),
    floor: of(floor),
    unit,
  });
  return [
    row("a call, of all the time", "ms", ({ ms }) => ms / calls),
    row("event loop late, p50", "ms", ({ delay }) => delay.p50),
    {
      ...row("event loop late, p99", "ms", ({ delay }) => delay.p99),
      goal: { of: "measured", atMost: 50 },
    },
    row("event loop late, worst", "ms", ({ delay }) => delay.max),
    {
      ...row("peak memory", "MB", ({ peakMemory }) => peakMemory),
      goal: { of: "measured", atMost: 400 },
    },
  ];
}
