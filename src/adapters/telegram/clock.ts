import { setTimeout as wait } from "node:timers/promises";

/** Time as the outbox sees it, so that limits can be tried without waiting for them. */
export type Clock = {
  /** Milliseconds. */
  now(): number;
  /** Rejects when `signal` aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: Date.now,
  wait: (ms, signal) => wait(ms, undefined, { signal }),
};
