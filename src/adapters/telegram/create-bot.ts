import { Bot, type Context } from "grammy";
import type { Handle } from "../../commands/handle.ts";
import { replySchema } from "../../core/reply.ts";
import type { Log } from "../../log.ts";
import type { Db } from "../../storage/database.ts";
import * as requests from "../../storage/requests.ts";
import { allowOnly } from "./access.ts";
import { parsePress } from "./keyboard.ts";
import { placeOf } from "./telegram-place.ts";

export type BotDeps = {
  readonly token: string;
  readonly allowedUsers: ReadonlySet<number> | "everyone";
  readonly apiRoot: string | undefined;
  readonly db: Db;
  readonly handle: Handle;
  readonly log: Log;
};

/** A call that Telegram does not answer must not hold its chat for ever; a poll asks for 30 seconds. */
const callTimeoutSeconds = 60;

/** Turns updates into requests. What is answered comes by the outbox, from what is stored. */
export function createBot(deps: BotDeps): Bot {
  const { db, handle, log } = deps;
  const bot = new Bot(deps.token, {
    client: {
      timeoutSeconds: callTimeoutSeconds,
      ...(deps.apiRoot !== undefined && { apiRoot: deps.apiRoot }),
    },
  });
  bot.use(allowOnly(deps.allowedUsers, log));

  bot.on("message:text", async (ctx) => {
    const text = addressed(ctx, ctx.message.text);
    if (text === undefined) return;
    await handle({
      id: `telegram:${ctx.update.update_id}`,
      person: nameOf(ctx),
      place: placeOf(ctx.message),
      text,
    });
  });

  bot.on("callback_query:data", async (ctx) => {
    const command = await pressed(ctx, db);
    if (!command) {
      await ctx.answerCallbackQuery({
        text: "This button is from another time. Send the command again.",
      });
      return;
    }
    // The id is the button's own, so that it does what it says once, however often it is pressed.
    await handle({ ...command, person: nameOf(ctx) });
    await ctx.answerCallbackQuery();
  });

  bot.catch(({ error, ctx }) => {
    log.error({ update: ctx.update.update_id, err: error }, "an update could not be handled");
  });
  return bot;
}

/**
 * What is said to moai: everything in private; in groups commands alone, and those that name another bot
 * nowhere. The bot's own name is cut from the command.
 */
function addressed(ctx: Context, text: string): string | undefined {
  const [, command = "", username, rest = ""] = /^(\/\w+)(?:@(\w+))?([^]*)$/.exec(text) ?? [];
  if (command === "") return ctx.chat?.type === "private" ? text : undefined;
  if (username !== undefined && username.toLowerCase() !== ctx.me.username.toLowerCase()) {
    return undefined;
  }
  return command + rest;
}

/** The command of a button that moai once offered in this very place. */
async function pressed(
  ctx: Context,
  db: Db,
): Promise<{ readonly id: string; readonly place: string; readonly text: string } | undefined> {
  const message = ctx.callbackQuery?.message;
  const press = parsePress(ctx.callbackQuery?.data ?? "");
  // A message that Telegram no longer shows the bot has the date 0.
  if (!message || message.date === 0 || !press) return undefined;
  const place = placeOf(message);
  const stored = await requests.find(db, press.requestId);
  if (!stored || stored.place !== place) return undefined;
  const button = replySchema.parse(JSON.parse(stored.reply)).buttons[press.index];
  return button && { id: `${press.requestId}:${press.index}`, place, text: button.command };
}

function nameOf({ from }: Context): string {
  return [from?.first_name, from?.last_name].filter(Boolean).join(" ") || "Somebody";
}
