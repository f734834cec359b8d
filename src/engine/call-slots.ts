import type { Place } from "../core/place.ts";

/** Holds the number of calls in flight in this process, fairly: a place that asks much waits behind itself. */
export type CallSlots = {
  /** Resolves when a call may begin, with the function that gives the slot back. Rejects when `signal` aborts. */
  acquire(place: Place, signal: AbortSignal): Promise<() => void>;
};

export function createCallSlots(limit: number): CallSlots {
  let free = limit;
  // Places in the order of their next turn, each with its own calls in order of arrival.
  const waiting = new Map<Place, Set<() => void>>();

  function release(): void {
    free += 1;
    while (free > 0) {
      const [first] = waiting;
      if (!first) return;
      const [place, starts] = first;
      waiting.delete(place);
      const [start] = starts;
      if (!start) continue;
      starts.delete(start);
      if (starts.size > 0) waiting.set(place, starts);
      free -= 1;
      start();
    }
  }

  return {
    async acquire(place, signal) {
      signal.throwIfAborted();
      // While any is free nobody waits.
      if (free > 0) {
        free -= 1;
        return release;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const starts = waiting.get(place) ?? new Set();
      const start = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const giveUp = () => {
        starts.delete(start);
        reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      waiting.set(place, starts.add(start));
      await promise;
      return release;
    },
  };
}
