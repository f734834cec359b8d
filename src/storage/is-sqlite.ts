import { type Kysely, SqliteAdapter } from "kysely";

/** For the few things that the two databases do in ways of their own. */
export function isSqlite(db: Pick<Kysely<unknown>, "getExecutor">): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}
