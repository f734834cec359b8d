import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { describeDatabaseProblem } from "../../src/storage/describe-database-problem.ts";
import * as requests from "../../src/storage/requests.ts";
import { searchDiscussions } from "../../src/storage/search.ts";
import { createSqlite } from "../support/databases.ts";
import { layTable } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

test("a full disk is told as one, also where SQLite has undone the transaction by itself", async () => {
  const place = await createSqlite();
  const { db, close } = await openDatabase(place.url);
  await sql`pragma max_page_count = 1`.execute(db);
  const notice = { id: "notice:1", place: "web", createdAt: "2026-11-21T00:00:00.000Z" };

  const failed: unknown = await db
    .transaction()
    .execute((trx) => requests.notify(trx, { ...notice, reply: "x".repeat(100_000) }))
    .catch((error: unknown) => error);
  await sql`pragma max_page_count = 100000`.execute(db);
  await db.transaction().execute((trx) => requests.notify(trx, { ...notice, reply: "{}" }));
  const stored = await requests.find(db, notice.id);
  await close();
  await place.remove();

  expect(describeDatabaseProblem(failed)).toContain("no space left");
  expect(stored?.reply).toBe("{}");
});

test("a full disk keeps nobody from searching what is known already", async () => {
  const { signal } = new AbortController();
  const place = await createSqlite();
  const database = await openDatabase(place.url);
  const table = layTable(database, [scriptedModel("claude", () => "pumps ".repeat(10_000))]);
  const find = async () =>
    (await searchDiscussions(database.db, "web", "pumps", 9, signal)).map(
      ({ question }) => question,
    );
  const ask = async (question: string) =>
    await table.ended((await table.say(`/in Inbox /open ${question}`)).discussionId);
  await ask("First?");
  const before = await find();

  await ask("Second?");
  // Rounded up to what the file has: no page is left.
  await sql`pragma max_page_count = 1`.execute(database.db);
  const after = await find();
  await table.close();
  await database.close();
  await place.remove();

  expect(before).toEqual(["First?"]);
  expect(after).toEqual(["First?"]);
});
