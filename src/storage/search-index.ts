import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "./database.ts";
import { isSqlite } from "./is-sqlite.ts";

/** Nothing else is written or read meanwhile: about a millisecond for answers of the usual length. */
const textsAtOnce = 25;

const unindexedRows = z.array(z.object({ id: z.string(), indexedSeq: z.int(), lastSeq: z.int() }));
const seqRows = z.array(z.object({ seq: z.int() }));

/** Adds to the search all that it lacks of what was asked and said. */
export async function completeSearch(db: Db, signal: AbortSignal): Promise<void> {
  while (await indexSome(db)) signal.throwIfAborted();
}

/**
 * Adds some of what the search lacks, oldest first; false when it lacks nothing. Nothing to do on PostgreSQL, which
 * keeps its index by itself.
 */
export async function indexSome(db: Db): Promise<boolean> {
  return isSqlite(db) && (await db.transaction().execute(indexStep));
}

async function indexStep(trx: Db): Promise<boolean> {
  const unindexed = await sql`
    select id, indexed_seq, last_seq from discussion
     where indexed_seq < last_seq order by created_at limit ${textsAtOnce}`.execute(trx);
  const discussions = unindexedRows.parse(unindexed.rows);
  let room = textsAtOnce;
  for (const discussion of discussions) {
    if (room > 0) room -= await indexDiscussion(trx, discussion, room);
  }
  return discussions.length > 0;
}

/** Adds at most that many texts beside the question. Returns how many it added. */
async function indexDiscussion(
  trx: Db,
  { id, indexedSeq, lastSeq }: z.infer<typeof unindexedRows>[number],
  limit: number,
): Promise<number> {
  // Seq 0 is the question.
  const question = sql`
    insert into search_text (discussion_id, seq) select ${id}, 0 where ${indexedSeq} < 0`;
  await question.execute(trx);
  const messages = sql`
    insert into search_text (discussion_id, seq)
      select discussion_id, seq from message
       where discussion_id = ${id} and seq > ${indexedSeq} order by seq limit ${limit}
      returning seq`;
  const seqs = seqRows.parse((await messages.execute(trx)).rows).map(({ seq }) => seq);
  const words = sql`
    insert into search_index (rowid, words)
      select t.id, substr(coalesce(m.content, d.question), 1, 100000)
        from search_text t
        join discussion d on d.id = t.discussion_id
        left join message m on m.discussion_id = t.discussion_id and m.seq = t.seq
       where t.discussion_id = ${id} and t.seq > ${indexedSeq}`;
  await words.execute(trx);
  // The last may be gone: an answer that somebody wanted anew.
  const upTo = seqs.length < limit ? lastSeq : Math.max(...seqs);
  await sql`update discussion set indexed_seq = ${upTo} where id = ${id}`.execute(trx);
  return seqs.length;
}
