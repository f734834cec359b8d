import { DatabaseSync } from "node:sqlite";
import type { Chat } from "grammy/types";
import type { Clock } from "../../../src/adapters/telegram/clock.ts";
import { startTelegram } from "../../../src/adapters/telegram/start-telegram.ts";
import { createExportFile } from "../../../src/commands/export-file.ts";
import { createLog } from "../../../src/log.ts";
import type { Models } from "../../../src/models/create-models.ts";
import type { Model } from "../../../src/models/model.ts";
import { openDatabase } from "../../../src/storage/database.ts";
import { createSqlite } from "../databases.ts";
import { layTable } from "../lay-table.ts";
import { createFakeTelegram } from "./fake-telegram.ts";
import { createFastClock } from "./fast-clock.ts";
import type { Rates } from "./rate-limiter.ts";

/** What a bot that keeps its pace never exceeds. */
export const steadyRates: Rates = {
  privateChat: { count: 20, perMs: 10_000 },
  groupMessages: { count: 20, perMs: 60_000 },
  groupEdits: { count: 20, perMs: 60_000 },
};

export type FastTableOptions = {
  readonly factor?: number;
  readonly rates?: Rates;
  readonly allowedUsers?: readonly number[];
  readonly allowedChats?: readonly number[];
  readonly canReadAllGroupMessages?: boolean;
  readonly busyTimeoutMs?: number;
};

/** moai between scripted models and a fake Telegram with limits, on a clock that runs fast. */
export async function layFastTable(
  makeModels: (clock: Clock) => readonly Model[] | Models,
  {
    factor = 40,
    rates = steadyRates,
    allowedUsers = [7, 8],
    allowedChats = [],
    canReadAllGroupMessages = false,
    busyTimeoutMs = 5000,
  }: FastTableOptions = {},
) {
  const clock = createFastClock(factor);
  const models = makeModels(clock);
  const { url, remove } = await createSqlite();
  const database = await openDatabase(url, { busyTimeoutMs });
  const table = layTable(database, models);
  const fake = await createFakeTelegram({
    now: clock.now,
    rates,
    canReadAllGroupMessages,
  });
  const logged: string[] = [];
  const telegram = startTelegram({
    token: fake.token,
    apiRoot: fake.apiRoot,
    allowedUsers: new Set(allowedUsers),
    allowedChats: new Set(allowedChats),
    db: database.db,
    bus: table.bus,
    handle: table.handle,
    exportFile: createExportFile(database.db),
    models: table.models,
    log: createLog("warn", { write: (line) => void logged.push(line) }),
    print: () => undefined,
    clock,
  });

  return {
    fake,
    db: database.db,
    file: url.slice("sqlite:".length),
    logged: () => logged.join(""),
    ann: () => fake.user({ id: 7, name: "Ann" }).inPrivate(),
    bob: () => fake.user({ id: 8, name: "Bob" }).inPrivate(),
    refused: () => fake.requests.filter(({ status }) => status === 429),
    async said(chat: Pick<Chat, "id">, pattern: RegExp): Promise<string> {
      return await fake.until(() => fake.replies(chat).find((text) => pattern.test(text)));
    },
    /** Resolves when a button with this label stands in the chat. */
    async offered(chat: Pick<Chat, "id">, label: string): Promise<void> {
      await fake.until(() =>
        fake
          .messages(chat)
          .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? [])
          .some(({ text }) => text.includes(label)),
      );
    },
    /** The first value of what the query gives. */
    value(query: string): string {
      using data = new DatabaseSync(this.file, { readOnly: true });
      return String(Object.values(data.prepare(query).get() ?? {})[0]);
    },
    async close() {
      await telegram.close();
      await table.close();
      await fake.close();
      await database.close();
      await remove();
    },
  };
}
