import { hostname } from "node:os";
import { PostgresDialect } from "kysely";
import { Client, Pool, TypeOverrides } from "pg";
import { holdAdvisoryLock } from "./advisory-lock.ts";
import type { Connection } from "./connection.ts";

const int8 = 20;
const numeric = 1700;

/** `shown` is the place of the database without user and password, for messages. */
export async function openPostgres(
  connectionString: string,
  shown: string,
  onLockLost: () => void,
): Promise<Connection> {
  const settings = { connectionString, keepAlive: true, connectionTimeoutMillis: 10_000 };
  const lock = await holdAdvisoryLock(
    new Client({
      ...settings,
      application_name: `moai, process ${process.pid} on ${hostname()}`,
    }),
    shown,
    onLockLost,
  );

  // As SQLite gives them. All whole numbers here, and sums of them, are safe integers.
  const types = new TypeOverrides();
  types.setTypeParser(int8, Number);
  types.setTypeParser(numeric, Number);
  const pool = new Pool({ ...settings, types, application_name: "moai" });
  // A broken connection fails its query, or the next one, which tells. Without a listener it would
  // end the process, on the pool while it is idle and on the client while it is in use.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  const dialect = new PostgresDialect({ pool });
  return { dialect, ahead: dialect, reachDisk: async () => undefined, release: lock.release };
}
