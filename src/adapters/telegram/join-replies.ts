import type { Reply } from "../../core/reply.ts";
import { limits } from "./format/limits.ts";

type WaitingReply = { readonly id: string; readonly reply: Reply };

export type JoinedReplies = {
  /** All that go together, in order. */
  readonly ids: readonly string[];
  readonly reply: Reply;
  /** Whose buttons they are. */
  readonly requestId: string;
};

/** The first reply, and those right behind it that fit into one message. Only the last may have buttons. */
export function joinReplies([first, ...rest]: readonly WaitingReply[]): JoinedReplies | undefined {
  if (!first) return undefined;
  const together = [first];
  let length = first.reply.text.length;
  for (const next of rest) {
    const before = together.at(-1)?.reply;
    length += next.reply.text.length + 2;
    if (!before || !isPlain(before) || before.buttons.length > 0) break;
    if (!isPlain(next.reply) || length > limits.messageText) break;
    together.push(next);
  }
  const last = together.at(-1) ?? first;
  const text = together.map(({ reply }) => reply.text).join("\n\n");
  return {
    ids: together.map(({ id }) => id),
    reply: { ...last.reply, text },
    requestId: last.id,
  };
}

/** A panel stands alone: what takes its place would take away the others. */
function isPlain({ markdown, file, unfinished, asked, isPanel }: Reply): boolean {
  return markdown === undefined && !file && unfinished === undefined && !asked && !isPanel;
}
