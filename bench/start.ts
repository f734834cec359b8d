import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { type Server, startBareServer, startMoai } from "./start-server.ts";

const repetitions = 20;
const warmUps = 2;

type Sample = { readonly printedMs: number; readonly answeredMs: number };

/** From the start of the process to the page's address printed, and to its first answer. */
export async function start(): Promise<readonly Row[]> {
  const moai: Sample[] = [];
  const floor: Sample[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    const moaiSample = await measure(startMoai({ AI_ROUTER: "demo" }));
    const floorSample = await measure(startBareServer());
    if (repetition < 0) continue;
    moai.push(moaiSample);
    floor.push(floorSample);
  }

  const row = (title: string, key: keyof Sample, percent: number): Row => ({
    name: `${title}, p${percent}`,
    measured: percentile(
      moai.map((sample) => sample[key]),
      percent,
    ),
    floor: percentile(
      floor.map((sample) => sample[key]),
      percent,
    ),
    unit: "ms",
    goal: { of: "measured", atMost: 500 },
  });
  return [50, 99].flatMap((percent) => [
    row("to the address printed", "printedMs", percent),
    row("to /healthz answered", "answeredMs", percent),
  ]);
}

async function measure(starting: Promise<Server>): Promise<Sample> {
  await using server = await starting;
  const { url, spawnedAt, printedAt } = server;
  const health = await fetch(new URL("/healthz", url));
  const answeredAt = performance.now();
  if (health.status !== 200) throw new Error(`a server answered with ${health.status}`);
  const page = await fetch(url);
  // A start that tries to build the page, or goes without it, is another thing than a start.
  if (page.status !== 200) throw new Error("the page is not built; run npm run prepare first");
  return { printedMs: printedAt - spawnedAt, answeredMs: answeredAt - spawnedAt };
}
