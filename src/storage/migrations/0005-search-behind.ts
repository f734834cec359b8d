import { type Kysely, sql } from "kysely";
import { isSqlite } from "../is-sqlite.ts";

/**
 * In SQLite the full-text table is no longer fed by triggers, within each answer's own transaction, but behind it: each
 * discussion says up to which seq it is indexed, -1 being not even the question.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db)) return;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  "drop trigger search_question",
  "drop trigger search_message",
  "alter table discussion add column indexed_seq integer not null default -1",
  "update discussion set indexed_seq = last_seq",
  `create index discussion_unindexed on discussion (created_at) where indexed_seq < last_seq`,
];
