import { type Kysely, sql } from "kysely";
import { isSqlite } from "../is-sqlite.ts";

/**
 * An index over all that was asked and said. PostgreSQL keeps one by itself; in SQLite triggers feed a
 * full-text table, which holds no text of its own. Its rows are numbered by `search_text`, because
 * the tables here have text keys and the numbers that SQLite gives their rows do not last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = isSqlite(db) ? sqlite : postgres;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** A vector holds at most a megabyte; text beyond it is stored all the same, and not found. */
const postgres = [
  "create index message_text on message using gin (to_tsvector('simple', left(content, 100000)))",
  "create index discussion_text on discussion using gin (to_tsvector('simple', left(question, 100000)))",
];

// Seq 0 is the question.
const sqlite = [
  `create table search_text (
     id integer primary key not null,
     discussion_id text not null references discussion (id) on delete cascade,
     seq integer not null,
     unique (discussion_id, seq))`,
  "create virtual table search_index using fts5 (words, content='', contentless_delete=1)",
  `insert into search_text (discussion_id, seq)
     select id, 0 from discussion union all select discussion_id, seq from message`,
  `insert into search_index (rowid, words)
     select t.id, coalesce(m.content, d.question) from search_text t
       join discussion d on d.id = t.discussion_id
       left join message m on m.discussion_id = t.discussion_id and m.seq = t.seq`,
  `create trigger search_question after insert on discussion begin
     insert into search_text (discussion_id, seq) values (new.id, 0);
     insert into search_index (rowid, words) values (last_insert_rowid(), new.question);
   end`,
  `create trigger search_message after insert on message begin
     insert into search_text (discussion_id, seq) values (new.discussion_id, new.seq);
     insert into search_index (rowid, words) values (last_insert_rowid(), new.content);
   end`,
  `create trigger search_forget_message after delete on message begin
     delete from search_text where discussion_id = old.discussion_id and seq = old.seq;
   end`,
  `create trigger search_forget_text after delete on search_text begin
     delete from search_index where rowid = old.id;
   end`,
];
