import type { Dialect } from "kysely";

/** What differs between SQLite and PostgreSQL: what Kysely speaks to, and what else is held open. */
export type Connection = {
  readonly dialect: Dialect;
  /** The same connection for one who need not wait for the disk. */
  readonly ahead: Dialect;
  /** Resolves when the disk has all that was committed so far. */
  readonly reachDisk: () => Promise<void>;
  /** Call it after Kysely is closed; a second call does nothing. */
  readonly release: () => Promise<void>;
};
