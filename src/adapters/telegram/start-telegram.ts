import { randomUUID } from "node:crypto";
import { GrammyError } from "grammy";
import type { ExportFile } from "../../commands/export-file.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import * as discussionLists from "../../storage/discussion-lists.ts";
import * as deliveries from "../../storage/deliveries.ts";
import * as requests from "../../storage/requests.ts";
import { createChatCallers } from "./chat-caller.ts";
import { type Clock, systemClock } from "./clock.ts";
import { createComposeReply } from "./compose-reply.ts";
import { type BotDeps, createBot, listen } from "./create-bot.ts";
import { createLiveAnswers } from "./live-answers.ts";
import { createOutbox } from "./outbox.ts";
import { createPoll } from "./poll-updates.ts";
import { setProfile } from "./profile.ts";
import { createProgress } from "./progress.ts";
import { showTyping } from "./typing.ts";

export type TelegramDeps = BotDeps & {
  readonly bus: EventBus;
  readonly exportFile?: ExportFile;
  /** One line for the operator, whenever the state of the connection changes. */
  readonly print: (line: string) => void;
  readonly clock?: Clock;
};

const longestPauseMs = 60_000;

/**
 * Brings moai into Telegram and keeps it there. Resolves at once: Telegram may be out of reach for hours while
 * the page works.
 */
export function startTelegram(deps: TelegramDeps): { close(): Promise<void> } {
  const { db, bus, log, print, clock = systemClock } = deps;
  const closing = new AbortController();
  const { signal } = closing;
  const bot = createBot(deps);
  const { api } = bot;
  const handles = () => [...deps.models.keys()];
  const allowedChats = new Set(deps.allowedChats);
  const onUnauthorized = () => {
    print(
      "Telegram  off: BOT_TOKEN is not accepted any more. Get the token from BotFather and start moai again",
    );
    closing.abort();
  };

  const callers = createChatCallers(clock);
  const shared = { db, api, bus, callers, clock, log, handles, signal };
  const progress = createProgress(shared);
  const outbox = createOutbox({
    ...shared,
    now: () => new Date(clock.now()),
    composeReply: createComposeReply({
      handles,
      exportFile: deps.exportFile,
      botAddress: () => (bot.isInited() ? `https://t.me/${bot.botInfo.username}` : undefined),
    }),
    live: createLiveAnswers(shared),
    progress,
    onUnauthorized,
    onMoved(from, to) {
      if (!allowedChats.has(from) || allowedChats.has(to)) return;
      allowedChats.add(to);
      print(`Telegram  the group ${from} is ${to} now. Put the new id into ALLOWED_CHATS`);
    },
    async onGone(place) {
      if ((await discussionLists.activeAt(db, place)).length === 0) return;
      await deps.handle({ id: `gone:${randomUUID()}`, person: "moai", place, text: "/stop" });
    },
  });
  showTyping(shared);
  signal.addEventListener(
    "abort",
    bus.subscribe((event) => {
      if (event.kind === "changed") outbox.look(event.place);
    }),
  );

  listen(
    bot,
    { ...deps, allowedChats },
    {
      onMoved: outbox.move,
      async say(place, id, reply) {
        const createdAt = new Date().toISOString();
        await requests.notify(db, { id, place, reply: JSON.stringify(reply), createdAt });
        outbox.look(place);
      },
    },
  );
  const poll = createPoll({ bot, clock, log, signal });
  const polling = keepPolling();

  async function keepPolling(): Promise<void> {
    let hasBegun = false;
    for (let failures = 0; !signal.aborted;) {
      const startedAt = clock.now();
      try {
        await bot.init();
        for (const place of await deliveries.behind(db)) outbox.look(place);
        await api.deleteWebhook();
        print(`Telegram  @${bot.botInfo.username}`);
        if (!hasBegun) await begin();
        hasBegun = true;
        await poll();
      } catch (error) {
        if (signal.aborted) return;
        const code = error instanceof GrammyError ? error.error_code : undefined;
        if (code === 401 || code === 404) return onUnauthorized();
        if (clock.now() - startedAt > longestPauseMs) failures = 0;
        const pauseMs = Math.min(longestPauseMs, 1000 * 2 ** failures);
        failures += 1;
        if (failures === 1 || code === 409) print(`Telegram  ${problemOf(code)}`);
        log.warn({ code, pauseMs }, "Telegram does not let this bot poll");
        await clock.wait(pauseMs, signal).catch(() => undefined);
      }
    }
  }

  /** What is done once, however often the polling begins anew. */
  async function begin(): Promise<void> {
    // A bot without a menu is better than none, and nobody waits for it.
    void setProfile(api, signal).catch((error: unknown) => {
      if (signal.aborted) return;
      log.warn({ err: error }, "the menu and the description of the bot could not be set");
    });
    await progress.takeUp();
  }

  return {
    async close() {
      closing.abort();
      await Promise.all([outbox.close(), polling]);
    },
  };
}

function problemOf(code: number | undefined): string {
  return code === 409
    ? "waiting: another program polls with the same BOT_TOKEN. Stop it"
    : "waiting: Telegram cannot be reached yet";
}
