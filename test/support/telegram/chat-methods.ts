import type {
  ChatFullInfo,
  ChatMember,
  ChatMemberAdministrator,
  ChatMemberOwner,
  User,
} from "grammy/types";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { badRequest } from "./api-error.ts";
import { asAdministrator, botMember } from "./chat-members.ts";
import { chatId, flag, messageId, parseParameters } from "./parameters.ts";
import type { ChatState, World } from "./world.ts";

const actions = [
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
];
const chatActionSchema = z.strictObject({
  chat_id: chatId,
  message_thread_id: messageId.optional(),
  action: z.string(),
});
const callbackSchema = z.strictObject({
  callback_query_id: z.string(),
  text: z.string().max(200, "MESSAGE_TOO_LONG").optional(),
  show_alert: flag.optional(),
  url: z.string().optional(),
  cache_time: z.int().optional(),
});
const chatSchema = z.strictObject({ chat_id: chatId });
const memberSchema = z.strictObject({ chat_id: chatId, user_id: z.int() });

export function createChatMethods(world: World) {
  return {
    sendChatAction({ parameters }: ApiCall): true {
      const given = parseParameters(chatActionSchema, parameters);
      if (!actions.includes(given.action)) throw badRequest("wrong parameter action in request");
      world.writableChat(given.chat_id).actions.push(given.action);
      return true;
    },

    answerCallbackQuery({ parameters }: ApiCall): true {
      const given = parseParameters(callbackSchema, parameters);
      const press = world.presses.get(given.callback_query_id);
      if (press === undefined || press.isExpired || press.answer !== undefined) {
        throw badRequest("query is too old and response timeout expired or query ID is invalid");
      }
      press.answer = { text: given.text, isAlert: given.show_alert ?? false };
      return true;
    },

    getChat({ parameters }: ApiCall): ChatFullInfo {
      const { chat } = world.chatOf(parseParameters(chatSchema, parameters).chat_id);
      return { ...chat, ...fullInfo };
    },

    getChatMember({ parameters }: ApiCall): ChatMember {
      const given = parseParameters(memberSchema, parameters);
      const state = world.chatOf(given.chat_id);
      if (given.user_id === world.bot.id) return botMember(world.bot, state.botStatus);
      const user = state.people.get(given.user_id);
      if (user === undefined) throw badRequest("user not found");
      return memberOf(state, user);
    },

    getChatAdministrators({ parameters }: ApiCall): (ChatMemberOwner | ChatMemberAdministrator)[] {
      const state = world.chatOf(parseParameters(chatSchema, parameters).chat_id);
      if (state.chat.type === "private") {
        throw badRequest("there are no administrators in the private chat");
      }
      const [owner] = state.people.values();
      return [
        ...(owner === undefined ? [] : [ownerOf(owner)]),
        ...(state.botStatus === "administrator" ? [asAdministrator(world.bot)] : []),
      ];
    },

    leaveChat({ parameters }: ApiCall): true {
      const state = world.writableChat(parseParameters(chatSchema, parameters).chat_id);
      if (state.chat.type === "private") {
        throw badRequest("chat member status can't be changed in private chats");
      }
      state.botStatus = "left";
      return true;
    },
  };
}

/** Whoever spoke first in a group owns it. */
function memberOf(state: ChatState, user: User): ChatMember {
  const [owner] = state.people.keys();
  return state.chat.type !== "private" && owner === user.id
    ? ownerOf(user)
    : { status: "member", user };
}

function ownerOf(user: User): ChatMemberOwner {
  return { status: "creator", user, is_anonymous: false };
}

const fullInfo = {
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: false,
    limited_gifts: false,
    unique_gifts: false,
    premium_subscription: false,
    gifts_from_channels: false,
  },
};
