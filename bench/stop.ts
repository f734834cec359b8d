import { z } from "zod";
import { createModelServer, reply, silence } from "../test/support/model-server.ts";
import { postRequest } from "../test/support/post-request.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter } from "./start-models.ts";
import { startMoai } from "./start-server.ts";

const repetitions = 20;
const warmUps = 5;
const seats = 3;

/** From /stop sent by a page to the last of three hanging calls hung up, as the models' side sees it. */
export async function stop(): Promise<readonly Row[]> {
  const models = await createModelServer(({ model, body }) =>
    model === "" && body === "" ? reply(200, {}) : silence,
  );
  await using moai = await startMoai(customRouter(models.url));
  await using bare = await startChild(import.meta.resolve("./children/hold-by-fetch.ts"));
  await postRequest(moai.url, "/project new Bench");
  // The check of the key; later calls are counted from there.
  await models.called(1);

  let arrived = 1;
  const measured: number[] = [];
  const floor: number[] = [];
  for (let repetition = -warmUps; repetition < repetitions; repetition += 1) {
    await postRequest(moai.url, "/open How fast is a table?");
    const moaiMs = await untilHungUp(seats, () => postRequest(moai.url, "/stop"));
    await bare.ask({ url: models.url }, z.literal("asked"));
    const floorMs = await untilHungUp(1, () => bare.ask("stop", z.literal("stopped")));
    if (repetition < 0) continue;
    measured.push(moaiMs);
    floor.push(floorMs);
  }
  await models.close();

  return [50, 99].map((percent) => ({
    name: `/stop to the calls hung up, p${percent}`,
    measured: percentile(measured, percent),
    floor: percentile(floor, percent),
    unit: "ms",
    goal: { of: "measured", atMost: 20 },
  }));

  /** Once that many calls more have arrived. */
  async function untilHungUp(count: number, hangUp: () => Promise<unknown>): Promise<number> {
    arrived += count;
    await models.called(arrived);
    const calls = models.calls.slice(-count);
    const startedAt = performance.now();
    const saying = hangUp();
    const ends = await Promise.all(calls.map(({ ended }) => ended));
    const endedAt = performance.now();
    await saying;
    if (ends.some((end) => end !== "hung up")) throw new Error("a call was answered");
    return endedAt - startedAt;
  }
}
