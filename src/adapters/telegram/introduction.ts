import type { ChatMemberUpdated } from "grammy/types";
import type { UserFromGetMe } from "grammy/types";
import type { Reply } from "../../core/reply.ts";

/** What is said in a group that the bot has just come to; nothing for any other change of its standing. */
export function introduceTo(ctx: {
  readonly myChatMember: ChatMemberUpdated;
  readonly me: UserFromGetMe;
}): Reply | undefined {
  const { chat, old_chat_member: before, new_chat_member: now } = ctx.myChatMember;
  const isNew = isIn(now.status) && !isIn(before.status);
  if (!isNew || chat.type === "private" || chat.type === "channel") return undefined;
  const seesAll = ctx.me.can_read_all_group_messages || now.status === "administrator";
  return {
    text: [
      "moai seats several AI models at one table. /open and a question asks them all, /discuss lets them argue, and who replies to an answer speaks to the one who gave it.",
      seesAll
        ? "I answer commands, replies to me and words that begin with a model's name; all else is between you."
        : "I see commands and replies to me, and nothing else that is said here.",
    ].join("\n"),
    buttons: [
      { label: "Projects", command: "/projects" },
      { label: "Help", command: "/help" },
    ],
  };
}

function isIn(status: string): boolean {
  return status === "member" || status === "administrator";
}
