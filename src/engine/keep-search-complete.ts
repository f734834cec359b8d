import type { Log } from "../log.ts";
import type { Db } from "../storage/database.ts";
import { indexSome } from "../storage/search-index.ts";
import type { EventBus } from "./event-bus.ts";
import { pause } from "./pause.ts";

/**
 * When nothing was said for a while, or at last after five minutes in which something always was; and then with pauses, so
 * that nobody's answer waits for more than one step. A search adds by itself what it still lacks.
 */
const usualPauses = { beforeMs: 10_000, betweenMs: 50 };
const mostPausesBefore = 30;

/**
 * Adds to the search what was said, so that it costs no answer any time. Begins with what the last process left, and
 * resolves soon after `close` aborts.
 */
export async function keepSearchComplete(
  { db, bus, log }: { readonly db: Db; readonly bus: EventBus; readonly log: Log },
  close: AbortSignal,
  { beforeMs, betweenMs } = usualPauses,
): Promise<void> {
  let wake = Promise.withResolvers<void>();
  let changes = 0;
  const unsubscribe = bus.subscribe((event) => {
    if (event.kind !== "changed") return;
    changes += 1;
    wake.resolve();
  });
  close.addEventListener("abort", () => wake.resolve(), { once: true });
  wake.resolve();
  for (;;) {
    await wake.promise;
    await untilQuiet();
    if (close.aborted) break;
    wake = Promise.withResolvers();
    try {
      while (!close.aborted && (await indexSome(db))) await pause(betweenMs, close);
    } catch (error) {
      if (!close.aborted) log.warn({ err: error }, "the search could not be completed yet");
    }
  }
  unsubscribe();

  async function untilQuiet(): Promise<void> {
    for (let pauses = 0; pauses < mostPausesBefore && !close.aborted; pauses += 1) {
      const before = changes;
      await pause(beforeMs, close);
      if (changes === before) return;
    }
  }
}
