import type { Api } from "grammy";
import { type Reply, replySchema } from "../../core/reply.ts";
import type { Place } from "../../core/place.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import type { ChatCaller } from "./chat-caller.ts";
import { limits } from "./format/limits.ts";
import { splitMessage } from "./format/split-message.ts";
import { keyboardOf } from "./keyboard.ts";
import type { TelegramPlace } from "./telegram-place.ts";

/**
 * Sends what waits to be said at a place; short replies that had to wait for their turn go together. A reply
 * whose sending ended in nobody knows what is not sent again: asking once more is cheaper than reading twice.
 */
export async function sendReplies(
  deps: { readonly db: Db; readonly api: Api },
  caller: ChatCaller,
  to: TelegramPlace & { readonly place: Place },
  mayJoin: boolean,
  signal: AbortSignal,
): Promise<string> {
  const waiting = (await deliveries.replies(deps.db, to.place)).map(({ id, reply }) => ({
    id,
    reply: replySchema.parse(JSON.parse(reply)),
  }));
  const together = mayJoin ? join(waiting) : waiting.slice(0, 1);
  const [first] = together;
  if (!first) return "done";

  const text = together.map(({ reply }) => reply.text).join("\n\n");
  const keyboard = keyboardOf(first.id, first.reply);
  const parts = splitMessage({ text, entities: [] });
  let outcome = "done";
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (index > 0) await caller.turn("send", signal);
    const sent = await caller.call(
      "send",
      () =>
        deps.api.sendMessage(to.chatId, part.text, {
          ...(to.topicId !== undefined && { message_thread_id: to.topicId }),
          ...(isLast && keyboard && { reply_markup: keyboard }),
          link_preview_options: { is_disabled: true },
        }),
      signal,
    );
    outcome = sent.kind;
  }
  await deliveries.replyDelivered(
    deps.db,
    together.map(({ id }) => id),
  );
  return outcome;
}

type Waiting = { readonly id: string; readonly reply: Reply };

/** The first, and those right behind it that fit into one message. Buttons belong to one reply alone. */
function join(waiting: readonly Waiting[]): readonly Waiting[] {
  const together: Waiting[] = [];
  let length = 0;
  for (const one of waiting) {
    length += one.reply.text.length + 2;
    const isAlone = one.reply.buttons.length > 0;
    if (together.length > 0 && (isAlone || length > limits.messageText)) break;
    together.push(one);
    if (isAlone) break;
  }
  return together;
}
