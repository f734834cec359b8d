import { createWeb } from "../../src/adapters/web/create-web.ts";
import { createLog } from "../../src/log.ts";
import type { Model } from "../../src/models/model.ts";
import type { TestDatabase } from "./databases.ts";
import { layTable } from "./lay-table.ts";

export type LaidWeb = ReturnType<typeof layWeb>;

/** What the page asks of its server, without a port and without a page. */
export function layWeb(database: TestDatabase, models: readonly Model[]) {
  const table = layTable(database, models);
  const closing = new AbortController();
  const app = createWeb(
    {
      db: database.db,
      bus: table.bus,
      handle: table.handle,
      models: table.models,
      modelsLine: () => "scripted",
      offer: undefined,
      isDemo: true,
      version: "1.2.3",
      log: createLog("silent"),
      token: undefined,
      pageDirectory: "/nowhere",
    },
    closing.signal,
  );
  return {
    table,
    app,
    closing,
    async close(): Promise<void> {
      closing.abort();
      await table.close();
      await database.close();
    },
  };
}
