import type { Discussion } from "../core/discussion.ts";
import type { Db } from "./database.ts";

/** Those of a project that have work, so that deleting it can end them. */
export async function activeInProject(db: Db, projectId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("discussion")
    .select("id")
    .where("projectId", "=", projectId)
    .where("status", "=", "active")
    .execute();
  return rows.map((row) => row.id);
}

export async function countInProject(db: Db, projectId: string): Promise<number> {
  const row = await db
    .selectFrom("discussion")
    .select((expression) => expression.fn.countAll<number>().as("count"))
    .where("projectId", "=", projectId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Those that began at the same place since, without becoming its current one: the newest, oldest first. */
export async function startedBeside(
  db: Db,
  current: Pick<Discussion, "id" | "place" | "createdAt">,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("discussion")
    .select("id")
    .where("place", "=", current.place)
    .where("createdAt", ">=", current.createdAt)
    .where("id", "!=", current.id)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id).toReversed();
}
