import { sql } from "kysely";
import type { Db } from "./database.ts";
import { prepared, type ValueOf } from "./prepared.ts";

type RequestValues = {
  readonly id: string;
  readonly place: string;
  readonly personId: string | null;
  readonly reply: string;
  readonly createdAt: string;
};

const insertOnce = prepared((db, valueOf: ValueOf<RequestValues>) =>
  db
    .insertInto("request")
    .values({
      id: valueOf("id"),
      place: valueOf("place"),
      personId: valueOf("personId"),
      reply: valueOf("reply"),
      isDelivered: 0,
      createdAt: valueOf("createdAt"),
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id"),
);

/** Takes a request to be handled in this transaction. Returns false when it was handled before. */
export async function claim(db: Db, request: Omit<RequestValues, "reply">): Promise<boolean> {
  const [row] = await insertOnce(db, { ...request, reply: "" });
  return row !== undefined;
}

const replied = prepared(
  (db, valueOf: ValueOf<{ id: string; reply: string; isDelivered: number }>) =>
    db
      .updateTable("request")
      .set({ reply: valueOf("reply"), isDelivered: valueOf("isDelivered") })
      .where("id", "=", valueOf("id")),
);

/** The reply to a request; `isDelivered` says that its place need not be shown it. */
export async function setReply(
  db: Db,
  id: string,
  reply: string,
  isDelivered: boolean,
): Promise<void> {
  await replied(db, { id, reply, isDelivered: isDelivered ? 1 : 0 });
}

/** A handled request, with its reply as JSON. */
export async function find(
  db: Db,
  id: string,
): Promise<{ readonly place: string; readonly reply: string } | undefined> {
  return await db
    .selectFrom("request")
    .select(["place", "reply"])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Something to be said at a place that nobody asked for; once, whoever says it again. */
export async function notify(db: Db, notice: Omit<RequestValues, "personId">): Promise<void> {
  await insertOnce(db, { ...notice, personId: null });
}

/** Who asked for the discussions that run at a place. Null where that is not known. */
export async function askersAt(db: Db, place: string): Promise<readonly (string | null)[]> {
  const rows = await db
    .selectFrom("discussion")
    .innerJoin("request", "request.id", "discussion.requestId")
    .select("request.personId")
    .where("discussion.place", "=", place)
    .where("discussion.status", "=", sql.lit("active"))
    .execute();
  return rows.map(({ personId }) => personId);
}
