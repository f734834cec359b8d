import type { ApiMethods, Chat, Message, User } from "grammy/types";
import { hangGuardMs } from "../hang-guard.ts";
import { createChangeSignal } from "./change-signal.ts";
import { createChatSetup } from "./chat-setup.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createFaults } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { openHttpDoor } from "./http-door.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import type { Rates } from "./rate-limiter.ts";
import { createSpeaker } from "./speaker.ts";
import type { Speaker } from "./speaker.ts";
import { createUpdateQueue } from "./update-queue.ts";
import { anonymousAdmin, channelBot, toBot, toUser } from "./users.ts";
import type { NewUser } from "./users.ts";
import { createWebhookDelivery } from "./webhook.ts";
import { createWorld } from "./world.ts";
import type { ChatState, TalkChat } from "./world.ts";

export interface FakeTelegramOptions {
  readonly token?: string;
  readonly username?: string;
  /** Privacy mode off. */
  readonly canReadAllGroupMessages?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Without rates, nothing is a flood. */
  readonly rates?: Rates;
  /** Between two attempts to deliver an update to a webhook. */
  readonly webhookPauseMs?: number;
  /** How long `until` waits before it fails. */
  readonly hangGuardMs?: number;
}

export type FakeTelegram = Awaited<ReturnType<typeof createFakeTelegram>>;

/**
 * Telegram's side of the Bot API on a local port, as strict as the real one and stricter. The bot
 * talks to `apiRoot`; a test acts through people and looks at what stands in the chats.
 */
export async function createFakeTelegram(options: FakeTelegramOptions = {}) {
  const { token = "123456789:fake-token", now = Date.now } = options;
  const signal = createChangeSignal();
  const world = createWorld(
    toBot(
      Number(token.split(":")[0]),
      options.username ?? "moai_bot",
      options.canReadAllGroupMessages ?? false,
    ),
    now,
  );
  const queue = createUpdateQueue(onChange);
  const webhook = createWebhookDelivery(queue, signal.notify, options.webhookPauseMs ?? 20);
  const faults = createFaults();
  const checkRate = options.rates === undefined ? undefined : createRateLimiter(options.rates, now);
  const dispatcher = createDispatcher({
    token,
    world,
    queue,
    webhook,
    faults,
    checkRate,
    onChange: signal.notify,
  });
  const door = await openHttpDoor(dispatcher);
  const speakerDeps = { world, push: queue.push };

  return {
    token,
    apiRoot: door.origin,
    bot: world.bot,
    /** Every call with a right token, in order. */
    requests: dispatcher.requests,
    user,
    ...createChatSetup(world, queue.push),
    anonymousAdminOf,
    channelIn,
    block,
    unblock,
    messages,
    replies,
    reactions,
    actions,
    fileOf,
    count,
    fail,
    /** Forgets the faults that are still ordered. */
    forgive: faults.clear,
    pushRaw: queue.pushRaw,
    redeliver: queue.redeliver,
    /** Updates that the bot has not confirmed, and whether it is asking for more. */
    updates: queue.state,
    webhook: webhook.state,
    until,
    close,
  };

  function onChange(): void {
    webhook.wake();
    signal.notify();
  }

  function user(given: NewUser) {
    const person = toUser(given);
    return {
      ...person,
      /** Their conversation with the bot, which exists from the first time it is asked for. */
      inPrivate: () => speaker(privateChat(person), person),
      in: (chat: Pick<Chat, "id">) => speaker(world.chatOf(chat.id), person),
    };
  }

  function speaker(state: ChatState, person: User): Speaker & { readonly chat: TalkChat } {
    return { ...createSpeaker(speakerDeps, state, person), chat: state.chat };
  }

  function privateChat({ id, first_name, username }: User): ChatState {
    return world.openChat({
      id,
      type: "private",
      first_name,
      ...(username !== undefined && { username }),
    });
  }

  function anonymousAdminOf(chat: Pick<Chat, "id">): Speaker {
    const state = world.chatOf(chat.id);
    return createSpeaker(speakerDeps, state, toUser(anonymousAdmin, true), state.chat);
  }

  /** A channel that speaks in a group. */
  function channelIn(from: Chat.ChannelChat, chat: Pick<Chat, "id">): Speaker {
    return createSpeaker(speakerDeps, world.chatOf(chat.id), toUser(channelBot, true), from);
  }

  function block(person: User): void {
    speaker(privateChat(person), person).removesBot();
  }

  function unblock(person: User): void {
    speaker(privateChat(person), person).addsBot();
  }

  /** All that stands in a chat now, as edited, in order. */
  function messages(chat: Pick<Chat, "id">): readonly Message[] {
    return [...world.chatOf(chat.id).messages.values()];
  }

  /** The texts and captions of the bot in a chat, in order. */
  function replies(chat: Pick<Chat, "id">): readonly string[] {
    return messages(chat)
      .filter(({ from }) => from?.id === world.bot.id)
      .map(({ text, caption }) => text ?? caption ?? "");
  }

  /** The bot's reaction to each message that has one. */
  function reactions(chat: Pick<Chat, "id">): ReadonlyMap<number, string> {
    return world.chatOf(chat.id).reactions;
  }

  function actions(chat: Pick<Chat, "id">): readonly string[] {
    return world.chatOf(chat.id).actions;
  }

  /** The content of a document that stands in a chat. */
  function fileOf(message: Message): Buffer {
    const file = world.files.get(message.document?.file_id ?? "");
    if (file === undefined) throw new Error("the message has no document");
    return file.content;
  }

  function count(method: keyof ApiMethods): number {
    return dispatcher.requests.filter((request) => request.method === method).length;
  }

  /** The next calls of a method go wrong. */
  function fail(method: keyof ApiMethods, fault: Fault, times = 1): void {
    faults.order(method, fault, times);
  }

  /** The first value of `find` that is there, tried again after whatever happens here. */
  async function until<Value>(find: () => Value | undefined | null | false): Promise<Value> {
    return signal.until(find, describeState, options.hangGuardMs ?? hangGuardMs);
  }

  function describeState(): string {
    const recent = dispatcher.requests
      .slice(-20)
      .map(
        ({ method, status, description, parameters }) =>
          `${method} ${status} ${description ?? ""} ${JSON.stringify(parameters).slice(0, 300)}`,
      );
    return ["the last requests were:", ...recent].join("\n");
  }

  async function close(): Promise<void> {
    queue.drop();
    await webhook.set(undefined);
    queue.endPoll();
    await door.close();
  }
}
