import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../../src/adapters/telegram/clock.ts";

/** A clock on which everything happens, only sooner: minutes of Telegram's limits pass in seconds. */
export function createFastClock(factor: number): Clock {
  const startedAt = performance.now();
  const origin = Date.now();
  const now = () => origin + (performance.now() - startedAt) * factor;
  return {
    now,
    async wait(ms, signal) {
      // Timers may be early by a little, which counts for more here.
      for (let rest = ms, end = now() + ms; rest > 0; rest = end - now()) {
        await wait(rest / factor, undefined, { signal });
      }
    },
  };
}
