import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter, startModels } from "./start-models.ts";

const repetitions = 20;
const warmUps = 60;

const samplesSchema = z.array(z.number());

type Samples = { readonly moai: readonly number[]; readonly floor: readonly number[] };

/** From a request received to its last answer stored, beside the same three requests by bare fetch. */
export async function open(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  await using models = await startModels(100);
  const { url } = models;
  await using moai = await startChild(import.meta.resolve("./children/open-by-moai.ts"), {
    ...customRouter(url),
    DATABASE_URL: `sqlite:${join(directory.path, "moai.db")}`,
  });
  await using bare = await startChild(import.meta.resolve("./children/open-by-fetch.ts"));

  await moai.ask(1, samplesSchema);
  const bodies = await models.bodies();
  const openByMoai = (places: number) => moai.ask(places, samplesSchema);
  const openByFetch = (places: number) => bare.ask({ url, bodies, places }, samplesSchema);

  const one = await interleave(1, openByMoai, openByFetch);
  const twenty = await interleave(20, openByMoai, openByFetch);
  return [
    row("1 place, p50", one, 50, 3),
    row("1 place, p99", one, 99),
    row("20 places at once, p50", twenty, 50),
    row("20 places at once, p99", twenty, 99, 20),
  ];
}

/** In turns, and in changing order, so that the drift of the machine weighs on both alike. */
async function interleave(
  places: number,
  openByMoai: (places: number) => Promise<readonly number[]>,
  openByFetch: (places: number) => Promise<readonly number[]>,
): Promise<Samples> {
  const moai: number[] = [];
  const floor: number[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    const isMoaiFirst = repetition % 2 === 0;
    const first = isMoaiFirst ? await openByMoai(places) : undefined;
    const floorSamples = await openByFetch(places);
    const moaiSamples = first ?? (await openByMoai(places));
    if (repetition < 0) continue;
    moai.push(...moaiSamples);
    floor.push(...floorSamples);
  }
  return { moai, floor };
}

function row(name: string, { moai, floor }: Samples, percent: number, atMost?: number): Row {
  return {
    name,
    measured: percentile(moai, percent),
    floor: percentile(floor, percent),
    unit: "ms",
    ...(atMost !== undefined && { goal: { of: "difference", atMost } }),
  };
}
