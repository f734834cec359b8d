import type { Place } from "../core/place.ts";
import type { Db } from "./database.ts";

/** A part of a message or of a reply, as it stands in a chat. */
export type Part = {
  readonly part: number;
  /** Undefined while it is not known whether it stands there. */
  readonly telegramMessageId: number | undefined;
  /** `begun`: a beginning of it stands there and is still to be completed. */
  readonly state: "sending" | "begun" | "sent" | "refused";
};

/** What is shown: a stored message, or the reply to a request. */
export type Delivered = { readonly kind: "message" | "request"; readonly id: string };

/** Longer ones are shown when they are whole. */
const maxDraftParts = 5;

export async function load(db: Db, of: Delivered): Promise<readonly Part[]> {
  const rows = await db
    .selectFrom("delivery")
    .select(["part", "telegramMessageId", "state"])
    .where(of.kind === "message" ? "messageId" : "requestId", "=", of.id)
    .orderBy("part")
    .execute();
  return rows.map(({ part, telegramMessageId, state }) => ({
    part,
    telegramMessageId: telegramMessageId ?? undefined,
    state: state === "sent" || state === "begun" || state === "refused" ? state : "sending",
  }));
}

export async function save(
  db: Db,
  of: Delivered,
  at: { readonly place: Place; readonly now: Date },
  {
    part,
    telegramMessageId = null,
    state,
  }: Pick<Part, "part" | "state"> & {
    readonly telegramMessageId?: number | undefined | null;
  },
): Promise<void> {
  await write(db, `${of.id}:${part}`, {
    place: at.place,
    messageId: of.kind === "message" ? of.id : null,
    requestId: of.kind === "request" ? of.id : null,
    part,
    telegramMessageId,
    state,
    updatedAt: at.now.toISOString(),
  });
}

export async function forget(db: Db, of: Delivered, part: number): Promise<void> {
  await db.deleteFrom("delivery").where("id", "=", `${of.id}:${part}`).execute();
}

/** Remembers what stands in a chat for something that is not stored yet, under a key of its own. */
export async function saveDraft(
  db: Db,
  key: string,
  at: { readonly place: Place; readonly now: Date },
  { part, telegramMessageId }: { readonly part: number; readonly telegramMessageId: number },
): Promise<void> {
  await write(db, draftId(key, part), {
    place: at.place,
    messageId: null,
    requestId: null,
    part,
    telegramMessageId,
    state: "begun",
    updatedAt: at.now.toISOString(),
  });
}

/** The Telegram messages of a draft, by part. */
export async function drafts(db: Db, key: string): Promise<readonly (number | undefined)[]> {
  const rows = await rowsOfDraft(db, key);
  return rows.map(({ telegramMessageId }) => telegramMessageId ?? undefined);
}

/**
 * What stood there as a draft is the beginning of this from now on. In one statement for each part, so that
 * no crash leaves a draft behind that something else could take for its own.
 */
export async function adopt(db: Db, key: string, of: Delivered): Promise<void> {
  if ((await load(db, of)).length > 0) return;
  for (const { id, part } of await rowsOfDraft(db, key)) {
    await db
      .updateTable("delivery")
      .set({
        id: `${of.id}:${part}`,
        ...(of.kind === "message" ? { messageId: of.id } : { requestId: of.id }),
      })
      .where("id", "=", id)
      .execute();
  }
}

/** Whose message a Telegram message shows, where it is a model's. */
export async function speakerOf(
  db: Db,
  place: Place,
  telegramMessageId: number,
): Promise<{ readonly discussionId: string; readonly model: string } | undefined> {
  const row = await db
    .selectFrom("delivery")
    .innerJoin("message", "message.id", "delivery.messageId")
    .select(["message.discussionId", "message.model"])
    .where("delivery.telegramMessageId", "=", telegramMessageId)
    .where("delivery.place", "=", place)
    .executeTakeFirst();
  return row?.model ? { discussionId: row.discussionId, model: row.model } : undefined;
}

/** The reply that a Telegram message shows, as JSON, where it is one. */
export async function replyShownIn(
  db: Db,
  place: Place,
  telegramMessageId: number,
): Promise<string | undefined> {
  const row = await db
    .selectFrom("delivery")
    .innerJoin("request", "request.id", "delivery.requestId")
    .select("request.reply")
    .where("delivery.telegramMessageId", "=", telegramMessageId)
    .where("delivery.place", "=", place)
    .executeTakeFirst();
  return row?.reply;
}

async function rowsOfDraft(db: Db, key: string) {
  const ids = Array.from({ length: maxDraftParts }, (_, index) => draftId(key, index + 1));
  return await db
    .selectFrom("delivery")
    .select(["id", "part", "telegramMessageId"])
    .where("id", "in", ids)
    .orderBy("part")
    .execute();
}

function draftId(key: string, part: number): string {
  return `draft:${key}:${part}`;
}

async function write(
  db: Db,
  id: string,
  row: {
    readonly place: Place;
    readonly messageId: string | null;
    readonly requestId: string | null;
    readonly part: number;
    readonly telegramMessageId: number | null;
    readonly state: Part["state"];
    readonly updatedAt: string;
  },
): Promise<void> {
  await db
    .insertInto("delivery")
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
