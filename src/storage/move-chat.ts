import type { Place } from "../core/place.ts";
import type { Db } from "./database.ts";

/**
 * Gives everything of a chat to another: a group that became a supergroup has a new id, and no topics yet. Doing
 * it again changes nothing.
 */
export async function moveChat(db: Db, from: Place, to: Place): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await moveProjects(trx, from, to);
    for (const table of ["discussion", "request"] as const) {
      await trx.updateTable(table).set({ place: to }).where("place", "=", from).execute();
    }
    // Messages have other numbers there: an edit by the old one would hit another message.
    await trx
      .updateTable("delivery")
      .set({ place: to, telegramMessageId: null })
      .where("place", "=", from)
      .execute();
    const old = await trx.selectFrom("place").selectAll().where("id", "=", from).executeTakeFirst();
    if (!old) return;
    await trx.deleteFrom("place").where("id", "in", [from, to]).execute();
    await trx
      .insertInto("place")
      .values({ ...old, id: to })
      .execute();
  });
}

/** A project that the new chat has under the same name takes in the discussions of the old one. */
async function moveProjects(trx: Db, from: Place, to: Place): Promise<void> {
  const old = await trx
    .selectFrom("project")
    .select(["id", "nameKey"])
    .where("owner", "=", from)
    .execute();
  for (const { id, nameKey } of old) {
    const same = await trx
      .selectFrom("project")
      .select("id")
      .where("owner", "=", to)
      .where("nameKey", "=", nameKey)
      .executeTakeFirst();
    if (!same) {
      await trx.updateTable("project").set({ owner: to }).where("id", "=", id).execute();
      continue;
    }
    const projectId = same.id;
    await trx.updateTable("discussion").set({ projectId }).where("projectId", "=", id).execute();
    await trx.updateTable("place").set({ projectId }).where("projectId", "=", id).execute();
    await trx.deleteFrom("project").where("id", "=", id).execute();
  }
}
