import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { migrate } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migrations/index.ts";
import { searchDiscussions } from "../../src/storage/search.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

describe.each(databases)("search on $name", ({ name, open }) => {
  let database: TestDatabase;
  let table: Table;
  let answer: string;

  beforeEach(async () => {
    database = await open();
    answer = "Nothing much.";
    table = layTable(database, [scriptedModel("claude", () => answer)]);
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  async function ask(question: string, answered: string, place = "web"): Promise<string> {
    answer = answered;
    const { discussionId = "" } = await table.say(`/in Inbox /open ${question}`, place);
    await table.ended(discussionId);
    return discussionId;
  }

  async function find(query: string, owner = "web"): Promise<readonly unknown[]> {
    const found = await searchDiscussions(database.db, owner, query, 10);
    return found.map(({ question, seq, text }) => [question, seq, text]);
  }

  test("finds words of questions and of answers, by their beginnings and in any case", async () => {
    await ask("Heat pumps?", "They pay off in Ærø.");
    await ask("Tea or coffee?", "A PUMP makes espresso.");

    expect(await find("pump")).toEqual([
      ["Tea or coffee?", 1, "A PUMP makes espresso."],
      ["Heat pumps?", 0, "Heat pumps?"],
    ]);
    expect(await find("Ærø OFF")).toEqual([["Heat pumps?", 1, "They pay off in Ærø."]]);
    expect(await find("pump tea")).toEqual([]);
  });

  test("keeps to the discussions of one chat", async () => {
    await ask("Heat pumps?", "Yes.", "telegram:-7:3");

    expect(await find("pumps")).toEqual([]);
    expect(await find("pumps", "telegram:-7")).toEqual([["Heat pumps?", 0, "Heat pumps?"]]);
  });

  test.each(["", "  ", "%", '" OR 1', "pumps' & !x", "*", "NEAR(", ":*", "\\", "a".repeat(3000)])(
    "gives nothing a meaning in %#",
    async (query) => {
      await ask("Tea?", "Coffee.");

      expect(await find(query)).toEqual([]);
    },
  );

  test("forgets what is deleted", async () => {
    await ask("Heat pumps?", "Warm.");

    await table.say("/project delete Inbox confirmed");

    expect(await find("pumps")).toEqual([]);
    expect(await find("warm")).toEqual([]);
  });

  test("stores an answer that is longer than an index takes", async () => {
    const long = `needle ${"hay ".repeat(500_000)}`;

    await ask("Long?", long);

    expect(await find("needle")).toEqual([["Long?", 1, long]]);
  });

  test("finds what was said before there was an index", async () => {
    const { db } = database;
    await ask("Heat pumps?", "Warm.");
    for (const statement of withoutIndex[name]) await sql.raw(statement).execute(db);

    const upToIndex = Object.fromEntries(Object.entries(migrations).slice(0, 2));
    await migrate(db.withoutPlugins(), upToIndex);

    expect(await find("warm")).toEqual([["Heat pumps?", 1, "Warm."]]);
    expect(await find("heat")).toEqual([["Heat pumps?", 0, "Heat pumps?"]]);
  });
});

/** Back to the tables of before. */
const withoutIndex = {
  sqlite: [
    "drop trigger search_question",
    "drop trigger search_message",
    "drop trigger search_forget_message",
    "drop table search_index",
    "drop table search_text",
    "delete from kysely_migration where name >= '0002-search'",
  ],
  postgres: [
    "drop index message_text",
    "drop index discussion_text",
    "delete from kysely_migration where name >= '0002-search'",
  ],
};
