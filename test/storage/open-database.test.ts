import { createHook } from "node:async_hooks";
import { relative } from "node:path";
import { inspect } from "node:util";
import { type Insertable, sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError } from "../../src/core/errors.ts";
import { type Db, type OpenDatabase, openDatabase } from "../../src/storage/database.ts";
import { migrations } from "../../src/storage/migrations/index.ts";
import type { MessageTable } from "../../src/storage/schema.ts";
import { createSqlite, databases } from "../support/databases.ts";

describe.each(databases)("openDatabase on $name", ({ name, create, open }) => {
  it("gives an empty database with every table", async () => {
    const database = await open();
    onTestFinished(database.close);

    const counts = await Promise.all(
      (["project", "discussion", "message", "consensus", "place", "request"] as const).map(
        (table) => database.db.selectFrom(table).selectAll().execute(),
      ),
    );

    expect(counts.flat()).toEqual([]);
    expect(database.engine).toBe(name);
  });

  it("keeps what was stored, also when opened again", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const first = await openDatabase(url);
    await insertProject(first.db, "p1");
    await first.close();

    const second = await openDatabase(url);
    const rows = await second.db.selectFrom("project").selectAll().execute();
    const migrated = await sql`select name from kysely_migration`.execute(second.db);
    await second.close();

    expect(rows).toEqual([project("p1")]);
    expect(migrated.rows).toEqual(
      Object.keys(migrations).map((migration) => ({ name: migration })),
    );
  });

  it("gives back large whole numbers and their sums as numbers", async () => {
    const { db, close } = await open();
    onTestFinished(close);
    await insertProject(db, "p1");
    await insertDiscussion(db, "d1", "p1");
    await insertMessage(db, "m1", { seq: 1, costNanoUsd: 9_000_000_000_000 });
    await insertMessage(db, "m2", { seq: 2, model: "claude", costNanoUsd: 1 });

    const costs = await db.selectFrom("message").select("costNanoUsd").orderBy("seq").execute();
    const total = await db
      .selectFrom("message")
      .select(({ fn }) => [fn.sum("costNanoUsd").as("cost"), fn.countAll().as("count")])
      .executeTakeFirst();

    expect(costs).toEqual([{ costNanoUsd: 9_000_000_000_000 }, { costNanoUsd: 1 }]);
    expect(total).toEqual({ cost: 9_000_000_000_001, count: 2 });
  });

  it("keeps text that looks like JSON or SQL as it was written", async () => {
    const { db, close } = await open();
    onTestFinished(close);
    const question = `{"a_b": [1]} '; drop table project; -- \u{1F5FF} %s ?1 $1\n`;
    await insertProject(db, "p1");

    await insertDiscussion(db, "d1", "p1", question);

    const rows = await db.selectFrom("discussion").select("question").execute();
    expect(rows).toEqual([{ question }]);
  });

  it("deletes with a project everything in it", async () => {
    const { db, close } = await open();
    onTestFinished(close);
    await insertProject(db, "p1");
    await insertDiscussion(db, "d1", "p1");
    await insertMessage(db, "m1", { seq: 1 });

    await db.deleteFrom("project").execute();

    expect(await db.selectFrom("discussion").selectAll().execute()).toEqual([]);
    expect(await db.selectFrom("round").selectAll().execute()).toEqual([]);
    expect(await db.selectFrom("message").selectAll().execute()).toEqual([]);
  });

  it("refuses a discussion of no project", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    await expect(insertDiscussion(db, "d1", "nowhere")).rejects.toThrow(/foreign key/i);
  });

  it("stores one turn of a model per round, and any number of direct answers", async () => {
    const { db, close } = await open();
    onTestFinished(close);
    await insertProject(db, "p1");
    await insertDiscussion(db, "d1", "p1");
    await insertMessage(db, "m1", { seq: 1 });

    await insertMessage(db, "m2", { seq: 2, isDirect: 1 });
    await insertMessage(db, "m3", { seq: 3, isDirect: 1 });

    await expect(insertMessage(db, "m4", { seq: 4 })).rejects.toThrow(/unique/i);
  });

  it("stores nothing of a transaction that fails", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    const outcome = db.transaction().execute(async (trx) => {
      await insertProject(trx, "p1");
      throw new Error("half way");
    });

    await expect(outcome).rejects.toThrow("half way");
    expect(await db.selectFrom("project").selectAll().execute()).toEqual([]);
  });

  it("lets only one of several in that open it at once", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);

    const outcomes = await Promise.allSettled([1, 2, 3].map(() => openDatabase(url)));

    const opened = outcomes.filter((outcome) => outcome.status === "fulfilled");
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(opened).toHaveLength(1);
    expect(refused.map((outcome) => outcome.reason)).toEqual([
      expect.any(ConfigError),
      expect.any(ConfigError),
    ]);
    await opened[0]?.value.close();
    const again = await openDatabase(url);
    await again.close();
  });

  it("can be closed twice", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const database = await openDatabase(url);

    await database.close();

    await expect(database.close()).resolves.toBeUndefined();
  });
});

describe("openDatabase", () => {
  it("opens a database in memory as often as asked", async () => {
    const first = await openDatabase("sqlite::memory:");
    onTestFinished(first.close);
    const second = await openDatabase("sqlite::memory:");
    onTestFinished(second.close);

    await insertProject(first.db, "p1");

    expect(await second.db.selectFrom("project").selectAll().execute()).toEqual([]);
    expect(first.line).toBe("SQLite :memory:");
  });

  it("keeps a SQLite file whole through a power cut, and references intact", async () => {
    const { db, close } = await databases[0].open();
    onTestFinished(close);

    const settings = await sql`
      select journal_mode, synchronous, foreign_keys, timeout
        from pragma_journal_mode, pragma_synchronous, pragma_foreign_keys, pragma_busy_timeout`.execute(
      db,
    );

    expect(settings.rows).toEqual([
      { journalMode: "wal", synchronous: 1, foreignKeys: 1, timeout: 5000 },
    ]);
  });

  it.each([
    ["a transaction", async ({ write }: OpenDatabase) => write((trx) => insertProject(trx, "p1"))],
    ["a single statement", async ({ db }: OpenDatabase) => insertProject(db, "p1")],
  ])("acknowledges %s once SQLite's disk has it", async (_title, store) => {
    const database = await databases[0].open();
    onTestFinished(database.close);
    const disk = watchDisk();
    onTestFinished(disk.end);

    await store(database);

    expect(disk.waits()).toBe(1);
  });

  it("makes the directory of the file", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);

    const database = await openDatabase(url.replace("moai.db", "new/and/deeper/moai.db"));
    onTestFinished(database.close);

    expect(database.line).toMatch(/^SQLite .+\/new\/and\/deeper\/moai\.db$/);
  });

  it("names the file as briefly as it was given", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);
    const given = url.slice("sqlite:".length);

    const database = await openDatabase(`sqlite:${relative(".", given)}/../././moai.db`);
    onTestFinished(database.close);

    expect(database.line).toBe(`SQLite ${relative(".", given)}`);
  });

  it.each([
    ["", /does not begin with sqlite:/],
    ["./data/moai.db", /does not begin with sqlite:/],
    ["mysql://moai:hunter2@db/moai", /does not begin with sqlite:/],
    ["sqlite:", /names no file/],
    ["sqlite://data/moai.db", /names no file/],
    ["sqlite:a\0b", /names no file/],
    ["postgres://moai:hunter2#@db:port/moai", /not a valid PostgreSQL URL/],
    ["postgres://moai:hunter2@/moai", /not a valid PostgreSQL URL/],
  ])("refuses the address %j without repeating it", async (url, message) => {
    const error = await openDatabase(url).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toMatch(message);
    expect(inspect(error)).not.toContain("hunter2");
  });
});

async function insertProject(db: Db, id: string): Promise<void> {
  await db.insertInto("project").values(project(id)).execute();
}

function project(id: string) {
  return {
    id,
    owner: "web",
    name: "Mars",
    nameKey: `mars-${id}`,
    models: "[]",
    settings: "{}",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:00:00.000Z",
  };
}

/** With its first round. */
async function insertDiscussion(db: Db, id: string, projectId: string, question = "Why?") {
  await db
    .insertInto("discussion")
    .values({
      id,
      projectId,
      question,
      place: "web",
      requestId: `request-${id}`,
      type: "open",
      status: "active",
      seats: "[]",
      systemPrompt: "",
      roundsWanted: 1,
      resumedAfterRound: 0,
      lastSeq: 0,
      budgetNanoUsd: null,
      isReportWanted: 0,
      reportedSeq: 0,
      deliveredSeq: 0,
      createdAt: "2026-01-01T00:00:00.000Z",
    })
    .execute();
  await db
    .insertInto("round")
    .values({ id: "r1", discussionId: id, roundNumber: 1, type: "parallel" })
    .execute();
}

/** Counts how often something has waited for a call to the file system on another thread, to its end. */
function watchDisk(): { waits(): number; end(): void } {
  const begun = new Set<number>();
  let waits = 0;
  const hook = createHook({
    init: (id, type) => void (type === "FSREQCALLBACK" && begun.add(id)),
    before: (id) => void (begun.has(id) && (waits += 1)),
  }).enable();
  return { waits: () => waits, end: () => void hook.disable() };
}

async function insertMessage(db: Db, id: string, values: Partial<Insertable<MessageTable>>) {
  await db
    .insertInto("message")
    .values({
      id,
      discussionId: "d1",
      roundId: "r1",
      seq: 1,
      authorKind: "model",
      authorName: "gpt",
      model: "gpt",
      content: "Because.",
      timestamp: "2026-01-01T00:00:00.000Z",
      isDirect: 0,
      ...values,
    })
    .execute();
}
