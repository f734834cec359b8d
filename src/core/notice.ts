import type { Discussion } from "./discussion.ts";
import { nextButtons } from "./next-buttons.ts";
import { outcomeLine } from "./outcome-line.ts";
import type { Reply } from "./reply.ts";
import type { Texts } from "./texts/english.ts";

/** What is said at a place when its discussion has ended; nothing where one model has simply answered. */
export function noticeOfEnd(discussion: Discussion, texts: Texts): Reply | undefined {
  const { id, seats, stopReason } = discussion;
  if (seats.length === 1 && stopReason === "answered") return undefined;
  return {
    text: outcomeLine(discussion, texts),
    buttons: [...nextButtons(discussion, texts)],
    discussionId: id,
  };
}

export function noticeOfRestart({ id }: Discussion, { notice, buttons }: Texts): Reply {
  return {
    text: notice.restarted,
    buttons: [{ label: buttons.stop, command: `/resume ${id} /stop` }],
    discussionId: id,
  };
}
