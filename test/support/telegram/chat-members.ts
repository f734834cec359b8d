import type { ChatMember, ChatMemberAdministrator, User } from "grammy/types";
import type { BotStatus } from "./world.ts";

export function botMember(user: User, status: BotStatus): ChatMember {
  switch (status) {
    case "administrator":
      return asAdministrator(user);
    case "kicked":
      return { status, user, until_date: 0 };
    case "left":
    case "member":
      return { status, user };
  }
}

export function asAdministrator(user: User): ChatMemberAdministrator {
  return {
    status: "administrator",
    user,
    can_be_edited: false,
    is_anonymous: false,
    can_manage_chat: true,
    can_delete_messages: true,
    can_manage_video_chats: false,
    can_restrict_members: false,
    can_promote_members: false,
    can_change_info: false,
    can_invite_users: true,
    can_post_stories: false,
    can_edit_stories: false,
    can_delete_stories: false,
    can_send_welcome_messages: false,
  };
}
