import type { Chat, Message, User } from "grammy/types";
import type { UpdateContent } from "./update-queue.ts";
import { anonymousAdmin, toUser } from "./users.ts";
import type { ChatState, World } from "./world.ts";

/** Makes the chats in which a test takes place. */
export function createChatSetup(world: World, push: (content: UpdateContent) => void) {
  return { group, supergroup, topic, channel, migrate, refuseMoved };

  function group(title: string, { withBot = true } = {}): Chat.GroupChat {
    const chat: Chat.GroupChat = { id: -world.nextId() - 4_000_000, type: "group", title };
    world.openChat(chat, withBot ? "member" : "left");
    return chat;
  }

  function supergroup(
    title: string,
    { withBot = true, isForum = false } = {},
  ): Chat.SupergroupChat {
    const chat: Chat.SupergroupChat = {
      id: -1_001_000_000_000 - world.nextId(),
      type: "supergroup",
      title,
      ...(isForum && { is_forum: true }),
    };
    world.openChat(chat, withBot ? "member" : "left");
    return chat;
  }

  /** The id of a new topic. */
  function topic(chat: Pick<Chat, "id">, name: string): number {
    const state = world.chatOf(chat.id);
    const message_thread_id = state.lastMessageId + 1;
    world.post(state, toUser(anonymousAdmin, true), {
      message_thread_id,
      is_topic_message: true,
      forum_topic_created: { name, icon_color: 0x6f_b9_f0 },
    });
    state.topics.add(message_thread_id);
    return message_thread_id;
  }

  function channel(title: string): Chat.ChannelChat {
    return { id: -1_002_000_000_000 - world.nextId(), type: "channel", title };
  }

  /** The supergroup that a group becomes. Both chats say so. */
  function migrate(chat: Chat.GroupChat, by: User): Chat.SupergroupChat {
    const old = world.chatOf(chat.id);
    const next = supergroup(chat.title);
    old.migratedTo = next.id;
    announce(old, by, { migrate_to_chat_id: next.id });
    announce(world.chatOf(next.id), by, { migrate_from_chat_id: chat.id });
    return next;
  }

  /** As if the news of a migration had been lost: only a refused call tells of it. */
  function refuseMoved(chat: Chat.GroupChat, next: Chat.SupergroupChat): void {
    world.chatOf(chat.id).migratedTo = next.id;
  }

  function announce(state: ChatState, from: User, content: Partial<Message>): void {
    push({ message: { ...world.post(state, from, content), chat: state.chat, from } });
  }
}
