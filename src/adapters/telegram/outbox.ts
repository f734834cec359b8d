import { ownerOf, type Place } from "../../core/place.ts";
import * as deliveries from "../../storage/deliveries.ts";
import { moveChat } from "../../storage/move-chat.ts";
import type { Clock } from "./clock.ts";
import { createShowNext, type ShowDeps } from "./show-next.ts";
import { formatPlace, parsePlace } from "./telegram-place.ts";

export type OutboxDeps = ShowDeps & {
  readonly clock: Clock;
  /** Nobody can read there any more: what runs only costs. */
  readonly onGone: (place: Place) => Promise<void>;
  /** The chat lives on under another id, whoever told. */
  readonly onMoved: (fromChatId: number, toChatId: number) => void;
  /** The token is not accepted any more. */
  readonly onUnauthorized: () => void;
};

/**
 * Shows each chat what is stored for it and was not shown yet, in order, one chat beside the other. The rows
 * are the queue: looking twice shows nothing twice, and after a restart a look is all it takes.
 */
export type Outbox = {
  /** Something may have to be shown at this place. Never waits, never throws. */
  look(place: Place): void;
  /** The chat lives on under another id, with all that belongs to it. */
  move(fromChatId: number, toChatId: number): Promise<void>;
  close(): Promise<void>;
};

type Chat = { readonly places: Set<Place>; isWorking: boolean; done: Promise<void> };

const longestPauseMs = 60_000;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { db, log, clock } = deps;
  const showNext = createShowNext(deps);
  const chats = new Map<string, Chat>();
  const moved = new Map<Place, Place>();
  const closing = new AbortController();
  const { signal } = closing;

  function look(place: Place): void {
    const here = moved.get(place) ?? place;
    if (!parsePlace(here) || signal.aborted) return;
    const owner = ownerOf(here);
    const chat = chats.get(owner) ?? {
      places: new Set(),
      isWorking: false,
      done: Promise.resolve(),
    };
    chats.set(owner, chat);
    chat.places.add(here);
    if (chat.isWorking) return;
    chat.isWorking = true;
    chat.done = work(chat);
  }

  async function work(chat: Chat): Promise<void> {
    for (const place of chat.places) {
      chat.places.delete(place);
      await showAll(place);
    }
    chat.isWorking = false;
  }

  async function showAll(place: Place): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        if (!(await goOn(place))) return;
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        log.error({ place, err: error }, "something could not be shown in a chat");
        failures += 1;
        await pause(Math.min(longestPauseMs, 1000 * 2 ** failures));
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    await clock.wait(ms, signal).catch(() => undefined);
  }

  /** Returns whether there may be more. */
  async function goOn(place: Place): Promise<boolean> {
    const outcome = await showNext(place, signal);
    switch (outcome?.kind) {
      case undefined:
        return false;
      case "unauthorized":
        deps.onUnauthorized();
        closing.abort();
        return false;
      case "moved":
        await move(parsePlace(place)?.chatId ?? 0, outcome.chatId);
        return false;
      case "gone":
        log.warn({ place }, "a chat cannot be written to any more");
        await deps.onGone(place);
        await deliveries.giveUp(db, place);
        return false;
      case "done":
      case "unchanged":
      case "missing":
      case "rejected":
      case "unknown":
        return true;
    }
  }

  async function move(fromChatId: number, toChatId: number): Promise<void> {
    const [from, to] = [formatPlace({ chatId: fromChatId }), formatPlace({ chatId: toChatId })];
    // Whoever still speaks of the old chat means the new one.
    moved.set(from, to);
    deps.onMoved(fromChatId, toChatId);
    await moveChat(db, from, to);
    look(to);
  }

  return {
    look,
    move,
    async close() {
      closing.abort();
      await Promise.all([...chats.values()].map((chat) => chat.done));
    },
  };
}
