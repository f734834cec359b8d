import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Db } from "../../src/storage/database.ts";
import * as deliveries from "../../src/storage/deliveries.ts";
import * as discussionLists from "../../src/storage/discussion-lists.ts";
import * as discussions from "../../src/storage/discussions.ts";
import * as requests from "../../src/storage/requests.ts";
import { completeSearch } from "../../src/storage/search-index.ts";
import { databases, type TestDatabase } from "../support/databases.ts";

/** What a long-lived moai asks all the time must not grow with what it has stored. */
describe("SQLite", () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await databases[0].open();
  });

  afterEach(async () => {
    await database.close();
  });

  /** How SQLite would find the rows of each query that `ask` makes. */
  async function plansOf(ask: (db: Db) => Promise<unknown>): Promise<string> {
    const { db } = database;
    const plans: string[] = [];
    const explaining = db.withPlugin({
      transformQuery(args) {
        plans.push(db.getExecutor().compileQuery(args.node, args.queryId).sql);
        return args.node;
      },
      transformResult: async ({ result }) => result,
    });
    await ask(explaining);
    const explained = await Promise.all(
      plans.map((query) =>
        db.executeQuery({
          ...db.selectFrom("place").compile(),
          sql: `explain query plan ${query}`,
        }),
      ),
    );
    return explained
      .flatMap(({ rows }) => rows.map((row) => z.object({ detail: z.string() }).parse(row).detail))
      .join("\n");
  }

  test.each([
    ["discussions with work", (db: Db) => discussions.active(db), "discussion_active"],
    ["places behind", (db: Db) => deliveries.behind(db), "discussion_undelivered"],
    ["places behind with a reply", (db: Db) => deliveries.behind(db), "request_undelivered"],
    [
      "a discussion to show",
      (db: Db) => deliveries.discussion(db, "telegram:1"),
      "discussion_undelivered",
    ],
    ["replies to show", (db: Db) => deliveries.replies(db, "telegram:1"), "request_undelivered"],
    ["what runs at a place", (db: Db) => discussionLists.activeAt(db, "web"), "discussion_active"],
    [
      "what the search lacks",
      (db: Db) => completeSearch(db, new AbortController().signal),
      "discussion_unindexed",
    ],
    ["who asked for what runs", (db: Db) => requests.askersAt(db, "web"), "discussion_active"],
  ])("finds %s by the index that holds nothing else", async (_, ask, index) => {
    const plans = await plansOf(ask);

    expect(plans).toMatch(new RegExp(`INDEX ${index}\\b`));
    expect(plans).not.toMatch(/SCAN \w+$/m);
  });
});
