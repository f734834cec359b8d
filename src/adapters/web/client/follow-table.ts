import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Consensus } from "../../../core/consensus.ts";
import { mergeMessages } from "../merge-messages.ts";
import type { MessageView, PageEvent, TableView, TurnView } from "../view.ts";
import { api } from "./api.ts";
import { onAwakening } from "./on-awakening.ts";

/** A turn in flight. */
export type Writing = {
  readonly turn: TurnView;
  readonly text: ReadonlySignal<string>;
  readonly startedAtMs: number;
};

/** What was said in a discussion, by seq, from some message on. */
type Said = { readonly messages: readonly MessageView[]; readonly hasEarlier: boolean };

/** What stands on the table now, as the server tells it. */
export type LiveTable = {
  readonly isConnected: ReadonlySignal<boolean>;
  readonly table: ReadonlySignal<TableView | undefined>;
  /** By id of the discussion. */
  readonly said: ReadonlySignal<ReadonlyMap<string, Said>>;
  readonly reports: ReadonlySignal<ReadonlyMap<string, Consensus>>;
  /** By `keyOf` the turn. The map changes when a turn begins or ends; what is written, its text alone. */
  readonly writing: ReadonlySignal<ReadonlyMap<string, Writing>>;
  /** Fetches what was said before. Resolves with false when it could not; never rejects. */
  loadEarlier(discussionId: string): Promise<boolean>;
};

const reopenAfterMs = 2000;

export function followTable(place: string): LiveTable {
  const isConnected = signal(true);
  const table = signal<TableView>();
  const said = signal<ReadonlyMap<string, Said>>(new Map());
  const reports = signal<ReadonlyMap<string, Consensus>>(new Map());
  const writing = signal<ReadonlyMap<string, Writing & { readonly text: Signal<string> }>>(
    new Map(),
  );
  /** Text that came since the last frame: painted together, however quickly it comes. */
  const unpainted = new Map<string, string>();
  let isSnapshot = true;

  let source = open();
  const reconnect = () => {
    source.close();
    if (!document.hidden) source = open();
  };
  onAwakening(reconnect);
  // A browser holds at most six connections to a server without TLS, and each page in sight needs one for good.
  document.addEventListener("visibilitychange", reconnect);
  return { isConnected, table, said, reports, writing, loadEarlier };

  function open(): EventSource {
    const opened = new EventSource(`/api/events?${new URLSearchParams({ place }).toString()}`);
    opened.addEventListener("open", () => {
      isConnected.value = true;
      isSnapshot = true;
    });
    opened.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const event: PageEvent = JSON.parse(data);
      batch(() => apply(event));
    });
    opened.addEventListener("error", () => {
      isConnected.value = false;
      // The browser tries again by itself, except after an answer that was no stream.
      if (opened.readyState !== EventSource.CLOSED) return;
      setTimeout(() => void reopen(opened), reopenAfterMs); // never rejects
    });
    return opened;
  }

  async function reopen(closed: EventSource): Promise<void> {
    const response = await api.prices.$get({ query: { place } }).catch(() => undefined);
    // Asks for the token; what stands in the composer outlives it.
    if (Number(response?.status) === 401) window.location.reload();
    else if (closed === source) source = open();
  }

  function apply(event: PageEvent): void {
    switch (event.kind) {
      case "table":
        applyTable(event.table);
        return;
      case "messages":
        applyMessages(event.discussionId, event.messages, event.hasEarlier);
        return;
      case "consensus": {
        const next = new Map(reports.value);
        if (event.consensus) next.set(event.discussionId, event.consensus);
        else next.delete(event.discussionId);
        reports.value = next;
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
    const last = table.value;
    // Another moai answers now: its page may be another one, too.
    if (last && last.version !== next.version) window.location.reload();
    if (isSnapshot) {
      unpainted.clear();
      writing.value = new Map();
      isSnapshot = false;
    }
    // Of what is not shown nothing is told any more, nor that it ended.
    const shown = new Set([next.discussion, ...next.asks].map((one) => one?.id));
    const rest = [...writing.value].filter(([, { turn }]) => shown.has(turn.discussionId));
    if (rest.length < writing.value.size) writing.value = new Map(rest);
    // The same list as before where it is equal: what is drawn from it need not be drawn again.
    const models =
      last && JSON.stringify(last.models) === JSON.stringify(next.models)
        ? last.models
        : next.models;
    table.value = { ...next, models };
  }

  /** What a page missed may be more than it is sent: then it begins anew, and reads back from there. */
  function applyMessages(
    id: string,
    added: readonly MessageView[],
    hasEarlier: boolean | undefined,
  ): void {
    const known = said.value.get(id) ?? { messages: [], hasEarlier: false };
    const first = added[0]?.seq ?? 0;
    const isContinued = hasEarlier === undefined || known.messages.some(({ seq }) => seq >= first);
    said.value = new Map(said.value).set(id, {
      messages: mergeMessages(isContinued ? known.messages : [], added),
      hasEarlier: isContinued && known.messages.length > 0 ? known.hasEarlier : !!hasEarlier,
    });
  }

  async function loadEarlier(id: string): Promise<boolean> {
    const before = said.value.get(id)?.messages[0]?.seq;
    if (before === undefined) return false;
    try {
      const response = await api.discussions[":id"].messages.$get({
        param: { id },
        query: { before: String(before) },
      });
      if (!response.ok) return false;
      const { messages, hasEarlier } = await response.json();
      const known = said.value.get(id)?.messages ?? [];
      said.value = new Map(said.value).set(id, {
        messages: mergeMessages(messages, known),
        hasEarlier,
      });
      return true;
    } catch {
      return false;
    }
  }

  function write(turn: TurnView, text: string): void {
    const { discussion, asks } = table.value ?? { discussion: null, asks: [] };
    const discussionOf = [discussion, ...asks].find((one) => one?.id === turn.discussionId);
    const isOpening = turn.roundNumber === 1 && !turn.isDirect && discussionOf;
    const startedAtMs = isOpening ? Date.parse(discussionOf.createdAt) : Date.now();
    writing.value = new Map(writing.value).set(keyOf(turn), {
      turn,
      text: signal(text),
      startedAtMs,
    });
  }

  function paint(): void {
    for (const [key, text] of unpainted) {
      const known = writing.value.get(key);
      if (known) known.text.value += text;
    }
    unpainted.clear();
  }
}

export function keyOf({ discussionId, roundNumber, model, isDirect }: TurnView): string {
  return JSON.stringify([discussionId, roundNumber, model, isDirect]);
}
