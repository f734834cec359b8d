import type { Place } from "../core/place.ts";
import type { Db } from "./database.ts";

/** What stands at a place: nothing selected, when it was never seen. */
export type PlaceState = {
  readonly id: Place;
  readonly projectId: string | null;
  readonly discussionId: string | null;
  readonly language: string | null;
};

export async function load(db: Db, id: Place): Promise<PlaceState> {
  const row = await db.selectFrom("place").selectAll().where("id", "=", id).executeTakeFirst();
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
