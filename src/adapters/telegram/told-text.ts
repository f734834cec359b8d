import type { Context } from "grammy";
import type { Message } from "grammy/types";
import { readAddressed } from "../../commands/direct.ts";
import { commands } from "../../commands/index.ts";
import { UserError } from "../../core/errors.ts";
import { parseReply } from "../../core/reply.ts";
import type { Model } from "../../models/model.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import { addedByLink } from "./keyboard.ts";
import { placeOf } from "./telegram-place.ts";

type ToldDeps = { readonly db: Db; readonly models: ReadonlyMap<string, Model> };

/**
 * What is said to moai, as a command; undefined for everything else. In private that is every word, in groups
 * commands, replies to the bot's messages, and words that name a model or the bot.
 */
export async function toldText(
  { db, models }: ToldDeps,
  ctx: Context,
  message: Message,
  text: string,
): Promise<string | undefined> {
  const isPrivate = message.chat.type === "private";
  if (text.startsWith("/")) return ownCommand(ctx, text, isPrivate);
  if (isAddressed(models, text)) return text;

  const replied = message.reply_to_message;
  if (replied?.from?.id === ctx.me.id && !replied.forum_topic_created) {
    const speaker = await deliveryParts.speakerOf(db, placeOf(message), replied.message_id);
    if (speaker) return `/resume ${speaker.discussionId} @${speaker.model} ${text}`;
    const reply = await deliveryParts.replyShownIn(db, placeOf(message), replied.message_id);
    const { unfinished } = reply === undefined ? {} : parseReply(reply);
    if (unfinished !== undefined) return `${unfinished} ${text}`;
    return isPrivate ? text : `/say ${text}`;
  }
  if (isPrivate) return text;
  const [, username = "", words] = /^@(\w+)[,:]?\s+([^]+)$/.exec(text) ?? [];
  return isMe(ctx, username) ? words : undefined;
}

/**
 * Without the bot's own name. In groups a command without a name may be meant for another bot, so one that is
 * none of moai's is left alone.
 */
function ownCommand(ctx: Context, text: string, isPrivate: boolean): string | undefined {
  const [, name = "", username, rest = ""] = /^\/(\w+)(?:@(\w+))?([^]*)$/.exec(text) ?? [];
  if (username !== undefined && !isMe(ctx, username)) return undefined;
  const isKnown = commands.some((command) => command.name.split(" ")[0] === name.toLowerCase());
  if (!isPrivate && username === undefined && !isKnown) return undefined;
  // The bot has said already who it is, as it does in every group that it comes to.
  if (!isPrivate && `${name}${rest}`.trim() === `start ${addedByLink}`) return undefined;
  const [, projectId] = /^start\s+p_([\w-]+)$/.exec(`${name}${rest}`) ?? [];
  if (projectId !== undefined) return `/project select ${projectId}`;
  return name === "" ? text : `/${name}${rest}`;
}

function isAddressed(models: ReadonlyMap<string, Model>, text: string): boolean {
  try {
    return readAddressed(models, text) !== undefined;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

function isMe(ctx: Context, username: string): boolean {
  return username.toLowerCase() === ctx.me.username.toLowerCase();
}
