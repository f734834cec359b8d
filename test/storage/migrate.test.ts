import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError } from "../../src/core/errors.ts";
import { type Db, openDatabase } from "../../src/storage/database.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migrations/index.ts";
import { databases } from "../support/databases.ts";

const newest = Object.keys(migrations).toSorted().at(-1);

describe.each(databases)("migrate on $name", ({ create, open }) => {
  it("does nothing the second time", async () => {
    const { db, close } = await open();
    onTestFinished(close);
    const before = await applied(db);

    await migrate(db.withoutPlugins(), migrations);

    expect(before).toEqual(Object.keys(migrations));
    expect(await applied(db)).toEqual(before);
  });

  it("runs what is missing in the order of the names", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    await migrate(db.withoutPlugins(), {
      "9002-answer": {
        up: (trx) => trx.schema.alterTable("vote").addColumn("answer", "text").execute(),
      },
      "9001-vote": {
        up: (trx) => trx.schema.createTable("vote").addColumn("id", "text").execute(),
      },
      ...migrations,
    });

    expect(await applied(db)).toEqual([...Object.keys(migrations), "9001-vote", "9002-answer"]);
  });

  it("leaves nothing of the earlier ones when a later one fails", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    const outcome = migrate(db.withoutPlugins(), {
      ...migrations,
      "9001-rename": {
        up: (trx) => trx.schema.alterTable("project").renameTo("renamed").execute(),
      },
      "9002-broken": {
        up: (trx) => trx.schema.alterTable("no_such_table").addColumn("x", "text").execute(),
      },
    });

    await expect(outcome).rejects.toThrow("no_such_table");
    expect(await applied(db)).toEqual(Object.keys(migrations));
    expect(await db.selectFrom("project").selectAll().execute()).toEqual([]);
  });

  it("refuses a database that is newer, naming both versions, and frees it", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const newer = await openDatabase(url);
    await sql`insert into kysely_migration values ('9007-votes', '2027-01-01T00:00:00Z')`.execute(
      newer.db,
    );
    await newer.close();

    const refusals = [];
    for (const attempt of [openDatabase, openDatabase]) {
      refusals.push(await attempt(url).catch((error: unknown) => error));
    }

    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(ConfigError);
      expect(String(refusal)).toContain(
        `The database is at version 9007-votes, this moai knows ${newest}. Start the newer moai`,
      );
    }
  });
});

async function applied(db: Db): Promise<readonly unknown[]> {
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
