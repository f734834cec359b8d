import { expect, test } from "vitest";
import { createLocalRunner } from "../../src/engine/local-runner.ts";
import { createLog } from "../../src/log.ts";

test.each(Array.from({ length: 12 }, (_, ticks) => ticks))(
  "a wake %i ticks after a run has done its work begins another",
  async (ticks) => {
    const isRunAgain = Promise.withResolvers<void>();
    let runs = 0;
    const runner = createLocalRunner({
      log: createLog("silent"),
      async advance() {
        runs += 1;
        if (runs === 1) void wakeLater();
        else isRunAgain.resolve();
      },
    });
    async function wakeLater(): Promise<void> {
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      runner.wake("d");
    }

    runner.wake("d");
    await isRunAgain.promise;
    await runner.close();

    expect(runs).toBe(2);
  },
);
