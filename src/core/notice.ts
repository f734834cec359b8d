import type { Discussion } from "./discussion.ts";
import { nextButtons } from "./next-buttons.ts";
import { outcomeLine } from "./outcome-line.ts";
import type { Reply } from "./reply.ts";

/** What is said at a place when its discussion has ended; nothing where one model has simply answered. */
export function noticeOfEnd(discussion: Discussion): Reply | undefined {
  const { id, seats, stopReason } = discussion;
  if (seats.length === 1 && stopReason === "answered") return undefined;
  return { text: outcomeLine(discussion), buttons: [...nextButtons(discussion)], discussionId: id };
}

export function noticeOfRestart({ id }: Discussion): Reply {
  return {
    text: "moai was restarted. The discussion goes on by itself.",
    buttons: [{ label: "Stop", command: `/resume ${id} /stop` }],
    discussionId: id,
  };
}
