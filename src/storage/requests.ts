import { sql } from "kysely";
import type { Db } from "./database.ts";

/** Takes a request to be handled in this transaction. Returns false when it was handled before. */
export async function claim(
  db: Db,
  request: {
    readonly id: string;
    readonly place: string;
    readonly personId: string | null;
    readonly createdAt: string;
  },
): Promise<boolean> {
  const row = await db
    .insertInto("request")
    .values({ ...request, reply: "", isDelivered: 0 })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** The reply to a request; `isDelivered` says that its place need not be shown it. */
export async function setReply(
  db: Db,
  id: string,
  reply: string,
  isDelivered: boolean,
): Promise<void> {
  await db
    .updateTable("request")
    .set({ reply, isDelivered: isDelivered ? 1 : 0 })
    .where("id", "=", id)
    .execute();
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
export async function notify(
  db: Db,
  notice: {
    readonly id: string;
    readonly place: string;
    readonly reply: string;
    readonly createdAt: string;
  },
): Promise<void> {
  await db
    .insertInto("request")
    .values({ ...notice, personId: null, isDelivered: 0 })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
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
