import type { Message, UserFromGetMe } from "grammy/types";
import type { ChatState } from "./world.ts";

/**
 * Whether the bot is told of a message. With privacy mode on, a group shows it commands, replies to
 * it and service messages; a mention of its name is not among them.
 */
export function isShownToBot(state: ChatState, message: Message, bot: UserFromGetMe): boolean {
  if (state.botStatus === "left" || state.botStatus === "kicked") return false;
  if (state.chat.type === "private") return true;
  if (bot.can_read_all_group_messages || state.botStatus === "administrator") return true;
  const content = message.text ?? message.caption;
  if (content === undefined && message.document === undefined) return true;
  if (message.reply_to_message?.from?.id === bot.id) return true;
  const addressee = /^\/\w+(?:@(\w+))?/.exec(content ?? "");
  if (addressee === null) return false;
  return addressee[1] === undefined || addressee[1].toLowerCase() === bot.username.toLowerCase();
}

/** What Telegram finds in a text by itself. */
export function findEntities(text: string): NonNullable<Message["entities"]> {
  const matches = text.matchAll(/(?<![\w/@])(?:\/[a-z0-9_]{1,64}(?:@\w{3,32})?|@\w{4,32})(?!\w)/gi);
  return Array.from(matches, (match) => ({
    type: match[0].startsWith("/") ? "bot_command" : "mention",
    offset: match.index,
    length: match[0].length,
  }));
}
