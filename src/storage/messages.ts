import type { Message } from "../core/message.ts";
import type { Expression } from "kysely";
import type { Db } from "./database.ts";
import { type MessageValues, type NewMessage, toMessage, toRow } from "./message-row.ts";
import { prepared, type ValueOf } from "./prepared.ts";

const laterThan = prepared((db, valueOf: ValueOf<{ discussionId: string; seq: number }>) =>
  after(db, valueOf("discussionId"), valueOf("seq")),
);

/** By seq, those after `seq` alone. */
export async function since(
  db: Db,
  discussionId: string,
  seq: number,
): Promise<readonly Message[]> {
  const rows = await laterThan(db, { discussionId, seq });
  return rows.map(toMessage);
}

/** By seq, some at a time: those after `seq` and not after `upTo`. */
export async function page(
  db: Db,
  discussionId: string,
  { seq, upTo, limit }: { readonly seq: number; readonly upTo: number; readonly limit: number },
): Promise<readonly Message[]> {
  const rows = await after(db, discussionId, seq)
    .where("message.seq", "<=", upTo)
    .limit(limit)
    .execute();
  return rows.map(toMessage);
}

/** The seq given last, 0 before the first. */
export async function lastSeqOf(db: Db, discussionId: string): Promise<number> {
  const row = await db
    .selectFrom("discussion")
    .select("lastSeq")
    .where("id", "=", discussionId)
    .executeTakeFirst();
  return row?.lastSeq ?? 0;
}

const takeSeq = prepared((db, valueOf: ValueOf<{ discussionId: string }>) =>
  db
    .updateTable("discussion")
    .set((expression) => ({ lastSeq: expression("lastSeq", "+", 1) }))
    .where("id", "=", valueOf("discussionId"))
    .returning("lastSeq"),
);

const insertNew = prepared(
  (db, valueOf: ValueOf<MessageValues & { roundId: string; seq: number }>) =>
    db
      .insertInto("message")
      .values({
        id: valueOf("id"),
        discussionId: valueOf("discussionId"),
        roundId: valueOf("roundId"),
        seq: valueOf("seq"),
        authorKind: valueOf("authorKind"),
        authorName: valueOf("authorName"),
        model: valueOf("model"),
        content: valueOf("content"),
        timestamp: valueOf("timestamp"),
        isDirect: valueOf("isDirect"),
        addressees: valueOf("addressees"),
        heardSeq: valueOf("heardSeq"),
        outcome: valueOf("outcome"),
        position: valueOf("position"),
        inputTokens: valueOf("inputTokens"),
        outputTokens: valueOf("outputTokens"),
        cachedTokens: valueOf("cachedTokens"),
        reasoningTokens: valueOf("reasoningTokens"),
        costNanoUsd: valueOf("costNanoUsd"),
        latencyMs: valueOf("latencyMs"),
        answeredBy: valueOf("answeredBy"),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("seq"),
);

/**
 * Stores a message and gives it the next seq, in one transaction. A turn that is stored already stays as
 * it is: the first answer counts, whoever else was asking. Returns the seq, or undefined for such a turn.
 */
export async function insert(
  db: Db,
  roundId: string,
  message: NewMessage,
): Promise<number | undefined> {
  return await inTransaction(db, async (trx) => {
    const { discussionId } = message;
    const [taken] = await takeSeq(trx, { discussionId });
    if (!taken) throw new Error("a message was said in a discussion that is gone");
    const seq = taken.lastSeq;
    const [row] = await insertNew(trx, { ...toRow(message), roundId, seq });
    if (row) return seq;
    const lastSeq = seq - 1;
    await trx.updateTable("discussion").set({ lastSeq }).where("id", "=", discussionId).execute();
    return undefined;
  });
}

/** Forgets messages of models that failed, so that they are asked for again. */
export async function forget(db: Db, ids: readonly string[]): Promise<void> {
  await db.deleteFrom("message").where("id", "in", ids).where("authorKind", "=", "model").execute();
}

/** Where a message was said, and by which model; undefined for a person's. */
export async function originOf(
  db: Db,
  id: string,
): Promise<
  { readonly discussionId: string; readonly place: string; readonly model: string } | undefined
> {
  const row = await db
    .selectFrom("message")
    .innerJoin("discussion", "discussion.id", "message.discussionId")
    .select(["message.discussionId", "message.model", "discussion.place"])
    .where("message.id", "=", id)
    .executeTakeFirst();
  return row?.model ? { ...row, model: row.model } : undefined;
}

async function inTransaction<Result>(db: Db, work: (trx: Db) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? await work(db) : await db.transaction().execute(work);
}

function after(
  db: Db,
  discussionId: string | Expression<string>,
  seq: number | Expression<number>,
) {
  return db
    .selectFrom("message")
    .innerJoin("round", "round.id", "message.roundId")
    .selectAll("message")
    .select("round.roundNumber")
    .where("message.discussionId", "=", discussionId)
    .where("message.seq", ">", seq)
    .orderBy("message.seq");
}
