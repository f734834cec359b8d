import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Chat } from "grammy/types";
import { hangGuardMs } from "../hang-guard.ts";
import { createModelServer, type ModelScript, reply } from "../model-server.ts";
import { type RunningMoai, startMoai } from "../start-moai.ts";
import { createChangeSignal } from "./change-signal.ts";
import { createFakeTelegram, type FakeTelegramOptions } from "./fake-telegram.ts";

export type TelegramTable = Awaited<ReturnType<typeof layTelegramTable>>;

/**
 * moai as a process of its own, between a fake Telegram and a server of models, all over HTTP. Ann and Bob may
 * use it. `start` after `moai.stop` or a kill goes on with the same database.
 */
export async function layTelegramTable(
  script: ModelScript,
  telegramOptions: FakeTelegramOptions = {},
  environment: Readonly<Record<string, string>> = {},
  /** What the server of models lists. */
  list: readonly unknown[] = [],
) {
  const token = "123456789:token-of-a-bot-that-is-none";
  const directory = await mkdtemp(join(tmpdir(), "moai-telegram-"));
  const telegram = await createFakeTelegram({ token, ...telegramOptions });
  const isAsked = createChangeSignal();
  const models = await createModelServer(async (call) => {
    // The check of the key at each start, and the list of models.
    if (call.messages.length === 0) return reply(200, { data: list });
    isAsked.notify();
    return await script(call);
  });
  let moai = await start();

  return {
    telegram,
    models,
    moai: () => moai,
    restart,
    ann: () => telegram.user({ id: 7, name: "Ann" }).inPrivate(),
    bob: () => telegram.user({ id: 8, name: "Bob" }).inPrivate(),
    said,
    offered,
    questions,
    asked,
    count,
    value,
    damage,
    close,
  };

  async function start(env: Readonly<Record<string, string>> = {}): Promise<RunningMoai> {
    return await startMoai({
      BOT_TOKEN: token,
      ALLOWED_USERS: "7, 8",
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DATABASE_URL: `sqlite:${join(directory, "moai.db")}`,
      AI_ROUTER: "custom",
      AI_BASE_URL: models.url,
      AI_MODELS: "claude=v/claude,gpt=v/gpt,broken=v/broken",
      ...environment,
      ...env,
    });
  }

  async function restart(
    signal: NodeJS.Signals = "SIGTERM",
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await moai.stop(signal);
    moai = await start(env);
  }

  /** The bot's next text in the chat that fits. */
  async function said(chat: Pick<Chat, "id">, pattern: RegExp): Promise<string> {
    return await telegram.until(() => telegram.replies(chat).find((text) => pattern.test(text)));
  }

  /** Resolves when a button with this label stands in the chat. */
  async function offered(chat: Pick<Chat, "id">, label: string): Promise<void> {
    await telegram.until(() =>
      telegram
        .messages(chat)
        .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? [])
        .some(({ text }) => text.includes(label)),
    );
  }

  /** What models were asked, in order. */
  function questions() {
    return models.calls.filter(({ messages }) => messages.length > 0);
  }

  /** Resolves when models were asked that many questions. */
  async function asked(wanted: number): Promise<void> {
    await isAsked.until(
      () => questions().length >= wanted,
      () => `there were ${questions().length} questions`,
      hangGuardMs,
    );
  }

  /** Rows of the database as it is on disk, read by the side. */
  function count(table: "discussion" | "message" | "request"): number {
    return Number(value(`select count(*) from ${table}`));
  }

  function value(query: string): string {
    const database = new DatabaseSync(join(directory, "moai.db"), { readOnly: true });
    const row = database.prepare(query).get() ?? {};
    database.close();
    return String(Object.values(row)[0]);
  }

  /** Changes the database behind moai's back. */
  function damage(statement: string): void {
    const database = new DatabaseSync(join(directory, "moai.db"));
    database.exec(statement);
    database.close();
  }

  async function close(): Promise<void> {
    await moai.stop();
    await models.close();
    await telegram.close();
    await rm(directory, { recursive: true, force: true });
  }
}
