import type { Context } from "grammy";
import type { Db } from "../../storage/database.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import { placeOf } from "./telegram-place.ts";

/** In a group the answer to somebody is a reply to what they wrote; in private there is nobody else. */
export async function rememberAsked(db: Db, ctx: Context, requestId: string): Promise<void> {
  const message = ctx.message ?? ctx.editedMessage;
  if (!message || message.chat.type === "private") return;
  const at = { place: placeOf(message), now: new Date() };
  await deliveryParts.saveDraft(db, keyOf(requestId), at, {
    part: 1,
    telegramMessageId: message.message_id,
  });
}

/** The Telegram message that asked for something. */
export async function askedMessage(db: Db, requestId: string): Promise<number | undefined> {
  const [messageId] = await deliveryParts.drafts(db, keyOf(requestId));
  return messageId;
}

function keyOf(requestId: string): string {
  return `asked:${requestId}`;
}
