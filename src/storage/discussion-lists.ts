import type { Place } from "../core/place.ts";
import { sql } from "kysely";
import { z } from "zod";
import type { Discussion } from "../core/discussion.ts";
import type { Db } from "./database.ts";

const statusSchema = z.enum(["active", "completed"]);

export type Listed = {
  readonly id: string;
  readonly projectId: string;
  readonly question: string;
  readonly status: Discussion["status"];
  readonly createdAt: string;
};

/** The discussions of a chat with all its topics, newest first. */
export async function list(db: Db, owner: string, limit: number): Promise<readonly Listed[]> {
  const rows = await listed(db, owner)
    .orderBy("discussion.createdAt", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, status: statusSchema.parse(row.status) }));
}

/** By the beginning of the id; two at most, to tell one from several. */
export async function findByPrefix(
  db: Db,
  owner: string,
  prefix: string,
): Promise<readonly Listed[]> {
  const rows = await listed(db, owner)
    .where("discussion.id", ">=", prefix)
    // Behind every digit and letter of an id, in whatever order a language has for other characters.
    .where("discussion.id", "<", `${prefix}g`)
    .limit(2)
    .execute();
  return rows.map((row) => ({ ...row, status: statusSchema.parse(row.status) }));
}

/** Those that have work at a place. */
export async function activeAt(db: Db, place: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("discussion")
    .select("id")
    .where("place", "=", place)
    .where("status", "=", sql.lit("active"))
    .execute();
  return rows.map((row) => row.id);
}

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

/** Those of a project, oldest first. */
export async function inProject(
  db: Db,
  projectId: string,
): Promise<readonly { readonly id: string; readonly place: Place; readonly createdAt: string }[]> {
  return await db
    .selectFrom("discussion")
    .select(["id", "place", "createdAt"])
    .where("projectId", "=", projectId)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
}

/** Those that were asked beside it: the newest, oldest first. */
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
    .where("besideId", "=", current.id)
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id).toReversed();
}

function listed(db: Db, owner: string) {
  return db
    .selectFrom("discussion")
    .innerJoin("project", "project.id", "discussion.projectId")
    .select([
      "discussion.id",
      "discussion.projectId",
      "discussion.question",
      "discussion.status",
      "discussion.createdAt",
    ])
    .where("project.owner", "=", owner);
}
