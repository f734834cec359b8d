import type { Db } from "./database.ts";

/** A model that somebody took from a router's list. */
export type PickedModel = {
  /** Short name. */
  readonly name: string;
  /** What the router calls it. */
  readonly id: string;
};

/** Those of one router, the first picked first. */
export async function list(db: Db, router: string): Promise<readonly PickedModel[]> {
  return await db
    .selectFrom("pickedModel")
    .select(["name", "modelId as id"])
    .where("router", "=", router)
    .orderBy("createdAt")
    .orderBy("name")
    .execute();
}

/** Returns false, and stores nothing, when the router has one of this name or id already. */
export async function insert(
  db: Db,
  router: string,
  { name, id }: PickedModel,
  createdAt: string,
): Promise<boolean> {
  const row = await db
    .insertInto("pickedModel")
    .values({ router, name, modelId: id, createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("name")
    .executeTakeFirst();
  return row !== undefined;
}

export async function remove(db: Db, router: string, id: string): Promise<void> {
  await db
    .deleteFrom("pickedModel")
    .where("router", "=", router)
    .where("modelId", "=", id)
    .execute();
}
