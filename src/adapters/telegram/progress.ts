import type { Api } from "grammy";
import type { Discussion } from "../../core/discussion.ts";
import { parseReply, type Reply } from "../../core/reply.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as deliveries from "../../storage/deliveries.ts";
import * as discussions from "../../storage/discussions.ts";
import { textsAt } from "../../storage/texts-at.ts";
import { apiSignal } from "./api-signal.ts";
import type { ChatCallers } from "./chat-caller.ts";
import type { Clock } from "./clock.ts";
import { composeText } from "./compose-reply.ts";
import { composeProgress } from "./compose-progress.ts";
import { keyboardOf } from "./keyboard.ts";
import { parsePlace, type TelegramPlace } from "./telegram-place.ts";

export type ProgressDeps = {
  readonly db: Db;
  readonly api: Api;
  readonly bus: EventBus;
  readonly callers: ChatCallers;
  readonly clock: Clock;
  readonly log: Log;
  /** Short names of models. */
  readonly handles: () => readonly string[];
  readonly signal: AbortSignal;
};

/** The reply that a discussion began with, in its chat. */
type Status = TelegramPlace & {
  readonly discussionId: string;
  readonly requestId: string;
  readonly reply: Reply;
  readonly messageId: number;
};

/** Keeps one message in each chat that says how a running discussion gets on, edited in place. */
export type Progress = {
  follow(status: Status): void;
  /** After a restart: what stands in a chat from before speaks of it no longer. */
  takeUp(): Promise<void>;
};

type Followed = { readonly status: Status; isOver: boolean; wake: PromiseWithResolvers<void> };

const gapMs = 3000;
/** So that the time goes on while a model thinks. */
const tickMs = 15_000;

/**
 * One voice in private is seen writing. A discussion that has ended before was taken up for a report or a direct
 * question alone, and neither is a round.
 */
function isWorthFollowing(discussion: Discussion, { chatId }: Status): boolean {
  const { status, isReportWanted, stopReason } = discussion;
  if (status !== "active" || isReportWanted || stopReason !== undefined) return false;
  return chatId < 0 || discussion.seats.length > 1;
}

function canStop({ buttons }: Reply): boolean {
  return buttons.some(({ command }) => command.endsWith("/stop"));
}

export function createProgress(deps: ProgressDeps): Progress {
  const { db, api, bus, clock, signal } = deps;
  const followed = new Map<string, Followed>();

  signal.addEventListener(
    "abort",
    bus.subscribe((event) => {
      const id = event.kind === "changed" ? event.discussionId : event.turn.discussionId;
      followed.get(id ?? "")?.wake.resolve();
    }),
  );

  async function work(one: Followed): Promise<void> {
    const { status } = one;
    const caller = deps.callers.of(status.chatId);
    const startedAt = clock.now();
    const first = await discussions.load(db, status.discussionId);
    if (!first) return;
    if (!isWorthFollowing(first, status)) {
      if (first.status === "active" || !canStop(status.reply)) return;
      // It ended before it could be followed: there is nothing left to stop.
      one.isOver = true;
    }
    const texts = await textsAt(db, first.place);
    for (let isRunning = true, shownAt = 0; isRunning; shownAt = clock.now()) {
      await caller.spare(shownAt + gapMs, signal);
      one.wake = Promise.withResolvers();
      const discussion = await discussions.load(db, status.discussionId);
      if (!discussion) return;
      isRunning = discussion.status === "active" && !one.isOver;
      const progress = composeProgress(
        discussion,
        bus.partials(discussion.id),
        clock.now() - startedAt,
        texts,
      );
      const shown = await show(status, one.isOver ? "" : `\n\n${progress}`, isRunning, texts);
      if (shown === "never") return;
      if (shown === "dropped") isRunning = true;
      else if (isRunning) await next(one);
    }
  }

  async function show(
    { chatId, messageId, requestId, reply }: Status,
    progress: string,
    isRunning: boolean,
    texts: Texts,
  ): Promise<"shown" | "dropped" | "never"> {
    const keyboard = isRunning ? keyboardOf(requestId, reply) : undefined;
    const { text, entities } = composeText(reply, deps.handles(), texts);
    const outcome = await deps.callers.of(chatId).offer((timeout) =>
      api.editMessageText(
        chatId,
        messageId,
        `${text}${progress}`,
        {
          entities: [...entities],
          link_preview_options: { is_disabled: true },
          ...(keyboard && { reply_markup: keyboard }),
        },
        apiSignal(timeout, signal),
      ),
    );
    if (outcome.kind === "dropped") return "dropped";
    return outcome.kind === "done" || outcome.kind === "unchanged" ? "shown" : "never";
  }

  /** Resolves when something has changed, or a while has passed. */
  async function next(one: Followed): Promise<void> {
    const over = new AbortController();
    const tick = clock.wait(tickMs, AbortSignal.any([signal, over.signal])).catch(() => undefined);
    await Promise.race([one.wake.promise, tick]);
    over.abort();
  }

  function follow(status: Status): void {
    const before = followed.get(status.discussionId);
    if (before && !canStop(status.reply)) return;
    if (before) before.isOver = true;
    before?.wake.resolve();
    const one: Followed = { status, isOver: false, wake: Promise.withResolvers() };
    followed.set(status.discussionId, one);
    void work(one)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        deps.log.error({ discussion: status.discussionId, err: error }, "progress broke off");
      })
      .finally(() => {
        if (followed.get(status.discussionId) === one) followed.delete(status.discussionId);
      });
  }

  return {
    follow,
    async takeUp() {
      for (const id of await discussions.active(db)) {
        const shown = await deliveries.firstReply(db, id);
        const to = shown && parsePlace(shown.place);
        if (!to || shown.messageId === null) continue;
        const { requestId, messageId } = shown;
        try {
          const reply = parseReply(shown.reply);
          follow({ ...to, discussionId: id, requestId, reply, messageId });
        } catch (error) {
          // One that an older moai stored in another form: the bot polls all the same.
          deps.log.error({ discussion: id, err: error }, "a discussion cannot be followed");
        }
      }
    },
  };
}
