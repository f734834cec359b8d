import { sql } from "kysely";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { describeDatabaseProblem } from "../../src/storage/describe-database-problem.ts";
import * as requests from "../../src/storage/requests.ts";
import { createSqlite } from "../support/databases.ts";

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
