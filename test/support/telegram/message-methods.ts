import type { Message } from "grammy/types";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { badRequest } from "./api-error.ts";
import { contextOf, markupOf } from "./message-context.ts";
import {
  chatId,
  entities,
  flag,
  formatting,
  inlineKeyboard,
  messageId,
  parseParameters,
  sending,
} from "./parameters.ts";
import { checkText, isInvisible } from "./text-rules.ts";
import type { ChatState, World } from "./world.ts";

const sendMessageSchema = z.strictObject({
  ...sending,
  ...formatting,
  text: z.string(),
  entities: entities.optional(),
});
const editTextSchema = z.strictObject({
  ...formatting,
  chat_id: chatId,
  message_id: messageId,
  text: z.string(),
  entities: entities.optional(),
  reply_markup: inlineKeyboard.optional(),
});
const editMarkupSchema = z.strictObject({
  chat_id: chatId,
  message_id: messageId,
  reply_markup: inlineKeyboard.optional(),
});
const oneMessageSchema = z.strictObject({ chat_id: chatId, message_id: messageId });
const reactionSchema = z.strictObject({
  ...oneMessageSchema.shape,
  reaction: z
    .array(z.strictObject({ type: z.literal("emoji"), emoji: z.string() }))
    .max(1, "REACTIONS_TOO_MANY")
    .optional(),
  is_big: flag.optional(),
});

export function createMessageMethods(world: World) {
  return {
    sendMessage({ parameters }: ApiCall): Message.TextMessage {
      const given = parseParameters(sendMessageSchema, parameters);
      const state = world.writableChat(given.chat_id);
      const content = checkText({
        ...given,
        parseMode: given.parse_mode,
        entities: given.entities,
      });
      if (isInvisible(content.text)) throw badRequest("message text is empty");
      const context = contextOf(state, given);
      const message = world.post(state, world.bot, { ...context, ...withoutEmpty(content) });
      if (given.reply_markup && "force_reply" in given.reply_markup) {
        state.askingForReply.add(message.message_id);
      }
      return message;
    },

    editMessageText({ parameters }: ApiCall) {
      const given = parseParameters(editTextSchema, parameters);
      const content = checkText({
        ...given,
        parseMode: given.parse_mode,
        entities: given.entities,
      });
      if (isInvisible(content.text)) throw badRequest("message text is empty");
      const { state, message } = ownMessage(given);
      if (message.text === undefined) throw badRequest("there is no text in the message to edit");
      const { entities: _, reply_markup: __, ...rest } = message;
      return replace(state, message, {
        ...rest,
        ...withoutEmpty(content),
        ...markupOf(given.reply_markup),
        edit_date: world.seconds(),
      });
    },

    editMessageReplyMarkup({ parameters }: ApiCall) {
      const given = parseParameters(editMarkupSchema, parameters);
      const { state, message } = ownMessage(given);
      const { reply_markup: _, ...rest } = message;
      return replace(state, message, {
        ...rest,
        ...markupOf(given.reply_markup),
        edit_date: message.edit_date ?? world.seconds(),
      });
    },

    deleteMessage({ parameters }: ApiCall): true {
      const given = parseParameters(oneMessageSchema, parameters);
      const state = world.writableChat(given.chat_id);
      const message = state.messages.get(given.message_id);
      if (message === undefined) throw badRequest("message to delete not found");
      const isOwn = message.from?.id === world.bot.id;
      if (!isOwn && state.chat.type !== "private" && state.botStatus !== "administrator") {
        throw badRequest("message can't be deleted");
      }
      state.messages.delete(given.message_id);
      return true;
    },

    setMessageReaction({ parameters }: ApiCall): true {
      const given = parseParameters(reactionSchema, parameters);
      const state = world.writableChat(given.chat_id);
      if (!state.messages.has(given.message_id)) throw badRequest("message to react not found");
      const emoji = given.reaction?.[0]?.emoji;
      if (emoji === undefined) state.reactions.delete(given.message_id);
      else if (!allowedReactions.has(emoji)) throw badRequest("REACTION_INVALID");
      else state.reactions.set(given.message_id, emoji);
      return true;
    },
  };

  function ownMessage(given: { readonly chat_id: number | string; readonly message_id: number }) {
    const state = world.writableChat(given.chat_id);
    const message = state.messages.get(given.message_id);
    if (message === undefined) throw badRequest("message to edit not found");
    if (message.from?.id !== world.bot.id || state.askingForReply.has(message.message_id)) {
      throw badRequest("message can't be edited");
    }
    return { state, message };
  }
}

/** A message with nothing but text has no entities, and one without buttons no markup. */
function withoutEmpty({ text, entities: list }: ReturnType<typeof checkText>) {
  return { text, ...(list.length > 0 && { entities: list }) };
}

function replace<Next extends Message>(state: ChatState, before: Message, next: Next): Next {
  if (shown(before) === shown(next)) {
    throw badRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  }
  state.messages.set(before.message_id, next);
  return next;
}

function shown({ text, entities: list, reply_markup }: Message): string {
  return JSON.stringify([text, list, reply_markup]);
}

const allowedReactions: ReadonlySet<string> = new Set(
  "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡".split(
    " ",
  ),
);
