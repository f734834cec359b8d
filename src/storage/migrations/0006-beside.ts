import type { Kysely } from "kysely";

/** A question that is asked beside the current discussion says beside which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("discussion").addColumn("beside_id", "text").execute();
}
