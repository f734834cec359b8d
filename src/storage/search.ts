import { sql } from "kysely";
import { z } from "zod";
import type { Discussion } from "../core/discussion.ts";
import type { Db } from "./database.ts";
import { isSqlite } from "./is-sqlite.ts";
import { describeDatabaseProblem } from "./describe-database-problem.ts";
import { separated } from "./separated.ts";
import { completeSearch } from "./search-index.ts";

export type Found = {
  readonly id: string;
  readonly question: string;
  readonly status: Discussion["status"];
  readonly createdAt: string;
  /** Where the words were said first, seq 0 being the question, with the text that holds them. */
  readonly seq: number;
  readonly text: string;
};

const foundRows = z.array(
  z.object({
    id: z.string(),
    question: z.string(),
    status: z.enum(["active", "completed"]),
    createdAt: z.string(),
    seq: z.number(),
    text: z.string(),
  }),
);

/**
 * The discussions of a chat in which one text holds all these words, or words that begin with them; newest
 * first. Nothing for a query without a word.
 */
export async function searchDiscussions(
  db: Db,
  owner: string,
  query: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  await completeSearch(db, signal).catch((error: unknown) => {
    // On a full disk what is known already is found.
    if (describeDatabaseProblem(error) === undefined) throw error;
  });
  const hits = isSqlite(db) ? sqliteHits(words) : postgresHits(words);
  const { rows } = await sql<Found>`
    select d.id, d.question, d.status, d.created_at as created_at, h.seq,
           coalesce(m.content, d.question) as text
      from (${hits}) h
      join discussion d on d.id = h.discussion_id
      join project p on p.id = d.project_id
      left join message m on m.discussion_id = h.discussion_id and m.seq = h.seq
     where p.owner = ${owner}
     order by d.created_at desc, d.id
     limit ${limit}`.execute(db);
  return foundRows.parse(rows);
}

/**
 * Letters and digits only, so that nothing in a query has a meaning to either database. Their case is left to
 * the databases, which fold it in queries as they did in the texts.
 */
export function wordsOf(query: string): readonly string[] {
  return (query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, maxWords);
}

const maxWords = 12;

function sqliteHits(words: readonly string[]) {
  const match = words.map((word) => `"${word}"*`).join(" ");
  return sql`
    select t.discussion_id, min(t.seq) as seq
      from search_index join search_text t on t.id = search_index.rowid
     where search_index match ${match}
     group by t.discussion_id`;
}

function postgresHits(words: readonly string[]) {
  const match = sql`to_tsquery('simple', ${words.map((word) => `${word}:*`).join(" & ")})`;
  return sql`
    select discussion_id, min(seq) as seq from (
      select id as discussion_id, 0 as seq from discussion
       where to_tsvector('simple', ${sql.raw(separated("question"))}) @@ ${match}
      union all
      select discussion_id, seq from message
       where to_tsvector('simple', ${sql.raw(separated("content"))}) @@ ${match}) said
     group by discussion_id`;
}
