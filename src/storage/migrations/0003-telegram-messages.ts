import type { Kysely } from "kysely";

/** Who asked, as Telegram knows people; and which message it is that somebody replies to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("request").addColumn("person_id", "text").execute();
  await db.schema
    .createIndex("delivery_telegram_message_id")
    .on("delivery")
    .columns(["telegram_message_id", "place"])
    .execute();
}
