import type { Api } from "grammy";
import type { Texts } from "../../core/texts/english.ts";
import type { Turn } from "../../engine/event-bus.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import * as deliveryParts from "../../storage/delivery-parts.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { apiSignal } from "./api-signal.ts";
import type { ChatCallers } from "./chat-caller.ts";
import type { Clock } from "./clock.ts";
import { composeFrame } from "./compose-message.ts";
import { beginningOf } from "./format/beginning-of.ts";
import type { FormattedText } from "./format/formatted-text.ts";
import type { TelegramPlace } from "./telegram-place.ts";

export type FrameDeps = {
  readonly db: Db;
  readonly api: Api;
  readonly callers: ChatCallers;
  readonly clock: Clock;
  /** Short names of models. */
  readonly handles: () => readonly string[];
  readonly signal: AbortSignal;
};

/** A turn that is being written, and what stands of it in its chat. */
export type LiveTurn = {
  readonly turn: Turn;
  readonly to: TelegramPlace;
  text: string;
  /** Read from the database at the first frame: some may stand there from before a restart. */
  parts: { messageId: number | undefined; shown: string }[] | undefined;
  texts: Texts | undefined;
};

/** A turn's own, also after a restart. */
export function keyOf({
  discussionId,
  roundNumber,
  model,
  isDirect,
}: Pick<Turn, "discussionId" | "roundNumber" | "model" | "isDirect">): string {
  return `${discussionId}:${roundNumber}:${model}:${isDirect ? "direct" : "turn"}`;
}

/**
 * Shows what there is of a text by one call at most: the next message of it is begun, or the first that stands
 * there differently is edited. `partly` when there is more to show.
 */
export async function showFrame(
  deps: FrameDeps,
  live: LiveTurn,
): Promise<"shown" | "partly" | "over"> {
  const { db, callers, clock } = deps;
  const { turn, to } = live;
  live.parts ??= (await deliveryParts.drafts(db, keyOf(turn))).map((messageId) => ({
    messageId,
    shown: "",
  }));
  live.texts ??= await textsAt(db, turn.place);
  const { parts } = live;
  const composed = composeFrame(turn, live.text, deps.handles(), live.texts);
  // So long that it will be a document.
  if (composed.kind === "document") return "over";
  const index = composed.parts.findIndex(({ text }, at) => parts[at]?.shown !== text);
  const whole = composed.parts[index];
  if (!whole) return "shown";

  const part = parts[index] ?? { messageId: undefined, shown: "" };
  parts[index] = part;
  const isNew = part.messageId === undefined;
  // What is stored stands first: the reply that announces this answer, and what was said before it.
  if (isNew && (await deliveries.isBehind(db, turn.place))) return "partly";
  // A crash right after sending makes it be sent again: let it be little that can stand there twice.
  const text = isNew ? beginningOf(whole) : whole;
  const isSilent = isNew && (await isFollowed(db, turn));
  const outcome = await callers.of(to.chatId).offer(async (timeout) => {
    const signal = AbortSignal.any([timeout, deps.signal]);
    part.messageId = await show(deps.api, to, part.messageId, text, isSilent, signal);
  });
  switch (outcome.kind) {
    case "done":
    case "unchanged":
      part.shown = text.text;
      if (isNew && part.messageId !== undefined) {
        const at = { place: turn.place, now: new Date(clock.now()) };
        const draft = { part: index + 1, telegramMessageId: part.messageId };
        await deliveryParts.saveDraft(db, keyOf(turn), at, draft);
      }
      return composed.parts.every((one, at) => parts[at]?.shown === one.text) ? "shown" : "partly";
    case "missing":
      part.messageId = undefined;
      return "partly";
    case "dropped":
      return "partly";
    case "gone":
    case "moved":
    case "unauthorized":
    case "rejected":
      return "over";
  }
}

async function show(
  api: Api,
  to: TelegramPlace,
  messageId: number | undefined,
  { text, entities }: FormattedText,
  isSilent: boolean,
  signal: AbortSignal,
): Promise<number> {
  const options = { entities: [...entities], link_preview_options: { is_disabled: true } };
  if (messageId !== undefined) {
    await api.editMessageText(to.chatId, messageId, text, options, apiSignal(signal));
    return messageId;
  }
  const more = {
    ...(to.topicId !== undefined && { message_thread_id: to.topicId }),
    ...(isSilent && { disable_notification: true }),
  };
  const sent = await api.sendMessage(to.chatId, text, { ...options, ...more }, apiSignal(signal));
  return sent.message_id;
}

/** The end of a discussion of several is said by itself, and rings. */
async function isFollowed(db: Db, turn: Turn): Promise<boolean> {
  const seats = (await deliveries.header(db, turn.discussionId))?.seats ?? [];
  return seats.length > 1 && !turn.isDirect;
}
