import { sql } from "kysely";
import { ownerOf, type Place } from "../core/place.ts";
import type { Db } from "./database.ts";
import { isSqlite } from "./is-sqlite.ts";
import { prepared, type ValueOf } from "./prepared.ts";

/** What stands at a place: nothing selected, when it was never seen. */
export type PlaceState = {
  readonly id: Place;
  readonly projectId: string | null;
  readonly discussionId: string | null;
  readonly language: string | null;
};

/**
 * Lets one transaction at a time decide for a chat with all its topics, as on SQLite, where they take turns anyway: what
 * it reads stays so until it is stored.
 */
export async function hold(trx: Db, place: Place): Promise<void> {
  if (isSqlite(trx)) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${ownerOf(place)}, 0))`.execute(trx);
}

const byId = prepared((db, valueOf: ValueOf<{ id: Place }>) =>
  db.selectFrom("place").selectAll().where("id", "=", valueOf("id")),
);

export async function load(db: Db, id: Place): Promise<PlaceState> {
  const [row] = await byId(db, { id });
  return row ?? { id, projectId: null, discussionId: null, language: null };
}

export async function update(
  db: Db,
  id: Place,
  change: Partial<Omit<PlaceState, "id">>,
): Promise<void> {
  await db
    .insertInto("place")
    .values({ id, projectId: null, discussionId: null, language: null, ...change })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ id, ...change }))
    .execute();
}

const withDiscussion = prepared((db, valueOf: ValueOf<{ id: Place; discussionId: string }>) =>
  db
    .insertInto("place")
    .values({
      id: valueOf("id"),
      projectId: null,
      discussionId: valueOf("discussionId"),
      language: null,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ discussionId: valueOf("discussionId") }),
    ),
);

export async function setDiscussion(db: Db, id: Place, discussionId: string): Promise<void> {
  await withDiscussion(db, { id, discussionId });
}
