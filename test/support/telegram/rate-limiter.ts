import type { Chat } from "grammy/types";

interface Rate {
  readonly count: number;
  readonly perMs: number;
}

export interface Rates {
  readonly privateChat: Rate;
  readonly groupMessages: Rate;
  readonly groupEdits: Rate;
}

/** As the documentation of grammY has them from tdlib; Telegram names no numbers. */
export const usualRates: Rates = {
  privateChat: { count: 1, perMs: 1000 },
  groupMessages: { count: 20, perMs: 60_000 },
  groupEdits: { count: 20, perMs: 60_000 },
};

type Traffic = "message" | "edit";

const trafficOf: ReadonlyMap<string, Traffic> = new Map([
  ["sendMessage", "message"],
  ["sendDocument", "message"],
  ["editMessageText", "edit"],
  ["editMessageReplyMarkup", "edit"],
]);

/** Says when a bot floods. Whoever goes on during a ban makes it longer with every call. */
export function createRateLimiter(rates: Rates, now: () => number) {
  const calls = new Map<string, number[]>();
  const bans = new Map<number, { until: number; seconds: number }>();

  /** Seconds to wait, or undefined if the call may pass. */
  return function check(method: string, chat: Chat): number | undefined {
    const time = now();
    const ban = bans.get(chat.id);
    if (ban !== undefined && time < ban.until) return punish(chat.id, ban.seconds * 2, time);
    const traffic = trafficOf.get(method);
    if (traffic === undefined) return undefined;
    const isPrivate = chat.type === "private";
    const rate = isPrivate
      ? rates.privateChat
      : traffic === "edit"
        ? rates.groupEdits
        : rates.groupMessages;
    const key = isPrivate ? String(chat.id) : `${chat.id} ${traffic}`;
    const recent = (calls.get(key) ?? []).filter((at) => at > time - rate.perMs);
    const oldest = recent[0];
    if (recent.length >= rate.count && oldest !== undefined) {
      return punish(chat.id, Math.ceil((oldest + rate.perMs - time) / 1000), time);
    }
    calls.set(key, [...recent, time]);
    return undefined;
  };

  function punish(chatId: number, seconds: number, time: number): number {
    bans.set(chatId, { until: time + seconds * 1000, seconds });
    return seconds;
  }
}
