import type { Place } from "../../core/place.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { EventBus, TableEvent } from "../../engine/event-bus.ts";
import { discussionView } from "./discussion-view.ts";
import { type FollowedDiscussion, followDiscussion } from "./follow-discussion.ts";
import { openInbox } from "./inbox.ts";
import { loadTable, type TableSource } from "./load-table.ts";
import { messageView } from "./message-view.ts";
import type { PageEvent } from "./view.ts";

/** Proxies and browsers give up on a connection that says nothing for longer. */
const heartbeatMs = 15_000;

/**
 * All that a page at `place` must hear: what is stored, then what happens, in the language of the place or, while it
 * has none, in that of the page. Every step is sent together;
 * an empty one is a sign of life. Ends when `signal` aborts, and when the reader is so slow that it had
 * better connect again and get a fresh snapshot.
 */
export async function* streamTable(
  source: TableSource & { readonly bus: EventBus },
  place: Place,
  language: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<readonly PageEvent[], undefined> {
  const inbox = openInbox(source.bus, signal);
  /** The discussions on show, by id. */
  const known = new Map<string, FollowedDiscussion>();
  const sentReports = new Map<string, string>();
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

  /**
   * Stored messages come before the events of `batch`: a turn is stored for the page when it ends, and what was asked
   * stands there when the answer begins.
   */
  async function look(batch: readonly TableEvent[]): Promise<readonly PageEvent[]> {
    const { table, shown, texts } = await loadTable(source, place, language);
    const fresh = new Set(shown.filter((id) => !known.has(id)));
    for (const id of known.keys()) {
      if (shown.includes(id)) continue;
      known.delete(id);
      sentReports.delete(id);
    }
    const events = (await Promise.all(shown.filter(isDue).map((id) => news(id, texts)))).flat();
    const [current, ...asks] = shown.flatMap((id) => known.get(id) ?? []);
    const view = {
      ...table,
      discussion: current ? discussionView(current.discussion, texts) : null,
      asks: asks.map(({ discussion }) => discussionView(discussion, texts)),
    };
    const tableJson = JSON.stringify(view);
    if (tableJson !== sentTable) events.unshift({ kind: "table", table: view });
    sentTable = tableJson;

    // Nothing else runs between these two lines: each piece of text is in a partial or still to come.
    inbox.dropText(fresh);
    const partials = [...fresh].flatMap((id) => source.bus.partials(id));

    for (const { turn, text } of partials) events.push({ kind: "partial", turn, text });
    const others = batch.filter(
      (event) => event.kind === "changed" || !fresh.has(event.turn.discussionId),
    );
    return [...events, ...others.flatMap(asPageEvents)];

    /** Those that have ended change only by an event of their own. */
    function isDue(id: string, index: number): boolean {
      const isRunning = known.get(id)?.discussion.status !== "completed";
      return index === 0 || isRunning || batch.some((event) => discussionOf(event) === id);
    }
  }

  async function news(id: string, texts: Texts): Promise<readonly PageEvent[]> {
    const before = known.get(id);
    const read = await followDiscussion(source.db, id, before);
    if (!read) return [];
    const { followed, added, hasEarlier } = read;
    const { seats, consensus = null } = followed.discussion;
    known.set(id, followed);
    const events: PageEvent[] = [];
    if (added.length > 0 || !before) {
      events.push({
        kind: "messages",
        discussionId: id,
        messages: added.map((message) => messageView(message, seats, texts)),
        ...(before ? {} : { hasEarlier }),
      });
    }
    const reportJson = JSON.stringify(consensus);
    if (reportJson !== (sentReports.get(id) ?? "null")) {
      events.push({ kind: "consensus", discussionId: id, consensus });
    }
    sentReports.set(id, reportJson);
    return events;
  }

  function asksForLook(event: TableEvent): boolean {
    if (event.kind === "changed")
      return event.place === place || known.has(discussionOf(event) ?? "");
    return event.kind !== "text" && known.has(event.turn.discussionId);
  }

  function asPageEvents(event: TableEvent): readonly PageEvent[] {
    return event.kind !== "changed" && known.has(event.turn.discussionId) ? [event] : [];
  }
}

function discussionOf(event: TableEvent): string | undefined {
  return event.kind === "changed" ? event.discussionId : event.turn.discussionId;
}
