import { type Kysely, sql } from "kysely";
import { isSqlite } from "../is-sqlite.ts";
import { separated } from "../separated.ts";

/**
 * In SQLite the full-text table is no longer fed by triggers, within each answer's own transaction, but behind it: each
 * discussion says up to which seq it is indexed, -1 being not even the question. PostgreSQL's index finds the parts
 * of `GPT-4`, too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = isSqlite(db) ? sqlite : postgres;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const sqlite = [
  "drop trigger search_question",
  "drop trigger search_message",
  "alter table discussion add column indexed_seq integer not null default -1",
  "update discussion set indexed_seq = last_seq",
  "create index discussion_unindexed on discussion (created_at) where indexed_seq < last_seq",
];

const postgres = [
  "drop index message_text",
  "drop index discussion_text",
  `create index message_text on message using gin (to_tsvector('simple', ${separated("content")}))`,
  `create index discussion_text on discussion using gin (to_tsvector('simple', ${separated("question")}))`,
];
