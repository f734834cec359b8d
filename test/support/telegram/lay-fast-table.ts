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

/** moai between scripted models and a fake Telegram with limits, on a clock that runs fast. */
export async function layFastTable(
  makeModels: (clock: Clock) => readonly Model[] | Models,
  { factor = 40, rates = steadyRates }: { readonly factor?: number; readonly rates?: Rates } = {},
) {
  const clock = createFastClock(factor);
  const models = makeModels(clock);
  const { url, remove } = await createSqlite();
  const database = await openDatabase(url);
  const table = layTable(database, models);
  const fake = await createFakeTelegram({ now: clock.now, rates, hangGuardMs: 25_000 });
  const telegram = startTelegram({
    token: fake.token,
    apiRoot: fake.apiRoot,
    allowedUsers: new Set([7, 8]),
    allowedChats: new Set(),
    db: database.db,
    bus: table.bus,
    handle: table.handle,
    exportFile: createExportFile(database.db),
    models: table.models,
    log: createLog("silent"),
    print: () => undefined,
    clock,
  });

  return {
    fake,
    db: database.db,
    refused: () => fake.requests.filter(({ status }) => status === 429),
    async said(chat: Pick<Chat, "id">, pattern: RegExp): Promise<string> {
      return await fake.until(() => fake.replies(chat).find((text) => pattern.test(text)));
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
