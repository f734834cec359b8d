import { type StartWebDeps, startWeb } from "../../src/adapters/web/server.ts";
import type { Models } from "../../src/models/create-models.ts";
import type { Model } from "../../src/models/model.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { createSqlite } from "./databases.ts";
import { layTable, type Table } from "./lay-table.ts";

export type ServedTable = Table & {
  readonly url: string;
  /** Cuts every connection and refuses new ones, until the returned function is called. */
  cut(): Promise<() => Promise<void>>;
};

/** The whole way from the page to the database, on a free port. */
export async function serveTable(
  models: readonly Model[] | Models,
  options: Pick<StartWebDeps, "pageDirectory"> & Partial<StartWebDeps>,
): Promise<ServedTable> {
  const { url, remove } = await createSqlite();
  const database = await openDatabase(url);
  const table = layTable(database, models);
  const start = (port: number) =>
    startWeb({
      db: database.db,
      bus: table.bus,
      handle: table.handle,
      models: table.models,
      offer: table.offer,
      modelsLine: () => "scripted voices",
      isDemo: table.offer === undefined,
      version: "0.0.0",
      log: createLog("silent"),
      token: undefined,
      host: "127.0.0.1",
      ...options,
      port,
    });
  let web = await start(0);
  return {
    ...table,
    url: web.url,
    async cut() {
      const port = Number(new URL(web.url).port);
      await web.close();
      return async () => {
        web = await start(port);
      };
    },
    async close() {
      await web.close();
      await table.close();
      await database.close();
      await remove();
    },
  };
}
