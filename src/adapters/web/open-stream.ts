import type { Place } from "../../core/place.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import type { Log } from "../../log.ts";
import { streamTable } from "./events.ts";
import type { TableSource } from "./load-table.ts";
import type { PageEvent } from "./view.ts";

/** The events of a place as bytes, no faster than they are read. */
export function openStream(
  deps: TableSource & { readonly bus: EventBus; readonly log: Log },
  place: Place,
  language: string | undefined,
  serverSignal: AbortSignal,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const steps = streamTable(deps, place, language, AbortSignal.any([serverSignal, left.signal]));
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      // How long a browser waits before it connects again, in milliseconds.
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
    },
    async pull(controller) {
      try {
        const step = await steps.next();
        if (left.signal.aborted) return;
        if (step.done) controller.close();
        else controller.enqueue(encoder.encode(encodeEvents(step.value)));
      } catch (error) {
        // The page connects again by itself.
        deps.log.error({ err: error }, "a stream of events broke");
        controller.close();
      }
    },
    async cancel() {
      left.abort();
      await steps.return(undefined);
    },
  });
}

function encodeEvents(events: readonly PageEvent[]): string {
  if (events.length === 0) return ":\n\n";
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}
