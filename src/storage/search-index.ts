import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "./database.ts";
import { isSqlite } from "./is-sqlite.ts";

/** Nothing else is written or read meanwhile: a millisecond or two for answers of the usual length. */
const textsAtOnce = 50;

const unindexedRows = z.array(z.object({ id: z.string(), indexedSeq: z.int(), lastSeq: z.int() }));
const seqRows = z.array(z.object({ seq: z.int() }));

/**
 * Adds to the search what it lacks of all that was asked and said. Nothing to do on PostgreSQL, which keeps its index
 * by itself.
 */
export async function completeSearchIndex(db: Db, signal: AbortSignal): Promise<void> {
  if (!isSqlite(db)) return;
  while (await db.transaction().execute(indexSome)) signal.throwIfAborted();
}

/** A step of one discussion. False when there is none that has more. */
async function indexSome(trx: Db): Promise<boolean> {
  const unindexed = await sql`
    select id, indexed_seq, last_seq from discussion
     where indexed_seq < last_seq order by created_at limit 1`.execute(trx);
  const [discussion] = unindexedRows.parse(unindexed.rows);
  if (!discussion) return false;
  const { id, indexedSeq, lastSeq } = discussion;

  // Seq 0 is the question.
  await sql`
    insert into search_text (discussion_id, seq) select ${id}, 0 where ${indexedSeq} < 0`.execute(
    trx,
  );
  const added = await sql`
    insert into search_text (discussion_id, seq)
      select discussion_id, seq from message
       where discussion_id = ${id} and seq > ${indexedSeq} order by seq limit ${textsAtOnce}
      returning seq`.execute(trx);
  await sql`
    insert into search_index (rowid, words)
      select t.id, substr(coalesce(m.content, d.question), 1, 100000)
        from search_text t
        join discussion d on d.id = t.discussion_id
        left join message m on m.discussion_id = t.discussion_id and m.seq = t.seq
       where t.discussion_id = ${id} and t.seq > ${indexedSeq}`.execute(trx);
  const seqs = seqRows.parse(added.rows).map(({ seq }) => seq);
  // The last may be gone: an answer that somebody wanted anew.
  const upTo = seqs.length < textsAtOnce ? lastSeq : Math.max(...seqs);
  await sql`update discussion set indexed_seq = ${upTo} where id = ${id}`.execute(trx);
  return true;
}
