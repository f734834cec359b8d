import type { Db } from "./database.ts";

export type ListedPlace = {
  readonly id: string;
  /** What stands there. */
  readonly project: string | null;
  readonly question: string | null;
};

/** Every place where something was selected or asked, those with the newest discussion first. */
export async function listPlaces(db: Db, limit: number): Promise<readonly ListedPlace[]> {
  return await db
    .selectFrom("place")
    .leftJoin("project", "project.id", "place.projectId")
    .leftJoin("discussion", "discussion.id", "place.discussionId")
    .select(["place.id", "project.name as project", "discussion.question"])
    .orderBy(
      (expression) => expression.fn.coalesce("discussion.createdAt", expression.val("")),
      "desc",
    )
    .orderBy("place.id")
    .limit(limit)
    .execute();
}
