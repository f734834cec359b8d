import type { Api } from "grammy";
import type { Place } from "../../core/place.ts";
import { ownerOf } from "../../core/place.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import * as messages from "../../storage/messages.ts";
import { type ChatCaller, createChatCaller } from "./chat-caller.ts";
import type { Clock } from "./clock.ts";
import { composeMessage } from "./compose-message.ts";
import { deliverMessage } from "./deliver-message.ts";
import { sendReplies } from "./send-replies.ts";
import { parsePlace } from "./telegram-place.ts";

export type OutboxDeps = {
  readonly db: Db;
  readonly api: Api;
  readonly clock: Clock;
  readonly log: Log;
  /** Short names of models: `@claude` would link to a stranger. */
  readonly handles: readonly string[];
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
  close(): Promise<void>;
};

type Chat = {
  readonly caller: ChatCaller;
  readonly places: Set<Place>;
  isWorking: boolean;
  done: Promise<void>;
};

const longestPauseMs = 60_000;

export function createOutbox(deps: OutboxDeps): Outbox {
  const { db, log, clock } = deps;
  const chats = new Map<string, Chat>();
  const closing = new AbortController();
  const { signal } = closing;

  async function work(chat: Chat): Promise<void> {
    for (const place of chat.places) {
      chat.places.delete(place);
      await showAll(chat.caller, place);
    }
    chat.isWorking = false;
  }

  async function showAll(caller: ChatCaller, place: Place): Promise<void> {
    for (let failures = 0; !signal.aborted;) {
      try {
        if (!(await showNext(caller, place))) return;
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
  async function showNext(caller: ChatCaller, place: Place): Promise<boolean> {
    const to = parsePlace(place);
    if (!to) return false;
    const [reply] = await deliveries.replies(db, place);
    const [discussion] = await deliveries.discussions(db, place);
    const [message] = discussion
      ? await messages.since(db, discussion.id, discussion.deliveredSeq)
      : [];
    if (reply && (!message || reply.createdAt < message.timestamp)) {
      const { hasWaited } = await caller.turn("send", signal);
      const outcome = await sendReplies(deps, caller, { ...to, place }, hasWaited, signal);
      return await wentOn(outcome, place);
    }
    if (!discussion || !message) return false;
    if (message.kind === "model") {
      const composed = composeMessage(message, deps.handles);
      const target = { ...to, place };
      const outcome = await deliverMessage(
        { ...deps, now: () => new Date(clock.now()) },
        caller,
        message,
        composed,
        target,
        signal,
      );
      if (!(await wentOn(outcome.kind, place))) return false;
    }
    await deliveries.deliveredUpTo(db, discussion.id, message.seq);
    return true;
  }

  async function wentOn(outcome: string, place: Place): Promise<boolean> {
    if (outcome === "unauthorized") {
      deps.onUnauthorized();
      closing.abort();
      return false;
    }
    if (outcome !== "gone" && outcome !== "moved") return true;
    log.warn({ place }, "a chat cannot be written to any more");
    await deliveries.giveUp(db, place);
    return false;
  }

  return {
    look(place) {
      const to = parsePlace(place);
      if (!to || signal.aborted) return;
      const owner = ownerOf(place);
      const chat: Chat = chats.get(owner) ?? {
        caller: createChatCaller(clock, to.chatId),
        places: new Set(),
        isWorking: false,
        done: Promise.resolve(),
      };
      chats.set(owner, chat);
      chat.places.add(place);
      if (chat.isWorking) return;
      chat.isWorking = true;
      chat.done = work(chat);
    },
    async close() {
      closing.abort();
      await Promise.all([...chats.values()].map((chat) => chat.done));
    },
  };
}
