import { setTimeout as wait } from "node:timers/promises";
import type { Log } from "../log.ts";
import type { Db } from "../storage/database.ts";
import { completeSearchIndex } from "../storage/search-index.ts";
import type { EventBus } from "./event-bus.ts";

/** Long enough that the texts of a busy table are added many at a time. A search adds what it still lacks itself. */
const usualPauseMs = 10_000;

/**
 * Adds to the search what was said, a while after it was said, so that it costs no answer any time. Begins with what
 * the last process left, and resolves soon after `close` aborts.
 */
export async function keepSearchComplete(
  { db, bus, log }: { readonly db: Db; readonly bus: EventBus; readonly log: Log },
  close: AbortSignal,
  pauseMs = usualPauseMs,
): Promise<void> {
  let wake = Promise.withResolvers<void>();
  const unsubscribe = bus.subscribe((event) => {
    if (event.kind === "changed") wake.resolve();
  });
  close.addEventListener("abort", () => wake.resolve(), { once: true });
  wake.resolve();
  for (;;) {
    await wake.promise;
    await wait(pauseMs, undefined, { signal: close, ref: false }).catch(() => undefined);
    if (close.aborted) break;
    wake = Promise.withResolvers();
    try {
      await completeSearchIndex(db, close);
    } catch (error) {
      if (!close.aborted) log.warn({ err: error }, "the search could not be completed yet");
    }
  }
  unsubscribe();
}
