import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Discussion } from "../../src/core/discussion.ts";
import { ModelError } from "../../src/core/errors.ts";
import * as endedDiscussions from "../../src/storage/ended-discussions.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { migrations } from "../../src/storage/migrations/index.ts";
import { searchDiscussions } from "../../src/storage/search.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { modelSays, newDiscussion, openRound } from "../support/history.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

const { signal } = new AbortController();

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
    const found = await searchDiscussions(database.db, owner, query, 10, signal);
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

  test.each([
    "GPT-4",
    "gpt",
    "prompt",
    "core/prompt.ts",
    "String",
    "example",
    "www.example.com",
    "mail",
  ])("finds %s in words that are put together", async (query) => {
    const words = "GPT-4: see src/core/prompt.ts, Map<String> at www.example.com, ann@mail.org.";
    await ask("Which?", words);

    expect(await find(query)).toEqual([["Which?", 1, words]]);
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

  test("finds all of what is said, and said anew, between two searches", async () => {
    const id = await ask("Heat pumps?", "Warm.");
    expect(await find("cold")).toEqual([]);

    answer = "Cold.";
    await table.say("/next");
    await table.ended(id);
    answer = "A cold shower.";
    await table.say("@claude And now?");
    await table.until(id, ({ messages }) => messages.at(-1)?.content === answer);

    expect(await find("cold")).toEqual([["Heat pumps?", 2, "Cold."]]);
    expect(await find("shower")).toEqual([["Heat pumps?", 4, "A cold shower."]]);
  });

  test("finds an answer that took the place of one, and no longer that one", async () => {
    let isBroken = true;
    await table.close();
    const broken = scriptedModel("claude", () => {
      if (isBroken) throw new ModelError("unavailable", { partialText: "A broken word" });
      return "A whole one.";
    });
    table = layTable(database, [broken]);
    const id = await ask("Heat pumps?", "");
    expect(await find("broken")).toEqual([["Heat pumps?", 1, "A broken word"]]);

    isBroken = false;
    await table.say("/retry");
    await table.until(id, ({ messages }) => messages.at(-1)?.content === "A whole one.");

    expect(await find("broken")).toEqual([]);
    expect(await find("whole")).toEqual([["Heat pumps?", 2, "A whole one."]]);
  });

  test("finds the first and the last words of a discussion of 150 answers that was held elsewhere", async () => {
    const { project } = await table.discussion(await ask("Heat pumps?", "Warm."));
    let long: Discussion = { ...newDiscussion(), project, status: "completed" };
    for (let seq = 1; seq <= 150; seq += 1) {
      long = modelSays(openRound(long, "parallel"), "claude", `It is nr${seq}x.`);
    }

    await endedDiscussions.insert(database.db, long, { requestId: "import:1" });

    for (const seq of [1, 50, 51, 100, 150]) {
      expect(await find(`nr${seq}x`)).toEqual([["Where is the crane?", seq, `It is nr${seq}x.`]]);
    }
    expect(await find("crane")).toEqual([["Where is the crane?", 0, "Where is the crane?"]]);
  });

  test("finds what was said before there was an index", async () => {
    const { db } = database;
    await ask("Heat pumps?", "Warm.");
    for (const statement of withoutIndex[name]) await sql.raw(statement).execute(db);

    await migrate(db.withoutPlugins(), migrations);

    expect(await find("warm")).toEqual([["Heat pumps?", 1, "Warm."]]);
    expect(await find("heat")).toEqual([["Heat pumps?", 0, "Heat pumps?"]]);
  });

  test("finds once what the index of an earlier moai holds", async () => {
    const { db } = database;
    for (const statement of withoutIndex[name]) await sql.raw(statement).execute(db);
    const earlier = Object.fromEntries(Object.entries(migrations).slice(0, 4));
    await migrate(db.withoutPlugins(), earlier);
    // This moai asks as it does; only the search is of before.
    await sql`alter table discussion add column beside_id text`.execute(db);
    await ask("Heat pumps?", "Warm.");
    await sql`alter table discussion drop column beside_id`.execute(db);

    await migrate(db.withoutPlugins(), migrations);
    await ask("Tea?", "A warm cup.");

    expect(await find("warm")).toEqual([
      ["Tea?", 1, "A warm cup."],
      ["Heat pumps?", 1, "Warm."],
    ]);
  });
});

/** Back to the tables of the first version. */
const withoutIndex = {
  sqlite: [
    "drop trigger search_forget_message",
    "drop table search_index",
    "drop table search_text",
    "drop index discussion_unindexed",
    "alter table discussion drop column indexed_seq",
    ...withoutTheOthers(),
  ],
  postgres: ["drop index message_text", "drop index discussion_text", ...withoutTheOthers()],
};

function withoutTheOthers(): readonly string[] {
  return [
    "drop index delivery_telegram_message_id",
    "alter table request drop column person_id",
    "alter table discussion drop column beside_id",
    "drop table picked_model",
    "delete from kysely_migration where name >= '0002-search'",
  ];
}
