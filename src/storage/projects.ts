import type { Selectable } from "kysely";
import { z } from "zod";
import type { Place } from "../core/place.ts";
import {
  nameKey,
  type Project,
  type ProjectSettings,
  projectSettingsSchema,
} from "../core/project.ts";
import type { Db } from "./database.ts";
import { prepared, type ValueOf } from "./prepared.ts";
import type { ProjectTable } from "./schema.ts";

const modelsSchema = z.array(z.string());

export async function insert(db: Db, project: Project): Promise<void> {
  await db
    .insertInto("project")
    .values({
      ...project,
      nameKey: nameKey(project.name),
      models: JSON.stringify(project.models),
      settings: JSON.stringify(project.settings),
    })
    .execute();
}

/** By age, oldest first. */
export async function list(db: Db, owner: string): Promise<readonly Project[]> {
  const rows = await db
    .selectFrom("project")
    .selectAll()
    .where("owner", "=", owner)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return rows.map(toProject);
}

const byId = prepared((db, valueOf: ValueOf<{ id: string }>) =>
  db.selectFrom("project").selectAll().where("id", "=", valueOf("id")),
);

export async function load(db: Db, id: string): Promise<Project | undefined> {
  const [row] = await byId(db, { id });
  return row && toProject(row);
}

const atPlace = prepared((db, valueOf: ValueOf<{ place: Place }>) =>
  db
    .selectFrom("place")
    .innerJoin("project", "project.id", "place.projectId")
    .selectAll("project")
    .where("place.id", "=", valueOf("place")),
);

export async function selectedAt(db: Db, place: Place): Promise<Project | undefined> {
  const [row] = await atPlace(db, { place });
  return row && toProject(row);
}

/** Overwrites what a person can change: name, team and settings. */
export async function update(
  db: Db,
  project: Pick<Project, "id" | "name" | "models" | "settings" | "updatedAt">,
): Promise<void> {
  await db
    .updateTable("project")
    .set({
      name: project.name,
      nameKey: nameKey(project.name),
      models: JSON.stringify(project.models),
      settings: JSON.stringify(project.settings),
      updatedAt: project.updatedAt,
    })
    .where("id", "=", project.id)
    .execute();
}

/** Its discussions, and all that was said in them, go with it. */
export async function remove(db: Db, id: string): Promise<void> {
  await db.deleteFrom("project").where("id", "=", id).execute();
}

export function parseSettings(json: string): ProjectSettings {
  return projectSettingsSchema.parse(JSON.parse(json));
}

function toProject(row: Selectable<ProjectTable>): Project {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    models: modelsSchema.parse(JSON.parse(row.models)),
    settings: parseSettings(row.settings),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
