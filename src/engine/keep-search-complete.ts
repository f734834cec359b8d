import type { Log } from "../log.ts";
import type { Db } from "../storage/database.ts";
import { indexSome } from "../storage/search-index.ts";
import type { EventBus } from "./event-bus.ts";
import { pause } from "./pause.ts";

/**
 * A while after something was said, so that many texts are added at a time; and then with pauses, so that nobody's answer
 * waits for more than one step. A search adds by itself what it still lacks.
 */
const usualPauses = { beforeMs: 10_000, betweenMs: 50 };

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
  const unsubscribe = bus.subscribe((event) => {
    if (event.kind === "changed") wake.resolve();
  });
  close.addEventListener("abort", () => wake.resolve(), { once: true });
  wake.resolve();
  for (;;) {
    await wake.promise;
    await pause(beforeMs, close);
    if (close.aborted) break;
    wake = Promise.withResolvers();
    try {
      while (!close.aborted && (await indexSome(db))) await pause(betweenMs, close);
    } catch (error) {
      if (!close.aborted) log.warn({ err: error }, "the search could not be completed yet");
    }
  }
  unsubscribe();
}
