import type { Clock } from "./clock.ts";
import { createSendBudget, type SendBudget } from "./send-budget.ts";
import { classifyTelegramFailure, type TelegramFailure } from "./telegram-failure.ts";

type Done<Value> = { readonly kind: "done"; readonly value: Value };

export type Outcome<Value> =
  | Done<Value>
  | Exclude<TelegramFailure, { readonly kind: "flood" | "away" }>;

/** What became of a call that need not be made: `dropped` when there was no room for it. */
type Offered<Value> =
  | Exclude<Outcome<Value>, { readonly kind: "unknown" }>
  | { readonly kind: "dropped" };

/** A beginning is sent when there is room for its completion, too: nobody wants to read half a sentence. */
type Kind = "begin" | "send" | "edit";

/** Calls that show something in one chat, one after another, at the pace that Telegram allows there. */
export type ChatCaller = {
  /** Resolves when one more message may be sent. */
  ready(signal: AbortSignal): ReturnType<SendBudget["ready"]>;
  /**
   * Calls when it may, and calls again after a flood or an outage, when nothing was shown. Anything else is the
   * outcome.
   */
  call<Value>(kind: Kind, make: () => Promise<Value>, signal: AbortSignal): Promise<Outcome<Value>>;
  /** Resolves when an optional edit may be made; the beginning of a text counts as one. */
  spare(notBefore: number, signal: AbortSignal): Promise<void>;
  /** Calls once, unless another call is under way. The next `call` waits for it. */
  offer<Value>(make: (signal: AbortSignal) => Promise<Value>): Promise<Offered<Value>>;
  /** Telegram asked for silence: each call would make it longer. */
  isPaused(): boolean;
};

const longestPauseMs = 60_000;
/** An optional call that takes longer is not worth it that others wait for it. */
const offerTimeoutMs = 10_000;

function createChatCaller(clock: Clock, chatId: number): ChatCaller {
  // Telegram gives groups and channels negative ids, and counts their edits apart.
  const isGroup = chatId < 0;
  const send = createSendBudget(clock, isGroup);
  const edit = isGroup ? createSendBudget(clock, isGroup) : send;
  let calling = 0;
  let offered: Promise<void> | undefined;

  function pause(ms: number): void {
    send.pause(ms);
    edit.pause(ms);
  }

  async function take(kind: Kind, signal: AbortSignal): Promise<void> {
    switch (kind) {
      case "begin":
        return await send.take(signal, send === edit ? 1 : 0);
      case "send":
        return await send.take(signal);
      case "edit":
        return await edit.take(signal);
    }
  }

  async function attempt<Value>(
    make: () => Promise<Value>,
  ): Promise<Done<Value> | TelegramFailure> {
    try {
      return { kind: "done", value: await make() };
    } catch (error) {
      const failure = classifyTelegramFailure(error);
      if (failure.kind === "flood") pause(failure.retryAfterMs);
      return failure;
    }
  }

  return {
    ready: (signal) => send.ready(signal),
    async call(kind, make, signal) {
      calling += 1;
      try {
        await offered;
        for (let outages = 0; ;) {
          await take(kind, signal);
          const outcome = await attempt(make);
          signal.throwIfAborted();
          if (outcome.kind === "away") {
            outages += 1;
            await clock.wait(Math.min(longestPauseMs, 500 * 2 ** outages), signal);
          } else if (outcome.kind !== "flood") {
            return outcome;
          }
        }
      } finally {
        calling -= 1;
      }
    },
    spare: (notBefore, signal) => edit.takeSpare(notBefore, signal),
    async offer(make) {
      if (calling > 0 || offered || send.isPaused()) return { kind: "dropped" };
      const over = Promise.withResolvers<void>();
      offered = over.promise;
      try {
        return asOffered(await attempt(() => make(AbortSignal.timeout(offerTimeoutMs))));
      } finally {
        offered = undefined;
        over.resolve();
      }
    },
    isPaused: () => send.isPaused(),
  };
}

function asOffered<Value>(outcome: Done<Value> | TelegramFailure): Offered<Value> {
  return outcome.kind === "flood" || outcome.kind === "away" || outcome.kind === "unknown"
    ? { kind: "dropped" }
    : outcome;
}

/** One caller for each chat, shared by all who write there. */
export type ChatCallers = { of(chatId: number): ChatCaller };

export function createChatCallers(clock: Clock): ChatCallers {
  const callers = new Map<number, ChatCaller>();
  return {
    of(chatId) {
      const caller = callers.get(chatId) ?? createChatCaller(clock, chatId);
      callers.set(chatId, caller);
      return caller;
    },
  };
}
