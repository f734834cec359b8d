import type { Message, Update } from "grammy/types";
import { readCommand } from "../../commands/read-command.ts";

/** Telegram cuts what is pasted at 4,096 characters, or at a better place in the second half before. */
const shortestCut = 2048;
const hardCut = 4096;
/** What was pasted at once is sent at once. */
const togetherSeconds = 1;

/** Whether more of somebody's last text may be on its way. */
export function mayGoOn(updates: readonly Update[]): boolean {
  const last = new Map(updates.map(({ message }) => [writerOf(message), message]));
  return last.values().some(isCut);
}

/**
 * Puts the pieces of a long text together again. The whole has the id of its last piece, so that confirming it
 * confirms them all, and delivering them again makes the same whole.
 */
export function joinFragments(updates: readonly Update[]): readonly Update[] {
  const joined: { update: Update; last: Message | undefined }[] = [];
  for (const update of updates) {
    const message = update.message;
    const before = joined.findLast(({ last }) => writerOf(last) === writerOf(message));
    const whole = before?.update.message;
    if (before?.last && whole && message && goesOn(before.last, message)) {
      const glue = before.last.text?.length === hardCut ? "" : "\n";
      const text = `${whole.text ?? ""}${glue}${message.text ?? ""}`;
      before.update = { ...update, message: { ...whole, text } };
      before.last = message;
      // In the place of its last piece: what came in between was there before it was whole.
      joined.splice(joined.indexOf(before), 1);
      joined.push(before);
    } else {
      joined.push({ update, last: message });
    }
  }
  return joined.map(({ update }) => update);
}

function goesOn(before: Message, next: Message): boolean {
  return (
    isCut(before) &&
    next.text !== undefined &&
    !isCommand(next.text) &&
    next.date - before.date <= togetherSeconds
  );
}

/** A piece can begin with a slash, too; but a piece of nothing is /stop. */
function isCommand(text: string): boolean {
  return readCommand(text.replace(/^(\/\w+)@\w+/, "$1"))?.command !== undefined;
}

function writerOf(message: Message | undefined): string {
  return [message?.chat?.id, message?.message_thread_id, message?.from?.id].join(":");
}

function isCut(message: Message | undefined): boolean {
  return (message?.text?.length ?? 0) >= shortestCut;
}
