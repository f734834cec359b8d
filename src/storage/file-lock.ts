import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { ConfigError } from "../core/errors.ts";
import { isDatabaseBusy } from "./describe-database-problem.ts";

export type FileLock = { readonly release: () => void };

/**
 * Lets one process use the file. The lock is a transaction that is never committed, in a SQLite
 * database beside the file: the kernel frees it however the process ends, also by kill -9. Node has
 * no file locks of its own.
 */
export function lockFile(file: string, shown: string): FileLock {
  const lock = new DatabaseSync(`${file}.lock`);
  // Only tells people whom to stop; it may be stale, the lock never is.
  const processFile = `${file}.pid`;
  const release = () => {
    if (!lock.isOpen) return;
    rmSync(processFile, { force: true });
    lock.close();
  };

  try {
    lock.exec("pragma journal_mode=delete; begin exclusive");
    writeFileSync(processFile, `${process.pid}\n`);
    return { release };
  } catch (error) {
    lock.close();
    if (!isDatabaseBusy(error)) throw error;
    throw new ConfigError(
      [
        `Another moai${holder(processFile)} already uses ${shown}. Stop it, or set DATABASE_URL to another file.`,
      ],
      { cause: error },
    );
  }
}

function holder(processFile: string): string {
  try {
    const id = /^\d+$/.exec(readFileSync(processFile, "utf8").trim());
    return id === null ? "" : ` (process ${id[0]})`;
  } catch {
    return "";
  }
}
