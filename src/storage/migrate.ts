import { type Kysely, sql } from "kysely";
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from "kysely/migration";
import { z } from "zod";
import { ConfigError } from "../core/errors.ts";
import type { Schema } from "./schema.ts";

type Migrations = Readonly<Record<string, Migration>>;

const appliedRows = z.array(z.object({ name: z.string() }));

/** All of what is missing, or nothing. Throws ConfigError when the database is newer than moai. */
export async function migrate(db: Kysely<Schema>, migrations: Migrations): Promise<void> {
  await refuseNewer(db, migrations);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function refuseNewer(db: Kysely<Schema>, migrations: Migrations): Promise<void> {
  const applied = await appliedNames(db);
  const unknown = applied
    .filter((name) => !Object.hasOwn(migrations, name))
    .toSorted()
    .at(-1);
  if (unknown === undefined) return;
  const known = Object.keys(migrations).toSorted().at(-1);
  throw new ConfigError([
    `The database is at version ${unknown}, this moai knows ${known}. Start the newer moai, or set DATABASE_URL to another database.`,
  ]);
}

async function appliedNames(db: Kysely<Schema>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return [];
  const applied = await sql`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return appliedRows.parse(applied.rows).map((row) => row.name);
}
