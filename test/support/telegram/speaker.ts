import type { Chat, InlineKeyboardButton, Message, User } from "grammy/types";
import { botMember } from "./chat-members.ts";
import { describeFile } from "./file-methods.ts";
import type { Press } from "./press.ts";
import { replyTo } from "./reply.ts";
import type { UpdateContent } from "./update-queue.ts";
import { findEntities, isShownToBot } from "./visibility.ts";
import type { BotStatus, ChatState, World } from "./world.ts";

export interface SayOptions {
  readonly replyTo?: Pick<Message, "message_id">;
  /** The id of a topic of a forum. */
  readonly topic?: number;
}

export interface PressOptions {
  /** The newest message with such a button, unless named. */
  readonly on?: Pick<Message, "message_id">;
}

export interface SpeakerDeps {
  readonly world: World;
  readonly push: (content: UpdateContent) => number | undefined;
}

export type Speaker = ReturnType<typeof createSpeaker>;

/** A person in a chat, or a chat that speaks for itself: what they do, the bot is told. */
export function createSpeaker(
  { world, push }: SpeakerDeps,
  state: ChatState,
  from: User,
  senderChat?: Chat,
) {
  if (senderChat === undefined) state.people.set(from.id, from);

  return { says, sendsDocument, edits, presses, pressesData, addsBot, removesBot, promotesBot };

  function says(text: string, options: SayOptions = {}): Message {
    const entities = findEntities(text);
    return post({ text, ...(entities.length > 0 && { entities }) }, options);
  }

  function sendsDocument(
    document: {
      readonly name: string;
      readonly content: string | Buffer;
      readonly caption?: string;
    },
    options: SayOptions = {},
  ): Message {
    const file = world.storeFile(document.name, Buffer.from(document.content));
    const caption = document.caption === undefined ? {} : { caption: document.caption };
    return post({ document: describeFile(file), ...caption }, options);
  }

  function edits({ message_id }: Pick<Message, "message_id">, text: string): Message {
    const { entities: _, ...before } = messageOf(message_id);
    const entities = findEntities(text);
    const edited = {
      ...before,
      from,
      chat: state.chat,
      text,
      ...(entities.length > 0 && { entities }),
      edit_date: world.seconds(),
    };
    state.messages.set(message_id, edited);
    if (isShownToBot(state, edited, world.bot)) push({ edited_message: edited });
    return edited;
  }

  function presses(label: string, { on }: PressOptions = {}): Press {
    const { message, button } = findButton(label, on?.message_id);
    if (!("callback_data" in button)) throw new Error(`the button "${label}" sends nothing`);
    return press(message, button.callback_data);
  }

  /** As a client that was changed, or that shows an old message, could do. */
  function pressesData(data: string): Press {
    const message = [...state.messages.values()].at(-1) ?? post({ text: "…" }, {});
    return press(message, data);
  }

  function press(message: Message, data: string): Press {
    const made: Press = {
      id: `press-${world.nextId()}`,
      answer: undefined,
      isExpired: false,
    };
    world.presses.set(made.id, made);
    push({
      callback_query: {
        id: made.id,
        from,
        message,
        chat_instance: String(state.chat.id),
        data,
      },
    });
    return made;
  }

  function addsBot(): void {
    changeBotStatus("member");
    if (state.chat.type !== "private") post({ new_chat_members: [world.bot] }, {});
  }

  function promotesBot(): void {
    changeBotStatus("administrator");
  }

  /** From a group, or by blocking it in private. */
  function removesBot(): void {
    changeBotStatus("kicked");
  }

  function changeBotStatus(status: BotStatus): void {
    const old = state.botStatus;
    state.botStatus = status;
    push({
      my_chat_member: {
        chat: state.chat,
        from,
        date: world.seconds(),
        old_chat_member: botMember(world.bot, old),
        new_chat_member: botMember(world.bot, status),
      },
    });
  }

  function post(content: Partial<Message>, { replyTo: replied, topic }: SayOptions): Message {
    const message = {
      ...world.post(state, from, {
        ...content,
        ...(senderChat !== undefined && { sender_chat: senderChat }),
        ...threadOf(replied?.message_id, topic),
      }),
      chat: state.chat,
      from,
    };
    if (isShownToBot(state, message, world.bot)) push({ message });
    return message;
  }

  /**
   * In a topic, a message that replies to nothing "replies" to the message that opened the topic.
   * In a supergroup without topics, a reply has a thread id all the same.
   */
  function threadOf(repliedTo: number | undefined, topic: number | undefined): Partial<Message> {
    const repliedId = repliedTo ?? topic;
    if (repliedId === undefined) return {};
    const replied = messageOf(repliedId);
    const reply = replyTo(replied);
    if (topic !== undefined) return { ...reply, message_thread_id: topic, is_topic_message: true };
    if (state.chat.type !== "supergroup") return reply;
    return {
      ...reply,
      message_thread_id: replied.message_thread_id ?? repliedId,
      ...(replied.is_topic_message === true && { is_topic_message: true }),
    };
  }

  function messageOf(id: number): Message {
    const message = state.messages.get(id);
    if (message === undefined) throw new Error(`there is no message ${id}`);
    return message;
  }

  function findButton(label: string, messageId: number | undefined) {
    const messages =
      messageId === undefined ? [...state.messages.values()] : [messageOf(messageId)];
    const labels: string[] = [];
    for (const message of messages.toReversed()) {
      const buttons: readonly InlineKeyboardButton[] =
        message.reply_markup?.inline_keyboard.flat() ?? [];
      const button = buttons.find(({ text }) => text.includes(label));
      if (button !== undefined) return { message, button };
      labels.push(...buttons.map(({ text }) => text));
    }
    throw new Error(`there is no button "${label}", only: ${labels.join(", ")}`);
  }
}
