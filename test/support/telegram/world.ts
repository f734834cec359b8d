import type { Chat, Message, User, UserFromGetMe } from "grammy/types";
import { ApiError, badRequest } from "./api-error.ts";
import type { Press } from "./press.ts";

export type TalkChat = Exclude<Chat, Chat.ChannelChat>;
export type BotStatus = "member" | "administrator" | "left" | "kicked";

export interface ChatState {
  readonly chat: TalkChat;
  /** In a private chat, "kicked" means blocked. */
  botStatus: BotStatus;
  migratedTo: number | undefined;
  lastMessageId: number;
  readonly messages: Map<number, Message>;
  readonly people: Map<number, User>;
  readonly topics: Set<number>;
  /** The bot's messages that ask for a reply: those cannot be edited. */
  readonly askingForReply: Set<number>;
  /** What `sendChatAction` showed, in order. */
  readonly actions: string[];
  /** The bot's reaction by message. */
  readonly reactions: Map<number, string>;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly content: Buffer;
}

export type World = ReturnType<typeof createWorld>;

/** Everything that Telegram's servers know about one bot. */
export function createWorld(bot: UserFromGetMe, now: () => number) {
  const chats = new Map<number, ChatState>();
  const files = new Map<string, StoredFile>();
  const presses = new Map<string, Press>();
  let lastId = 0;

  return {
    bot,
    chats,
    files,
    presses,
    nextId,
    seconds,
    openChat,
    chatOf,
    writableChat,
    post,
    storeFile,
  };

  function nextId(): number {
    return ++lastId;
  }

  function seconds(): number {
    return Math.floor(now() / 1000);
  }

  function openChat(chat: TalkChat, botStatus: BotStatus = "member"): ChatState {
    const known = chats.get(chat.id);
    if (known !== undefined) return known;
    const state: ChatState = {
      chat,
      botStatus,
      migratedTo: undefined,
      lastMessageId: 0,
      messages: new Map(),
      people: new Map(),
      topics: new Set(),
      askingForReply: new Set(),
      actions: [],
      reactions: new Map(),
    };
    chats.set(chat.id, state);
    return state;
  }

  function chatOf(chatId: number | string): ChatState {
    const state =
      typeof chatId === "string" && chatId.startsWith("@")
        ? [...chats.values()].find(({ chat }) => `@${chat.username}` === chatId)
        : chats.get(Number(chatId));
    if (state === undefined) throw badRequest("chat not found");
    return state;
  }

  /** The chat, if the bot may speak in it. */
  function writableChat(chatId: number | string): ChatState {
    const state = chatOf(chatId);
    if (state.migratedTo !== undefined) {
      throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: state.migratedTo,
      });
    }
    const { type } = state.chat;
    if (state.botStatus === "kicked") {
      throw new ApiError(
        403,
        type === "private"
          ? "Forbidden: bot was blocked by the user"
          : `Forbidden: bot was kicked from the ${type} chat`,
      );
    }
    if (state.botStatus === "left") {
      throw new ApiError(403, `Forbidden: bot is not a member of the ${type} chat`);
    }
    return state;
  }

  function post<Content extends Partial<Message>>(state: ChatState, from: User, content: Content) {
    state.lastMessageId += 1;
    const message = {
      message_id: state.lastMessageId,
      date: seconds(),
      chat: state.chat,
      from,
      ...content,
    };
    state.messages.set(message.message_id, message);
    return message;
  }

  function storeFile(name: string, content: Buffer): StoredFile {
    const file = { id: `file-${nextId()}`, name, content };
    files.set(file.id, file);
    return file;
  }
}
