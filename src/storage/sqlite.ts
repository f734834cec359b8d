import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import {
  type Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Connection } from "./connection.ts";
import { type FileLock, lockFile } from "./file-lock.ts";
import { createSqliteDrivers } from "./sqlite-driver.ts";
import { openWal, type WriteAheadLog } from "./write-ahead-log.ts";

const maxPrepared = 200;

/** Makes the file and its directory where missing. `:memory:` is a database of this process. */
export function openSqlite(path: string, busyTimeoutMs: number): Connection {
  if (path === ":memory:") return connection(openFile(path, busyTimeoutMs));
  mkdirSync(dirname(path), { recursive: true });
  // One file has one lock, by whatever link it is reached.
  const file = existsSync(path) ? realpathSync(path) : resolve(path);
  const lock = lockFile(file, path);
  try {
    const data = openFile(file, busyTimeoutMs);
    return connection(data, { lock, wal: openWal(data, file) });
  } catch (error) {
    lock.release();
    throw error;
  }
}

function connection(
  data: DatabaseSync,
  file?: { readonly lock: FileLock; readonly wal: WriteAheadLog | undefined },
): Connection {
  const close = () => {
    if (data.isOpen) {
      data.close();
      file?.wal?.close();
    }
    file?.lock.release();
  };
  const prepared = new Map<string, ReturnType<SqliteDatabase["prepare"]>>();
  // Kysely reaches the lock through `close`, so it is not collected while the database is in use.
  const database: SqliteDatabase = {
    close,
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = data.prepare(sql);
      const made = {
        reader: statement.columns().length > 0,
        all: (values: readonly unknown[]) => statement.all(...bindable(values)),
        run: (values: readonly unknown[]) => statement.run(...bindable(values)),
        iterate: (values: readonly unknown[]) => statement.iterate(...bindable(values)),
      };
      // Lists of ids make ever new statements; the usual ones are far fewer.
      if (prepared.size >= maxPrepared) prepared.clear();
      prepared.set(sql, made);
      return made;
    },
  };
  const { driver, ahead } = createSqliteDrivers(data, database, file?.wal);
  const dialect = {
    // SQLite can undo changes of tables. Kysely says it cannot, and would migrate in pieces. It also keeps a
    // connection until it is given back entirely, so turns are taken in the driver.
    createAdapter: () =>
      Object.defineProperties(new SqliteAdapter(), {
        supportsTransactionalDdl: { value: true },
        supportsMultipleConnections: { value: true },
      }),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return {
    dialect,
    ahead: { ...dialect, createDriver: () => ahead },
    reachDisk: async () => await file?.wal?.reachDisk(),
    release: async () => close(),
  };
}

function openFile(file: string, busyTimeoutMs: number): DatabaseSync {
  const data = new DatabaseSync(file, { timeout: busyTimeoutMs });
  try {
    data.exec("pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on");
    // A file that cannot be written to is told now, not at the first answer.
    data.exec("begin immediate; rollback");
    return data;
  } catch (error) {
    data.close();
    throw error;
  }
}

function bindable(values: readonly unknown[]): SQLInputValue[] {
  return values.map((value) => {
    if (value === null || typeof value === "string") return value;
    if (typeof value === "number" || typeof value === "bigint") return value;
    throw new Error(`a value of type ${typeof value} cannot be stored`);
  });
}
