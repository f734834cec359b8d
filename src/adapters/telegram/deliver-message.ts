import { type Api, InputFile } from "grammy";
import type { ModelMessage } from "../../core/message.ts";
import type { Place } from "../../core/place.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import type { ChatCaller, Outcome } from "./chat-caller.ts";
import type { ComposedAnswer } from "./format/compose-answer.ts";
import { concatenate, type FormattedText } from "./format/formatted-text.ts";
import { splitMessage } from "./format/split-message.ts";
import type { TelegramPlace } from "./telegram-place.ts";

export type DeliverDeps = {
  readonly db: Db;
  readonly api: Api;
  readonly now: () => Date;
  readonly log: Log;
};

type Document = Extract<ComposedAnswer, { readonly kind: "document" }>;
type Content = Document | ({ readonly kind: "text" } & FormattedText);

type Shown = { readonly messageId: number; readonly state: "begun" | "sent" };

/** Enough for the notification to say something. */
const beginningLength = 80;

/**
 * Shows a message in its chat, part by part, and remembers each, so that after a crash it goes on where it
 * was. Telegram cannot be asked whether a message was sent; an edit, however, can be repeated. So
 * a part is begun with its first words and completed by an edit, and only such a beginning, or a
 * document, can ever stand there twice.
 */
export async function deliverMessage(
  deps: DeliverDeps,
  caller: ChatCaller,
  message: ModelMessage,
  composed: ComposedAnswer,
  to: TelegramPlace & { readonly place: Place },
  signal: AbortSignal,
): Promise<Outcome<void>> {
  const { api, db } = deps;
  const of = () => ({ place: to.place, messageId: message.id, now: deps.now() });
  const before = new Map(
    (await deliveries.parts(db, message.id)).map((part) => [part.part, part] as const),
  );

  const topic = to.topicId === undefined ? {} : { message_thread_id: to.topicId };
  const contents: readonly Content[] =
    composed.kind === "document"
      ? [composed]
      : composed.parts.map((text) => ({ kind: "text", ...text }));
  for (const [index, content] of contents.entries()) {
    const part = index + 1;
    let { state = "sending", telegramMessageId } = before.get(part) ?? {};
    while (state !== "sent" && state !== "refused") {
      const outcome = await show(content, part, telegramMessageId);
      switch (outcome.kind) {
        case "done":
          telegramMessageId = outcome.value.messageId;
          state = outcome.value.state;
          break;
        case "unchanged":
          state = "sent";
          break;
        case "missing":
          telegramMessageId = undefined;
          break;
        case "unknown":
          break;
        case "rejected":
          deps.log.error({ message: message.id, part }, "Telegram does not take a message");
          state = "refused";
          break;
        case "gone":
        case "moved":
        case "unauthorized":
          return outcome;
      }
      await deliveries.savePart(db, of(), { part, state, telegramMessageId });
    }
  }
  return { kind: "done", value: undefined };

  async function show(
    content: Content,
    part: number,
    messageId: number | undefined,
  ): Promise<Outcome<Shown>> {
    if (content.kind === "text" && messageId !== undefined) {
      await caller.turn("edit", signal);
      return await caller.call("edit", () => complete(content, messageId), signal);
    }
    await caller.turn("send", signal);
    await deliveries.savePart(db, of(), { part, state: "sending" });
    return await caller.call(
      "send",
      () => (content.kind === "text" ? begin(content) : sendDocument(content)),
      signal,
    );
  }

  async function begin(formatted: FormattedText): Promise<Shown> {
    const { text, entities } = beginningOf(formatted);
    const sent = await api.sendMessage(to.chatId, text, {
      ...topic,
      entities: [...entities],
      link_preview_options: { is_disabled: true },
    });
    return { messageId: sent.message_id, state: "begun" };
  }

  async function complete({ text, entities }: FormattedText, messageId: number): Promise<Shown> {
    await api.editMessageText(to.chatId, messageId, text, {
      entities: [...entities],
      link_preview_options: { is_disabled: true },
    });
    return { messageId, state: "sent" };
  }

  async function sendDocument({ content, fileName, caption }: Document): Promise<Shown> {
    const sent = await api.sendDocument(to.chatId, new InputFile(Buffer.from(content), fileName), {
      ...topic,
      caption: caption.text,
      caption_entities: [...caption.entities],
    });
    return { messageId: sent.message_id, state: "sent" };
  }
}

/** The first words, never all of them: the edit that completes them has to change something. */
function beginningOf(formatted: FormattedText): FormattedText {
  const length = Math.min(beginningLength, Math.floor(formatted.text.length / 2));
  const [first] = length > 0 ? splitMessage(formatted, { length }) : [];
  const more = { text: " …", entities: [] };
  return first && first.text.length < formatted.text.length ? concatenate(first, more) : more;
}
