import type { Message } from "grammy/types";
import type { Place } from "../../core/place.ts";

/** A chat, or one topic of it. */
export type TelegramPlace = { readonly chatId: number; readonly topicId: number | undefined };

/** Replies in ordinary groups carry a thread id too; only a topic message's is a topic. */
export function placeOf(message: Pick<Message, "chat" | "message_thread_id" | "is_topic_message">) {
  const topicId = message.is_topic_message ? message.message_thread_id : undefined;
  return formatPlace({ chatId: message.chat.id, topicId });
}

export function formatPlace({
  chatId,
  topicId,
}: {
  readonly chatId: number;
  readonly topicId?: number | undefined;
}): Place {
  return topicId === undefined ? `telegram:${chatId}` : `telegram:${chatId}:${topicId}`;
}

/** Undefined for a place that is none of Telegram's. */
export function parsePlace(place: Place): TelegramPlace | undefined {
  const [, chatId, topicId] = /^telegram:(-?\d+)(?::(\d+))?$/.exec(place) ?? [];
  if (chatId === undefined) return undefined;
  return {
    chatId: Number(chatId),
    topicId: topicId === undefined ? undefined : Number(topicId),
  };
}
