import { sql } from "kysely";
import type { Db } from "./database.ts";

/** A part of a message or of a reply, as it stands in a chat. */
export type Part = {
  readonly part: number;
  /** Undefined while it is not known whether it stands there. */
  readonly telegramMessageId: number | undefined;
  /** `begun`: a beginning of it stands there and is still to be completed. */
  readonly state: "sending" | "begun" | "sent" | "refused";
};

/** Chats, as owners, that have not been shown everything. */
export async function behind(db: Db): Promise<readonly string[]> {
  const rows = await Promise.all([
    undeliveredDiscussions(db).select("place").distinct().execute(),
    undeliveredRequests(db).select("place").distinct().execute(),
  ]);
  return [...new Set(rows.flat().map(({ place }) => place))];
}

/** Replies to requests of a place that it was not shown, oldest first. */
export async function replies(
  db: Db,
  place: string,
): Promise<readonly { readonly id: string; readonly reply: string; readonly createdAt: string }[]> {
  return await undeliveredRequests(db)
    .select(["id", "reply", "createdAt"])
    .where("place", "=", place)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

/** Discussions of a place of which it was not shown everything, oldest first. */
export async function discussions(
  db: Db,
  place: string,
): Promise<readonly { readonly id: string; readonly deliveredSeq: number }[]> {
  return await undeliveredDiscussions(db)
    .select(["id", "deliveredSeq"])
    .where("place", "=", place)
    .orderBy("createdAt")
    .execute();
}

export async function replyDelivered(db: Db, requestIds: readonly string[]): Promise<void> {
  await db.updateTable("request").set({ isDelivered: 1 }).where("id", "in", requestIds).execute();
}

export async function deliveredUpTo(db: Db, discussionId: string, seq: number): Promise<void> {
  await db
    .updateTable("discussion")
    .set({ deliveredSeq: seq })
    .where("id", "=", discussionId)
    .execute();
}

/** Nothing more can be shown there: the bot was blocked or sent away. */
export async function giveUp(db: Db, place: string): Promise<void> {
  await db
    .updateTable("discussion")
    .set((expression) => ({ deliveredSeq: expression.ref("lastSeq") }))
    .where("place", "=", place)
    .execute();
  await db.updateTable("request").set({ isDelivered: 1 }).where("place", "=", place).execute();
}

export async function parts(db: Db, messageId: string): Promise<readonly Part[]> {
  const rows = await db
    .selectFrom("delivery")
    .select(["part", "telegramMessageId", "state"])
    .where("messageId", "=", messageId)
    .orderBy("part")
    .execute();
  return rows.map(({ part, telegramMessageId, state }) => ({
    part,
    telegramMessageId: telegramMessageId ?? undefined,
    state: state === "sent" || state === "begun" || state === "refused" ? state : "sending",
  }));
}

export async function savePart(
  db: Db,
  of: { readonly place: string; readonly messageId: string; readonly now: Date },
  {
    part,
    telegramMessageId = null,
    state,
  }: Omit<Part, "telegramMessageId"> & {
    readonly telegramMessageId?: number | undefined | null;
  },
): Promise<void> {
  const change = { telegramMessageId, state, updatedAt: of.now.toISOString() };
  await db
    .insertInto("delivery")
    .values({
      id: `${of.messageId}:${part}`,
      place: of.place,
      messageId: of.messageId,
      requestId: null,
      part,
      ...change,
    })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(change))
    .execute();
}

// The indices on these rows are partial: only literals let SQLite use them.
function undeliveredDiscussions(db: Db) {
  return db
    .selectFrom("discussion")
    .where("place", "<>", sql.lit("web"))
    .whereRef("deliveredSeq", "<", "lastSeq");
}

function undeliveredRequests(db: Db) {
  return db
    .selectFrom("request")
    .where("place", "<>", sql.lit("web"))
    .where("isDelivered", "=", sql.lit(0));
}
