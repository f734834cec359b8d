import type { ChatMemberUpdated } from "grammy/types";
import type { UserFromGetMe } from "grammy/types";
import type { Reply } from "../../core/reply.ts";
import type { Texts } from "../../core/texts/english.ts";

/** What is said in a group that the bot has just come to; nothing for any other change of its standing. */
export function introduceTo(
  ctx: { readonly myChatMember: ChatMemberUpdated; readonly me: UserFromGetMe },
  { telegram, buttons }: Texts,
): Reply | undefined {
  const { chat, old_chat_member: before, new_chat_member: now } = ctx.myChatMember;
  const isNew = isIn(now.status) && !isIn(before.status);
  if (!isNew || chat.type === "private" || chat.type === "channel") return undefined;
  const seesAll = ctx.me.can_read_all_group_messages || now.status === "administrator";
  return {
    text: [telegram.introduction, seesAll ? telegram.hearsAll : telegram.hearsCommands].join("\n"),
    buttons: [
      { label: buttons.projects, command: "/projects" },
      { label: buttons.help, command: "/help" },
    ],
  };
}

function isIn(status: string): boolean {
  return status === "member" || status === "administrator";
}
