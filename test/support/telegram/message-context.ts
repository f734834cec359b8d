import type { InlineKeyboardMarkup } from "grammy/types";
import { badRequest } from "./api-error.ts";
import { checkKeyboard } from "./keyboard-rules.ts";
import type { Sending } from "./parameters.ts";
import { replyTo } from "./reply.ts";
import type { ChatState } from "./world.ts";

/** Where a new message stands: its topic, what it replies to, its buttons. */
export function contextOf(state: ChatState, given: Sending) {
  const topic = given.message_thread_id;
  if (topic !== undefined && !state.topics.has(topic)) {
    throw badRequest("message thread not found");
  }
  return {
    ...(topic !== undefined && { message_thread_id: topic, is_topic_message: true }),
    ...replyOf(state, given.reply_parameters),
    ...(given.reply_markup && "inline_keyboard" in given.reply_markup
      ? markupOf(given.reply_markup)
      : {}),
  };
}

export function markupOf(markup: InlineKeyboardMarkup | undefined) {
  checkKeyboard(markup);
  return markup === undefined || markup.inline_keyboard.flat().length === 0
    ? {}
    : { reply_markup: markup };
}

function replyOf(state: ChatState, reply: Sending["reply_parameters"]) {
  if (reply === undefined) return {};
  const replied = state.messages.get(reply.message_id);
  if (replied === undefined) {
    if (reply.allow_sending_without_reply === true) return {};
    throw badRequest("message to be replied not found");
  }
  if (reply.quote !== undefined && !(replied.text ?? replied.caption ?? "").includes(reply.quote)) {
    throw badRequest("QUOTE_TEXT_INVALID");
  }
  return replyTo(replied);
}
