import type { Clock } from "./clock.ts";

/** At once after a pause: Telegram lets short bursts pass. */
const burst = 10;

/**
 * How often one chat may be written to: ten times at once, then once a second in private and once in three
 * seconds in groups, where Telegram allows 20 messages a minute.
 */
export type SendBudget = {
  /** Resolves when one more message may be sent, with whether it had to wait for that. */
  take(signal: AbortSignal): Promise<{ readonly hasWaited: boolean }>;
  /** Telegram asked for silence. */
  pause(ms: number): void;
};

export function createSendBudget(clock: Clock, isGroup: boolean): SendBudget {
  const intervalMs = isGroup ? 3100 : 1050;
  let saved = burst;
  let countedAt = clock.now();
  let silentUntil = 0;

  function count(): void {
    const now = clock.now();
    saved = Math.min(burst, saved + (now - countedAt) / intervalMs);
    countedAt = now;
  }

  return {
    async take(signal) {
      for (let hasWaited = false; ; hasWaited = true) {
        count();
        const silence = silentUntil - clock.now();
        if (silence <= 0 && saved >= 1) {
          saved -= 1;
          return { hasWaited };
        }
        await clock.wait(Math.max(silence, (1 - saved) * intervalMs, 1), signal);
      }
    },
    pause(ms) {
      silentUntil = Math.max(silentUntil, clock.now() + ms);
      saved = 0;
    },
  };
}
