import { CamelCasePlugin, Kysely } from "kysely";
import { ConfigError } from "../core/errors.ts";
import type { Connection } from "./connection.ts";
import { type DatabaseUrl, parseDatabaseUrl } from "./database-url.ts";
import { describeDatabaseProblem } from "./describe-database-problem.ts";
import { createGroupCommit, type Write } from "./group-commit.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite.ts";

/** A database or a transaction of it. Inside a transaction use only that one. */
export type Db = Kysely<Schema>;

export type OpenDatabase = {
  readonly db: Db;
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
  const { dialect, release } = await connect(url, options);
  const db = new Kysely<Schema>({ dialect, plugins: [new CamelCasePlugin()] });
  const close = async () => {
    await db.destroy();
    await release();
  };

  try {
    await migrate(db.withoutPlugins(), migrations);
  } catch (error) {
    await close();
    throw error;
  }
  const write: Write =
    url.engine === "sqlite" ? createGroupCommit(db) : (work) => db.transaction().execute(work);
  return { db, write, engine: url.engine, line: url.line, close };
}

async function connect(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<Connection> {
  if (url.engine === "sqlite") return openSqlite(url.path, options.busyTimeoutMs ?? 5000);
  // The driver is loaded only by those who use it.
  const { openPostgres } = await import("./postgres.ts");
  return openPostgres(url.connectionString, url.name, options.onLockLost ?? (() => {}));
}
