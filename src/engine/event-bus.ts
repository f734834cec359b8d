import type { Place } from "../core/place.ts";

/** One call to a model, as people see it: who speaks in which round. The events of a call share one value. */
export type Turn = {
  readonly place: Place;
  readonly discussionId: string;
  readonly roundNumber: number;
  readonly model: string;
  readonly isDirect: boolean;
};

/**
 * What happens at the tables. The store says what is true: `changed` means look again. Only the text of
 * a turn that is still being written travels by event alone, and may be lost.
 */
export type TableEvent =
  | { readonly kind: "asking"; readonly turn: Turn }
  | { readonly kind: "text"; readonly turn: Turn; readonly text: string }
  | { readonly kind: "asked"; readonly turn: Turn }
  | { readonly kind: "changed"; readonly place: Place; readonly discussionId: string | undefined };

export type EventBus = {
  publish(event: TableEvent): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: TableEvent) => void): () => void;
  /** The turns being written now, with their text so far. */
  partials(discussionId: string): readonly { readonly turn: Turn; readonly text: string }[];
};

export function createEventBus(): EventBus {
  // Arrays: what is deleted from a Map or Set that grows and shrinks stays in memory until the next full collection.
  let listeners: readonly ((event: TableEvent) => void)[] = [];
  const partials: { readonly turn: Turn; text: string }[] = [];

  return {
    publish(event) {
      if (event.kind === "asking") partials.push({ turn: event.turn, text: "" });
      if (event.kind === "text") {
        const partial = partials.find(({ turn }) => turn === event.turn);
        if (partial) partial.text += event.text;
      }
      if (event.kind === "asked") {
        const index = partials.findIndex(({ turn }) => turn === event.turn);
        if (index !== -1) partials.splice(index, 1);
      }
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners = [...listeners, listener];
      return () => {
        listeners = listeners.filter((one) => one !== listener);
      };
    },
    partials(discussionId) {
      return partials
        .filter(({ turn }) => turn.discussionId === discussionId)
        .map(({ turn, text }) => ({ turn, text }));
    },
  };
}
