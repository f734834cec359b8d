import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { nodeOptions } from "./node-options.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter, startModels } from "./start-models.ts";

const samplesSchema = z.array(z.number());

const ways = ["moai", "fetch", "client"] as const;

type Way = (typeof ways)[number];
type Samples = Readonly<Record<Way, readonly number[]>>;

/**
 * From a request received to its last answer stored, beside the same three requests by bare fetch, and by as little
 * as it takes to make them with the official client and to store them.
 */
export async function open(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  await using models = await startModels(100);
  const { url } = models;
  await using moai = await startChild(import.meta.resolve("./children/open-by-moai.ts"), {
    ...customRouter(url),
    DATABASE_URL: `sqlite:${join(directory.path, "moai.db")}`,
    ...nodeOptions,
  });
  await using bare = await startChild(import.meta.resolve("./children/open-by-fetch.ts"));
  await using client = await startChild(import.meta.resolve("./children/open-by-client.ts"), {
    FILE: join(directory.path, "bare.db"),
  });

  await moai.ask(1, samplesSchema);
  const bodies = await models.bodies();
  const openBy = (way: Way, places: number) => {
    if (way === "moai") return moai.ask(places, samplesSchema);
    return (way === "fetch" ? bare : client).ask({ url, bodies, places }, samplesSchema);
  };

  // 1,200 questions for each way: a process that has been asked little has not compiled its code yet.
  await inTurns(60, (way) => openBy(way, 20));
  const one = await inTurns(20, (way) => openBy(way, 1));
  const twenty = await inTurns(20, (way) => openBy(way, 20));
  return [
    row("1 place, p50", one, "fetch", 50, 3),
    row("1 place, p99", one, "fetch", 99),
    row("20 places at once, p50", twenty, "fetch", 50),
    row("20 places at once, p99", twenty, "fetch", 99, 20),
    row("1 place, client and database, p50", one, "client", 50),
    row("1 place, client and database, p99", one, "client", 99),
    row("20 places, client and database, p50", twenty, "client", 50),
    row("20 places, client and database, p99", twenty, "client", 99),
  ];
}

/** Each way is the first in its turn, so that the drift of the machine weighs on all alike. */
async function inTurns(
  repetitions: number,
  openBy: (way: Way) => Promise<readonly number[]>,
): Promise<Samples> {
  const samples: Record<Way, number[]> = { moai: [], fetch: [], client: [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const first = repetition % ways.length;
    for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
      samples[way].push(...(await openBy(way)));
    }
  }
  return samples;
}

function row(
  name: string,
  samples: Samples,
  floor: "fetch" | "client",
  percent: number,
  atMost?: number,
): Row {
  return {
    name,
    measured: percentile(samples.moai, percent),
    floor: percentile(samples[floor], percent),
    unit: "ms",
    ...(atMost !== undefined && { goal: { of: "difference", atMost } }),
  };
}
