import type { EventBus, TableEvent } from "../../engine/event-bus.ts";

/** What one slow page may hold in memory. */
const maxEvents = 10_000;
const maxCharacters = 2_000_000;

export type Inbox = {
  /** All that came since the last call. Waits while there is nothing, at most so long or until the signal aborts. */
  take(withinMs: number): Promise<readonly TableEvent[]>;
  /** Forgets the waiting text of these discussions. */
  dropText(discussionIds: ReadonlySet<string>): void;
  /** True once more came than memory allows: what is here is incomplete. */
  isOverfull(): boolean;
  close(): void;
};

export function openInbox(bus: EventBus, signal: AbortSignal): Inbox {
  let waiting: TableEvent[] = [];
  let characters = 0;
  let isOverfull = false;
  let wake: (() => void) | undefined;

  const unsubscribe = bus.subscribe((event) => {
    if (event.kind === "text") characters += event.text.length;
    isOverfull ||= waiting.length >= maxEvents || characters > maxCharacters;
    if (!isOverfull) waiting.push(event);
    wake?.();
  });
  const onAbort = () => wake?.();
  signal.addEventListener("abort", onAbort);

  return {
    async take(withinMs) {
      if (waiting.length === 0 && !signal.aborted && !isOverfull) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, withinMs);
        wake = resolve;
        await promise;
        clearTimeout(timer);
      }
      const taken = waiting;
      waiting = [];
      characters = 0;
      return taken;
    },
    dropText(discussionIds) {
      waiting = waiting.filter(
        (event) =>
          !(
            (event.kind === "text" || event.kind === "asking") &&
            discussionIds.has(event.turn.discussionId)
          ),
      );
    },
    isOverfull: () => isOverfull,
    close() {
      unsubscribe();
      signal.removeEventListener("abort", onAbort);
    },
  };
}
