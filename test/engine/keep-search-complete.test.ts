import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { keepSearchComplete } from "../../src/engine/keep-search-complete.ts";
import { createLog } from "../../src/log.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

const noPauses = { beforeMs: 0, betweenMs: 0 };
const countRows = z.tuple([z.object({ count: z.int() })]);

describe("the search of SQLite", () => {
  let database: TestDatabase;
  let table: Table;
  let closing: AbortController;
  let kept: Promise<void>;
  let logged: string[];

  beforeEach(async () => {
    database = await databases[0].open();
    table = layTable(database, [scriptedModel("claude", () => "Nothing much.")]);
    closing = new AbortController();
    logged = [];
  });

  afterEach(async () => {
    closing.abort();
    await kept;
    await table.close();
    await database.close();
  });

  function keep(): void {
    const log = createLog("debug", { write: (line) => void logged.push(line) });
    kept = keepSearchComplete({ db: database.db, bus: table.bus, log }, closing.signal, noPauses);
  }

  async function ask(question: string): Promise<void> {
    const { discussionId } = await table.say(`/in Inbox /open ${question}`);
    await table.ended(discussionId);
  }

  async function textsIndexed(): Promise<number> {
    const { rows } = await sql`select count(*) as count from search_text`.execute(database.db);
    return countRows.parse(rows)[0].count;
  }

  /** However long it takes: the test's own time is the limit. */
  async function untilIndexed(texts: number): Promise<void> {
    while ((await textsIndexed()) < texts) await new Promise(setImmediate);
  }

  test("has what was said without anybody searching", async () => {
    keep();

    await ask("Tea?");
    await untilIndexed(2);
    await ask("Coffee?");
    await untilIndexed(4);

    expect(await textsIndexed()).toBe(4);
  });

  test("has what was said before a restart", async () => {
    await ask("Tea?");
    expect(await textsIndexed()).toBe(0);

    keep();

    await untilIndexed(2);
  });

  test("is completed though something is always said", async () => {
    await ask("Tea?");
    keep();
    let isTalking = true;
    const talk = () => {
      table.bus.publish({ kind: "changed", place: "web", discussionId: undefined });
      if (isTalking) setImmediate(talk);
    };
    talk();

    await untilIndexed(2);

    isTalking = false;
  });

  test("is completed later when it cannot be now", async () => {
    await sql`alter table search_index rename to search_index_away`.execute(database.db);
    keep();
    await ask("Tea?");
    while (logged.length === 0) await new Promise(setImmediate);
    expect(logged[0]).toContain("the search could not be completed yet");

    await sql`alter table search_index_away rename to search_index`.execute(database.db);
    await ask("Coffee?");

    await untilIndexed(4);
  });

  test("is left alone once the process ends", async () => {
    keep();
    closing.abort();
    await kept;

    await ask("Tea?");

    expect(await textsIndexed()).toBe(0);
  });
});
