import type { Place } from "../../core/place.ts";
import type { EventBus, TableEvent } from "../../engine/event-bus.ts";
import { loadTable, messageView, type TableSource } from "./load-table.ts";
import { openInbox } from "./inbox.ts";
import type { PageEvent } from "./view.ts";

/** Proxies and browsers give up on a connection that says nothing for longer. */
const heartbeatMs = 15_000;

/**
 * All that a page at `place` must hear: what is stored, then what happens. Every step is sent together;
 * an empty one is a sign of life. Ends when `signal` aborts, and when the reader is so slow that it had
 * better connect again and get a fresh snapshot.
 */
export async function* streamTable(
  source: TableSource & { readonly bus: EventBus },
  place: Place,
  signal: AbortSignal,
): AsyncGenerator<readonly PageEvent[], undefined> {
  const inbox = openInbox(source.bus, signal);
  /** The greatest seq sent, by id of the discussions on show. */
  const sent = new Map<string, number>();
  let sentTable = "";

  try {
    yield await look([]);
    while (!signal.aborted && !inbox.isOverfull()) {
      const batch = await inbox.take(heartbeatMs);
      const events = batch.some(asksForLook) ? await look(batch) : batch.flatMap(asPageEvents);
      if (events.length > 0 || batch.length === 0) yield events;
    }
  } finally {
    inbox.close();
  }
  return undefined;

  /** Stored messages come before the events of `batch`, so that a turn is stored for the page when it ends. */
  async function look(batch: readonly TableEvent[]): Promise<readonly PageEvent[]> {
    const { table, shown } = await loadTable(source, place);
    const fresh = new Set(shown.map(({ id }) => id).filter((id) => !sent.has(id)));
    for (const id of sent.keys()) if (!shown.some((one) => one.id === id)) sent.delete(id);

    const events: PageEvent[] = [];
    const tableJson = JSON.stringify(table);
    if (tableJson !== sentTable) events.push({ kind: "table", table });
    sentTable = tableJson;
    for (const { id, messages } of shown) {
      const later = messages.filter(({ seq }) => seq > (sent.get(id) ?? 0));
      if (later.length > 0 || fresh.has(id)) {
        const views = later.map((message) => messageView(message, source.models));
        events.push({ kind: "messages", discussionId: id, messages: views });
      }
      sent.set(id, messages.at(-1)?.seq ?? 0);
    }

    // Nothing else runs between these two lines: each piece of text is in a partial or still to come.
    inbox.dropText(fresh);
    const partials = [...fresh].flatMap((id) => source.bus.partials(id));

    for (const { turn, text } of partials) events.push({ kind: "partial", turn, text });
    const known = batch.filter(
      (event) => event.kind === "changed" || !fresh.has(event.turn.discussionId),
    );
    return [...events, ...known.flatMap(asPageEvents)];
  }

  function asksForLook(event: TableEvent): boolean {
    if (event.kind === "changed") return event.place === place;
    return event.kind === "asked" && sent.has(event.turn.discussionId);
  }

  function asPageEvents(event: TableEvent): readonly PageEvent[] {
    return event.kind !== "changed" && sent.has(event.turn.discussionId) ? [event] : [];
  }
}
