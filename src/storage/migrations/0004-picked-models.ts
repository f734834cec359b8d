import type { Kysely } from "kysely";

/** Models that people took from a router's list, beyond those of the settings. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("picked_model")
    .addColumn("router", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("model_id", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("picked_model_key", ["router", "name"])
    .addUniqueConstraint("picked_model_id", ["router", "model_id"])
    .execute();
}
