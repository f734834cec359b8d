import { sql } from "kysely";
import type { Discussion } from "../core/discussion.ts";
import type { Db } from "./database.ts";
import { parseSeats } from "./discussions.ts";

/** Places that have not been shown everything. */
export async function behind(db: Db): Promise<readonly string[]> {
  const rows = await Promise.all([
    undeliveredDiscussions(db).select("place").distinct().execute(),
    undeliveredRequests(db).select("place").distinct().execute(),
  ]);
  return [...new Set(rows.flat().map(({ place }) => place))];
}

/** Whether a place has not been shown everything. */
export async function isBehind(db: Db, place: string): Promise<boolean> {
  const rows = await Promise.all([
    undeliveredRequests(db).select("id").where("place", "=", place).limit(1).execute(),
    undeliveredDiscussions(db).select("id").where("place", "=", place).limit(1).execute(),
  ]);
  return rows.flat().length > 0;
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

/** As much of a discussion as it takes to show its messages. */
export type Header = Pick<Discussion, "id" | "seats"> & {
  readonly isActive: boolean;
  readonly deliveredSeq: number;
};

/** The oldest discussion of a place of which it was not shown everything. */
export async function discussion(db: Db, place: string): Promise<Header | undefined> {
  const row = await undeliveredDiscussions(db)
    .select(headerColumns)
    .where("place", "=", place)
    .orderBy("createdAt")
    .limit(1)
    .executeTakeFirst();
  return row && toHeader(row);
}

export async function header(db: Db, discussionId: string): Promise<Header | undefined> {
  const row = await db
    .selectFrom("discussion")
    .select(headerColumns)
    .where("id", "=", discussionId)
    .executeTakeFirst();
  return row && toHeader(row);
}

/** The reply to the request that began a discussion, and the message in which it is shown. */
export async function firstReply(
  db: Db,
  discussionId: string,
): Promise<
  | {
      readonly requestId: string;
      readonly place: string;
      readonly reply: string;
      readonly messageId: number | null;
    }
  | undefined
> {
  return await db
    .selectFrom("discussion")
    .innerJoin("request", "request.id", "discussion.requestId")
    .innerJoin("delivery", "delivery.requestId", "request.id")
    .select([
      "request.id as requestId",
      "request.place",
      "request.reply",
      "delivery.telegramMessageId as messageId",
    ])
    .where("discussion.id", "=", discussionId)
    .orderBy("delivery.part", "desc")
    .limit(1)
    .executeTakeFirst();
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

const headerColumns = ["id", "status", "seats", "deliveredSeq"] as const;

function toHeader({
  status,
  seats,
  ...row
}: {
  readonly id: string;
  readonly status: string;
  readonly seats: string;
  readonly deliveredSeq: number;
}): Header {
  return {
    ...row,
    isActive: status === "active",
    seats: parseSeats(seats),
  };
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
