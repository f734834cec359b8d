import { CamelCasePlugin, Kysely } from "kysely";
import { ConfigError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";
import { type DatabaseUrl, parseDatabaseUrl } from "./database-url.ts";
import { describeDatabaseProblem } from "./describe-database-problem.ts";
import { createGroupCommit } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";
import { createWrite, type Write } from "./write.ts";

/** A database or a transaction of it. Inside a transaction use only that one. */
export type Db = Kysely<Schema>;

export type OpenDatabase = {
  readonly db: Db;
  /**
   * Also reads what is committed and still on its way to the disk: for deciding what to do, not for telling anybody
   * what is stored. A call to a model may begin a millisecond earlier.
   */
  readonly ahead: Db;
  /** The way to write what belongs together, from wherever much is written at once. */
  readonly write: Write;
  readonly engine: "sqlite" | "postgres";
  /** For the start-up log. Holds no user and no password. */
  readonly line: string;
  readonly close: () => Promise<void>;
};

export type OpenDatabaseOptions = {
  /** How long SQLite waits while another program writes to the file. */
  readonly busyTimeoutMs?: number;
  /** PostgreSQL only: another moai may start from now on, so this one has to end. */
  readonly onLockLost?: () => void;
};

/**
 * Opens the database for this process alone and brings its tables up to date. Throws ConfigError
 * where the operator can act; whatever it throws, nothing stays open, locked or half-migrated.
 */
export async function openDatabase(
  url: string,
  options: OpenDatabaseOptions = {},
): Promise<OpenDatabase> {
  const parsed = parseDatabaseUrl(url);
  try {
    return await open(parsed, options);
  } catch (error) {
    const problem = describeDatabaseProblem(error);
    if (problem === undefined) throw error;
    throw new ConfigError([`${parsed.line}: ${problem}`], { cause: error });
  }
}

async function open(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const connection = await connect(url, options);
  const plugins = [new CamelCasePlugin()];
  const db = new Kysely<Schema>({ dialect: connection.dialect, plugins });
  const close = async () => {
    await db.destroy();
    await connection.release();
  };

  try {
    await migrate(db.withoutPlugins(), migrations);
  } catch (error) {
    await close();
    throw error;
  }
  const { engine, line } = url;
  if (engine === "postgres") return { db, ahead: db, write: createWrite(db), engine, line, close };
  const ahead = new Kysely<Schema>({ dialect: connection.ahead, plugins });
  return { db, ahead, write: createGroupCommit(ahead, connection.reachDisk), engine, line, close };
}

async function connect(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<Connection> {
  if (url.engine === "sqlite") return openSqlite(url.path, options.busyTimeoutMs ?? 5000);
  // The driver is loaded only by those who use it.
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(url.connectionString, url.name, options.onLockLost ?? (() => {}));
}
