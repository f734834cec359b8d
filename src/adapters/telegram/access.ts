import type { Context, MiddlewareFn } from "grammy";
import { textsOf } from "../../core/texts/texts-of.ts";
import type { Log } from "../../log.ts";

export type Allowed = {
  /** Telegram user ids. */
  readonly allowedUsers: ReadonlySet<number> | "everyone";
  /** Chats in which everybody may use the bot. */
  readonly allowedChats: ReadonlySet<number>;
};

/**
 * Lets in whom the operator named, and nobody else: no answer, no row, no cost. The log names each stranger
 * once, so that the operator can find the id to allow. Other bots are never let in: two of them could talk for
 * ever.
 */
export function allowOnly({ allowedUsers, allowedChats }: Allowed, log: Log): MiddlewareFn {
  const refused = new Set<number>();

  return async (ctx, next) => {
    const { from, chat } = ctx;
    const message = ctx.message ?? ctx.editedMessage;
    if (!from || message?.is_automatic_forward) return;
    const speaksAsChat = message?.sender_chat !== undefined;
    if (from.is_bot && !speaksAsChat) return;
    const isAllowed =
      allowedUsers === "everyone" ||
      (chat !== undefined && allowedChats.has(chat.id)) ||
      (!speaksAsChat && allowedUsers.has(from.id));
    if (isAllowed) return await next();
    if (refused.has(from.id) || refused.size >= 10_000) return;
    refused.add(from.id);
    log.warn(
      { telegramUser: from.id, telegramChat: chat?.id },
      "somebody who is not in ALLOWED_USERS wrote to the bot",
    );
  };
}

/** Who speaks: a person, or a chat in whose name an anonymous admin or a channel writes. */
export function speakerIn(ctx: Context): { readonly id: string; readonly name: string } {
  const { somebody } = textsOf(ctx.from?.language_code).telegram;
  const chat = (ctx.message ?? ctx.editedMessage)?.sender_chat;
  if (chat) return { id: String(chat.id), name: ("title" in chat && chat.title) || somebody };
  const name = [ctx.from?.first_name, ctx.from?.last_name].filter(Boolean).join(" ");
  return { id: String(ctx.from?.id ?? ""), name: name || somebody };
}
