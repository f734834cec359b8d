import type { Clock } from "./clock.ts";
import { createSendBudget, type SendBudget } from "./send-budget.ts";
import { classifyTelegramFailure, type TelegramFailure } from "./telegram-failure.ts";

export type Outcome<Value> =
  | { readonly kind: "done"; readonly value: Value }
  | Exclude<TelegramFailure, { readonly kind: "flood" | "away" }>;

/** Calls that show something in one chat, at the pace that Telegram allows there. */
export type ChatCaller = {
  /** Resolves when one more message may be sent or edited. */
  turn(kind: "send" | "edit", signal: AbortSignal): ReturnType<SendBudget["take"]>;
  /**
   * Calls, and calls again after a flood or an outage, when nothing was shown. Anything else is the outcome.
   */
  call<Value>(
    kind: "send" | "edit",
    make: () => Promise<Value>,
    signal: AbortSignal,
  ): Promise<Outcome<Value>>;
};

const longestPauseMs = 60_000;

export function createChatCaller(clock: Clock, chatId: number): ChatCaller {
  // Telegram gives groups and channels negative ids, and counts their edits apart.
  const isGroup = chatId < 0;
  const send = createSendBudget(clock, isGroup);
  const budgets = { send, edit: isGroup ? createSendBudget(clock, isGroup) : send };

  return {
    turn: (kind, signal) => budgets[kind].take(signal),
    async call(kind, make, signal) {
      for (let outages = 0; ;) {
        try {
          return { kind: "done", value: await make() };
        } catch (error) {
          signal.throwIfAborted();
          const failure = classifyTelegramFailure(error);
          if (failure.kind === "flood") {
            budgets.send.pause(failure.retryAfterMs);
            budgets.edit.pause(failure.retryAfterMs);
          } else if (failure.kind === "away") {
            outages += 1;
            await clock.wait(Math.min(longestPauseMs, 500 * 2 ** outages), signal);
          } else {
            return failure;
          }
          await budgets[kind].take(signal);
        }
      }
    },
  };
}
