import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable("project")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("name_key", "text", (column) => column.notNull())
    .addColumn("models", "text", (column) => column.notNull())
    .addColumn("settings", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("project_owner_name_key", ["owner", "name_key"])
    .execute();

  await schema
    .createTable("discussion")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("project_id", "text", (column) =>
      column.notNull().references("project.id").onDelete("cascade"),
    )
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("request_id", "text", (column) => column.notNull().unique())
    .addColumn("question", "text", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("seats", "text", (column) => column.notNull())
    .addColumn("system_prompt", "text", (column) => column.notNull())
    .addColumn("rounds_wanted", "integer", (column) => column.notNull())
    .addColumn("resumed_after_round", "integer", (column) => column.notNull())
    .addColumn("stop_reason", "text")
    .addColumn("budget_nano_usd", "bigint")
    .addColumn("is_report_wanted", "integer", (column) => column.notNull())
    .addColumn("reported_seq", "integer", (column) => column.notNull())
    .addColumn("last_seq", "integer", (column) => column.notNull())
    .addColumn("delivered_seq", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("discussion_project_id")
    .on("discussion")
    .columns(["project_id", "created_at"])
    .execute();
  await schema
    .createIndex("discussion_place")
    .on("discussion")
    .columns(["place", "created_at"])
    .execute();
  // The active rows are the queue: scanned at start and asked for by place, few among many. With the columns of the
  // index above, or SQLite would take that one.
  await schema
    .createIndex("discussion_active")
    .on("discussion")
    .columns(["place", "created_at"])
    .where(sql.ref("status"), "=", sql.lit("active"))
    .execute();

  // What a chat has not been shown yet: nothing, nearly always. The page shows what is stored.
  await schema
    .createIndex("discussion_undelivered")
    .on("discussion")
    .columns(["place", "created_at"])
    .where(
      sql<boolean>`${sql.ref("place")} <> ${sql.lit("web")} and ${sql.ref("delivered_seq")} < ${sql.ref("last_seq")}`,
    )
    .execute();

  await schema
    .createTable("round")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("discussion_id", "text", (column) =>
      column.notNull().references("discussion.id").onDelete("cascade"),
    )
    .addColumn("round_number", "integer", (column) => column.notNull())
    .addColumn("type", "text", (column) => column.notNull())
    .addUniqueConstraint("round_discussion_id_round_number", ["discussion_id", "round_number"])
    .execute();

  await schema
    .createTable("message")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("discussion_id", "text", (column) =>
      column.notNull().references("discussion.id").onDelete("cascade"),
    )
    .addColumn("round_id", "text", (column) =>
      column.notNull().references("round.id").onDelete("cascade"),
    )
    .addColumn("seq", "integer", (column) => column.notNull())
    .addColumn("author_kind", "text", (column) => column.notNull())
    .addColumn("author_name", "text", (column) => column.notNull())
    .addColumn("model", "text")
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("timestamp", "text", (column) => column.notNull())
    .addColumn("is_direct", "integer", (column) => column.notNull())
    .addColumn("addressees", "text")
    .addColumn("heard_seq", "integer")
    .addColumn("outcome", "text")
    .addColumn("position", "text")
    .addColumn("input_tokens", "integer")
    .addColumn("output_tokens", "integer")
    .addColumn("cached_tokens", "integer")
    .addColumn("reasoning_tokens", "integer")
    .addColumn("cost_nano_usd", "bigint")
    .addColumn("latency_ms", "integer")
    .addColumn("answered_by", "text")
    .addUniqueConstraint("message_discussion_id_seq", ["discussion_id", "seq"])
    .execute();
  await schema.createIndex("message_round_id").on("message").column("round_id").execute();
  // A model has one turn in a round, however many processes ask it; direct answers are not turns.
  await schema
    .createIndex("message_round_id_model")
    .unique()
    .on("message")
    .columns(["round_id", "model"])
    .where(sql.ref("is_direct"), "=", sql.lit(0))
    .execute();

  await schema
    .createTable("consensus")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("discussion_id", "text", (column) =>
      column.notNull().unique().references("discussion.id").onDelete("cascade"),
    )
    .addColumn("agreements", "text", (column) => column.notNull())
    .addColumn("disagreements", "text", (column) => column.notNull())
    .addColumn("generated_at", "text", (column) => column.notNull())
    .addColumn("generated_by", "text", (column) => column.notNull())
    .addColumn("report", "text", (column) => column.notNull())
    .addColumn("covers_seq", "integer", (column) => column.notNull())
    .addColumn("ratification", "text")
    .execute();

  await schema
    .createTable("place")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("project_id", "text", (column) =>
      column.references("project.id").onDelete("set null"),
    )
    .addColumn("discussion_id", "text", (column) =>
      column.references("discussion.id").onDelete("set null"),
    )
    .addColumn("language", "text")
    .execute();
  await schema.createIndex("place_project_id").on("place").column("project_id").execute();
  await schema.createIndex("place_discussion_id").on("place").column("discussion_id").execute();

  await schema
    .createTable("request")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("reply", "text", (column) => column.notNull())
    .addColumn("is_delivered", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("request_undelivered")
    .on("request")
    .column("place")
    .where(
      sql<boolean>`${sql.ref("place")} <> ${sql.lit("web")} and ${sql.ref("is_delivered")} = ${sql.lit(0)}`,
    )
    .execute();

  await schema
    .createTable("delivery")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("place", "text", (column) => column.notNull())
    .addColumn("message_id", "text", (column) =>
      column.references("message.id").onDelete("cascade"),
    )
    .addColumn("request_id", "text", (column) =>
      column.references("request.id").onDelete("cascade"),
    )
    .addColumn("part", "integer", (column) => column.notNull())
    .addColumn("telegram_message_id", "bigint")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .execute();
  await schema
    .createIndex("delivery_message_id_part")
    .unique()
    .on("delivery")
    .columns(["message_id", "place", "part"])
    .execute();
  await schema
    .createIndex("delivery_request_id_part")
    .unique()
    .on("delivery")
    .columns(["request_id", "part"])
    .execute();
}
