import type { Clock } from "./clock.ts";

/**
 * How often one chat may be written to: some times at once, for Telegram lets short bursts pass, then at a
 * steady pace. In groups Telegram allows 20 messages and 20 edits in a minute; in private about one a second.
 */
const paces = {
  private: { burst: 10, intervalMs: 1050, spareGapMs: 1100 },
  group: { burst: 5, intervalMs: 4100, spareGapMs: 4100 },
} as const;

/** What is not optional finds this much left. */
const reserve = 2;

export type SendBudget = {
  /** Resolves when one more message may be sent, with whether it had to wait for that. Takes nothing. */
  ready(signal: AbortSignal): Promise<{ readonly hasWaited: boolean }>;
  /** Takes the place of one message, when there is one, and as many more as are said. */
  take(signal: AbortSignal, more?: number): Promise<void>;
  /** The same for what need not be sent at all, like text still being written: never in a burst. */
  takeSpare(notBefore: number, signal: AbortSignal): Promise<void>;
  /** Telegram asked for silence. */
  pause(ms: number): void;
  isPaused(): boolean;
};

export function createSendBudget(clock: Clock, isGroup: boolean): SendBudget {
  const { burst, intervalMs, spareGapMs } = isGroup ? paces.group : paces.private;
  let saved: number = burst;
  let countedAt = clock.now();
  let takenAt = 0;
  let silentUntil = 0;

  /** Milliseconds until there are `count` places. */
  function waitFor(count: number): number {
    const now = clock.now();
    saved = Math.min(burst, saved + (now - countedAt) / intervalMs);
    countedAt = now;
    return Math.max(silentUntil - now, (count - saved) * intervalMs);
  }

  async function ready(signal: AbortSignal, count = 1): Promise<{ readonly hasWaited: boolean }> {
    for (let hasWaited = false; ; hasWaited = true) {
      signal.throwIfAborted();
      const wait = waitFor(count);
      if (wait <= 0) return { hasWaited };
      await clock.wait(Math.max(wait, 1), signal);
    }
  }

  function spend(): void {
    saved -= 1;
    takenAt = clock.now();
  }

  return {
    ready: async (signal) => await ready(signal),
    async take(signal, more = 0) {
      await ready(signal, 1 + more);
      spend();
    },
    async takeSpare(notBefore, signal) {
      for (;;) {
        signal.throwIfAborted();
        const earliest = Math.max(notBefore, takenAt + spareGapMs);
        const wait = Math.max(waitFor(reserve + 1), earliest - clock.now());
        if (wait <= 0) return spend();
        await clock.wait(Math.max(wait, 1), signal);
      }
    },
    pause(ms) {
      silentUntil = Math.max(silentUntil, clock.now() + ms);
      saved = 0;
    },
    isPaused: () => silentUntil > clock.now(),
  };
}
