import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { MessageView, PageEvent, TableView, TurnView } from "../view.ts";

/** A turn in flight. */
export type Writing = {
  readonly turn: TurnView;
  readonly text: string;
  readonly startedAtMs: number;
};

/** What stands on the table now, as the server tells it. */
export type LiveTable = {
  readonly isConnected: ReadonlySignal<boolean>;
  readonly table: ReadonlySignal<TableView | undefined>;
  /** By id of the discussion, then by seq. */
  readonly messages: ReadonlySignal<ReadonlyMap<string, readonly MessageView[]>>;
  /** By `keyOf` the turn. */
  readonly writing: ReadonlySignal<ReadonlyMap<string, Writing>>;
};

const reopenAfterMs = 2000;

export function followTable(): LiveTable {
  const isConnected = signal(true);
  const table = signal<TableView>();
  const messages = signal<ReadonlyMap<string, readonly MessageView[]>>(new Map());
  const writing = signal<ReadonlyMap<string, Writing>>(new Map());
  /** Text that came since the last frame: painted together, however quickly it comes. */
  const unpainted = new Map<string, string>();
  let isSnapshot = true;

  open();
  return { isConnected, table, messages, writing };

  function open(): void {
    const source = new EventSource("/api/events");
    source.addEventListener("open", () => {
      isConnected.value = true;
      isSnapshot = true;
    });
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const event: PageEvent = JSON.parse(data);
      batch(() => apply(event));
    });
    source.addEventListener("error", () => {
      isConnected.value = false;
      // The browser tries again by itself, except after an answer that was no stream.
      if (source.readyState === EventSource.CLOSED) setTimeout(open, reopenAfterMs);
    });
  }

  function apply(event: PageEvent): void {
    switch (event.kind) {
      case "table":
        applyTable(event.table);
        return;
      case "messages": {
        const known = messages.value.get(event.discussionId) ?? [];
        messages.value = new Map(messages.value).set(
          event.discussionId,
          merge(known, event.messages),
        );
        return;
      }
      case "partial":
        paint();
        write(event.turn, event.text);
        return;
      case "asking":
        paint();
        write(event.turn, "");
        return;
      case "text": {
        const key = keyOf(event.turn);
        if (unpainted.size === 0) requestAnimationFrame(() => batch(paint));
        unpainted.set(key, (unpainted.get(key) ?? "") + event.text);
        return;
      }
      case "asked": {
        unpainted.delete(keyOf(event.turn));
        const rest = new Map(writing.value);
        rest.delete(keyOf(event.turn));
        writing.value = rest;
        return;
      }
    }
  }

  function applyTable(next: TableView): void {
    // Another moai answers now: its page may be another one, too.
    if (table.value && table.value.version !== next.version) window.location.reload();
    if (isSnapshot) {
      unpainted.clear();
      writing.value = new Map();
      isSnapshot = false;
    }
    table.value = next;
  }

  function write(turn: TurnView, text: string): void {
    const { discussion, asks } = table.value ?? { discussion: null, asks: [] };
    const discussionOf = [discussion, ...asks].find((one) => one?.id === turn.discussionId);
    const isOpening = turn.roundNumber === 1 && !turn.isDirect && discussionOf;
    const startedAtMs = isOpening ? Date.parse(discussionOf.createdAt) : Date.now();
    writing.value = new Map(writing.value).set(keyOf(turn), { turn, text, startedAtMs });
  }

  function paint(): void {
    if (unpainted.size === 0) return;
    const next = new Map(writing.value);
    for (const [key, text] of unpainted) {
      const known = next.get(key);
      if (known) next.set(key, { ...known, text: known.text + text });
    }
    unpainted.clear();
    writing.value = next;
  }
}

export function keyOf({ discussionId, roundNumber, model, isDirect }: TurnView): string {
  return JSON.stringify([discussionId, roundNumber, model, isDirect]);
}

/** A turn that was tried again comes with its old id and a new seq. */
function merge(
  known: readonly MessageView[],
  added: readonly MessageView[],
): readonly MessageView[] {
  const byId = new Map([...known, ...added].map((message) => [message.id, message]));
  return [...byId.values()].toSorted((one, other) => one.seq - other.seq);
}
