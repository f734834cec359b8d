import type { User, UserFromGetMe } from "grammy/types";

export interface NewUser {
  readonly id: number;
  readonly name: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** The accounts that Telegram puts in `from` where a chat speaks for itself. */
export const anonymousAdmin = { id: 1_087_968_824, name: "Group", username: "GroupAnonymousBot" };
export const channelBot = { id: 136_817_688, name: "Channel", username: "Channel_Bot" };

export function toBot(
  id: number,
  username: string,
  canReadAllGroupMessages: boolean,
): UserFromGetMe {
  return {
    id,
    is_bot: true,
    first_name: "moai",
    username,
    can_join_groups: true,
    can_read_all_group_messages: canReadAllGroupMessages,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}

export function toUser({ id, name, username, language_code }: NewUser, is_bot = false): User {
  return {
    id,
    is_bot,
    first_name: name,
    ...(username !== undefined && { username }),
    ...(language_code !== undefined && { language_code }),
  };
}
