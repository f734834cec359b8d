import type { LiveTable } from "./follow-table.ts";

const highlightMs = 2500;

/** Brings a message into sight and marks it for a while; fetches it first where it was not shown yet. */
export async function goToMessage(
  live: LiveTable,
  discussionId: string,
  seq: number,
): Promise<void> {
  for (;;) {
    const { messages = [], hasEarlier = false } = live.said.value.get(discussionId) ?? {};
    const message = messages.find((one) => one.seq === seq);
    if (message) return show(`message-${message.id}`);
    const isBefore = seq < (messages[0]?.seq ?? 0);
    if (!isBefore || !hasEarlier || !(await live.loadEarlier(discussionId))) return;
    // What was fetched is drawn by the next frame.
    await new Promise(requestAnimationFrame);
  }
}

function show(id: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
  element.classList.add("sought");
  setTimeout(() => element.classList.remove("sought"), highlightMs);
}
