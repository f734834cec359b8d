import { type Api, InputFile } from "grammy";
import type { InlineKeyboardMarkup } from "grammy/types";
import type { Place } from "../../core/place.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import type { ChatCaller, Outcome } from "./chat-caller.ts";
import { beginningOf } from "./format/beginning-of.ts";
import type { FormattedText } from "./format/formatted-text.ts";
import type { TelegramPlace } from "./telegram-place.ts";

export type DeliverDeps = {
  readonly db: Db;
  readonly api: Api;
  readonly now: () => Date;
  readonly log: Log;
};

type Buttons = { readonly keyboard?: InlineKeyboardMarkup | undefined };

export type Content =
  | ({
      readonly kind: "text";
      /** Opens the field for a reply, in private: in a group it would open for everybody. */
      readonly asksForReply?: boolean;
    } & FormattedText &
      Buttons)
  | ({
      readonly kind: "document";
      readonly fileName: string;
      readonly content: string | Uint8Array;
      readonly caption: FormattedText;
    } & Buttons);

export type Target = TelegramPlace & {
  readonly place: Place;
  /** Nobody's phone rings for it. */
  readonly isSilent: boolean;
  /** What the first part is a reply to. */
  readonly repliesTo: number | undefined;
};

type Shown = { readonly messageId: number; readonly state: "begun" | "sent" };

/**
 * Shows something in its chat, part by part, and remembers each, so that after a crash it goes on where it
 * was. Telegram cannot be asked whether a message was sent; an edit, however, can be repeated. So a part is
 * begun with its first words and completed by an edit, and only such a beginning, a document, or a line that asks
 * for a reply can ever stand there twice. The outcome names the last message.
 */
export async function deliverParts(
  deps: DeliverDeps,
  caller: ChatCaller,
  of: deliveryParts.Delivered,
  contents: readonly Content[],
  to: Target,
  signal: AbortSignal,
): Promise<Outcome<number | undefined>> {
  const { api, db } = deps;
  const at = () => ({ place: to.place, now: deps.now() });
  const before = await deliveryParts.load(db, of);
  let last: number | undefined;

  for (const { part, telegramMessageId, state } of before) {
    const isText = contents[part - 1]?.kind === "text";
    if (!isText && state === "begun") await takeBack(part, telegramMessageId);
  }
  for (const [index, given] of contents.entries()) {
    let content = given;
    const part = index + 1;
    const stored = before.find((one) => one.part === part);
    let { state = "sending", telegramMessageId } = stored ?? {};
    while (state !== "sent" && state !== "refused") {
      const isLast = part === contents.length;
      const outcome = await show(content, part, telegramMessageId, to.isSilent || !isLast);
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
          deps.log.error(
            { ...of, part, description: outcome.description },
            "Telegram does not take a message",
          );
          // Many groups allow no files: what goes with it is better than nothing.
          if (content.kind === "document") {
            content = { kind: "text", ...content.caption, keyboard: content.keyboard };
          } else {
            state = "refused";
          }
          break;
        case "gone":
        case "moved":
        case "unauthorized":
          return outcome;
      }
      await deliveryParts.save(db, of, at(), { part, state, telegramMessageId });
    }
    last = telegramMessageId;
  }
  return { kind: "done", value: last };

  async function show(
    content: Content,
    part: number,
    messageId: number | undefined,
    isSilent: boolean,
  ): Promise<Outcome<Shown>> {
    if (content.kind === "text" && messageId !== undefined) {
      return await caller.call("edit", () => complete(content, messageId), signal);
    }
    await deliveryParts.save(db, of, at(), { part, state: "sending" });
    const options: SendOptions = {
      ...(to.topicId !== undefined && { message_thread_id: to.topicId }),
      ...(isSilent && { disable_notification: true }),
      ...(part === 1 &&
        to.repliesTo !== undefined && {
          reply_parameters: { message_id: to.repliesTo, allow_sending_without_reply: true },
        }),
    };
    if (content.kind === "text" && content.asksForReply && to.chatId > 0) {
      return await caller.call("send", () => askForReply(content, options), signal);
    }
    return content.kind === "text"
      ? await caller.call("begin", () => begin(content, options), signal)
      : await caller.call("send", () => sendDocument(content, options), signal);
  }

  /** Telegram lets nobody edit such a message, so it is sent whole, and can stand there twice. */
  async function askForReply({ text }: FormattedText, options: SendOptions): Promise<Shown> {
    const reply_markup = { force_reply: true } as const;
    const sent = await api.sendMessage(to.chatId, text, { ...options, reply_markup });
    return { messageId: sent.message_id, state: "sent" };
  }

  async function begin(formatted: FormattedText, options: SendOptions): Promise<Shown> {
    const { text, entities } = beginningOf(formatted);
    const sent = await api.sendMessage(to.chatId, text, {
      ...options,
      entities: [...entities],
      link_preview_options: { is_disabled: true },
    });
    return { messageId: sent.message_id, state: "begun" };
  }

  async function complete(
    { text, entities, keyboard }: FormattedText & Buttons,
    messageId: number,
  ): Promise<Shown> {
    await api.editMessageText(to.chatId, messageId, text, {
      entities: [...entities],
      link_preview_options: { is_disabled: true },
      ...(keyboard && { reply_markup: keyboard }),
    });
    return { messageId, state: "sent" };
  }

  async function sendDocument(
    document: Extract<Content, { readonly kind: "document" }>,
    options: SendOptions,
  ): Promise<Shown> {
    const { content, fileName, caption, keyboard } = document;
    const sent = await api.sendDocument(to.chatId, new InputFile(Buffer.from(content), fileName), {
      ...options,
      caption: caption.text,
      caption_entities: [...caption.entities],
      ...(keyboard && { reply_markup: keyboard }),
    });
    return { messageId: sent.message_id, state: "sent" };
  }

  /** Text that was shown while it was written, and has become a document or shorter since. */
  async function takeBack(part: number, messageId: number | undefined): Promise<void> {
    if (messageId !== undefined) {
      await caller.call("edit", () => api.deleteMessage(to.chatId, messageId), signal);
    }
    await deliveryParts.forget(db, of, part);
  }
}

type SendOptions = {
  readonly message_thread_id?: number;
  readonly disable_notification?: boolean;
  readonly reply_parameters?: {
    readonly message_id: number;
    readonly allow_sending_without_reply: boolean;
  };
};
