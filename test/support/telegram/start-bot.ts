import { Bot } from "grammy";
import type { ApiClientOptions, Context } from "grammy";
import type { FakeTelegram } from "./fake-telegram.ts";

interface StartedBot extends AsyncDisposable {
  readonly bot: Bot;
  /** What the handlers threw. */
  readonly errors: readonly unknown[];
}

/** A bot of grammY that polls the fake, until it is disposed of. */
export async function startBot(
  fake: FakeTelegram,
  handle: (ctx: Context) => unknown,
  client: ApiClientOptions = {},
): Promise<StartedBot> {
  const bot = createBot(fake, client);
  const errors: unknown[] = [];
  bot.use(async (ctx) => {
    await handle(ctx);
  });
  bot.catch(({ error }) => {
    errors.push(error);
  });
  const running = bot.start();
  await fake.until(() => fake.updates().isPolled);
  return {
    bot,
    errors,
    async [Symbol.asyncDispose]() {
      await bot.stop();
      await running;
    },
  };
}

/** A bot that can call, and is not asking for updates. */
export function createBot(fake: FakeTelegram, client: ApiClientOptions = {}): Bot {
  return new Bot(fake.token, { botInfo: fake.bot, client: { apiRoot: fake.apiRoot, ...client } });
}
