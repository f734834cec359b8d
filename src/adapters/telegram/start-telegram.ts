import { type Bot, GrammyError } from "grammy";
import { commands } from "../../commands/index.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import * as deliveries from "../../storage/deliveries.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type BotDeps, createBot } from "./create-bot.ts";
import { limits } from "./format/limits.ts";
import { createOutbox } from "./outbox.ts";
import { showTyping } from "./typing.ts";

export type TelegramDeps = BotDeps & {
  readonly bus: EventBus;
  /** Short names of the models. */
  readonly models: readonly string[];
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
  const bot = createBot(deps);
  const onUnauthorized = () => {
    print(
      "Telegram  off: BOT_TOKEN is not accepted any more. Get the token from BotFather and start moai again",
    );
    closing.abort();
  };
  const outbox = createOutbox({
    db,
    api: bot.api,
    clock,
    log,
    handles: deps.models,
    onUnauthorized,
  });

  closing.signal.addEventListener(
    "abort",
    bus.subscribe((event) => {
      if (event.kind === "changed") outbox.look(event.place);
    }),
  );
  closing.signal.addEventListener("abort", () => void bot.stop());
  showTyping({ api: bot.api, bus, clock, signal: closing.signal });
  const polling = poll();

  async function poll(): Promise<void> {
    for (let failures = 0; !closing.signal.aborted;) {
      try {
        await bot.init();
        for (const place of await deliveries.behind(db)) outbox.look(place);
        await setMenu(bot);
        await bot.start({
          onStart: ({ username }) => {
            failures = 0;
            print(`Telegram  @${username}`);
          },
        });
      } catch (error) {
        if (closing.signal.aborted) return;
        const code = error instanceof GrammyError ? error.error_code : undefined;
        if (code === 401 || code === 404) return onUnauthorized();
        const pauseMs = Math.min(longestPauseMs, 1000 * 2 ** failures);
        failures += 1;
        if (failures === 1 || code === 409) print(`Telegram  ${problemOf(code)}`);
        log.warn({ code, pauseMs }, "Telegram does not let this bot poll");
        await clock.wait(pauseMs, closing.signal).catch(() => undefined);
      }
    }
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

/** Only single words fit into the menu; `/project new` and its like are one entry. */
async function setMenu(bot: Bot): Promise<void> {
  const entries = new Map<string, string>();
  for (const { name, summary } of commands) {
    const [word = ""] = name.split(" ");
    if (!entries.has(word))
      entries.set(word, name === word ? summary : "makes and changes projects");
  }
  await bot.api.setMyCommands(
    [...entries].map(([command, summary]) => ({
      command,
      description: summary.slice(0, limits.commandDescription),
    })),
  );
}
