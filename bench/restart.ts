import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askBeforeStart } from "../test/support/ask-before-start.ts";
import { createModelServer, reply, silence } from "../test/support/model-server.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { customRouter } from "./start-models.ts";
import { startMoai } from "./start-server.ts";
import { storeMany } from "./store-many.ts";

const repetitions = 10;
const stored = 100_000;

/** From the start of a process to its first call for the one discussion that was interrupted, among many that ended. */
export async function restart(): Promise<readonly Row[]> {
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  const many = join(directory.path, "many.db");
  const one = join(directory.path, "one.db");
  await storeMany(many, stored);
  for (const file of [many, one]) {
    await askBeforeStart(`sqlite:${file}`, [
      { place: "telegram:1000000", text: "/open How fast is a restart?" },
    ]);
  }

  const measured: number[] = [];
  const floor: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    measured.push(await untilCalled(many));
    floor.push(await untilCalled(one));
  }
  return [50, 99].map((percent) => ({
    name: `to the next call, ${stored.toLocaleString("en")} discussions, p${percent}`,
    measured: percentile(measured, percent),
    floor: percentile(floor, percent),
    unit: "ms",
    goal: { of: "measured", atMost: 1000 },
  }));
}

/** Nobody answers the call, so that the discussion is interrupted again. */
async function untilCalled(file: string): Promise<number> {
  const called = Promise.withResolvers<number>();
  const models = await createModelServer(({ model }) => {
    if (model === "") return reply(200, {});
    called.resolve(performance.now());
    return silence;
  });
  await using moai = await startMoai({
    ...customRouter(models.url),
    DATABASE_URL: `sqlite:${file}`,
  });
  const calledAt = await called.promise;
  await models.close();
  return calledAt - moai.spawnedAt;
}
