import type { Message } from "grammy/types";
import * as z from "zod";

/**
 * The message that another one replies to, without what it replied to itself. The type of it in
 * grammY cannot be met with exactOptionalPropertyTypes, hence the custom type.
 */
const repliedMessage = z.custom<NonNullable<Message["reply_to_message"]>>();

export function replyTo(message: Message) {
  const { reply_to_message: _, ...replied } = message;
  return { reply_to_message: repliedMessage.parse(replied) };
}
