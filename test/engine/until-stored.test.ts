import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenDatabase, openDatabase } from "../../src/storage/database.ts";
import { createSqlite, type DatabasePlace } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

let place: DatabasePlace;
let database: OpenDatabase;
let table: Table;
let calls = 0;
let beforeAnswer: () => unknown;
let reply: () => string;

beforeEach(async () => {
  calls = 0;
  beforeAnswer = () => {};
  reply = () => `West, says call ${calls}. ${"x".repeat(20_000)}`;
  place = await createSqlite();
  // While it waits for the lock, SQLite holds the whole process.
  database = await openDatabase(place.url, { busyTimeoutMs: 1 });
  table = layTable(database, [
    scriptedModel("claude", async () => {
      calls += 1;
      await beforeAnswer();
      return reply();
    }),
    scriptedModel("gpt", () => "East."),
  ]);
  await table.say("/project new Harbour");
});

afterEach(async () => {
  await table.close();
  await database.close();
  await place.remove();
});

async function failedOnce(): Promise<void> {
  await expect.poll(() => table.logged.join("")).toContain("an answer cannot be stored yet");
}

test("an answer that comes while another program writes is stored later and not paid for again", async () => {
  using other = new DatabaseSync(place.url.slice("sqlite:".length));
  beforeAnswer = () => other.exec("begin immediate");

  const { discussionId } = await table.say("/ask claude Where is the crane?");
  await failedOnce();
  other.exec("rollback");
  const ended = await table.ended(discussionId);

  expect(ended.messages).toMatchObject([{ outcome: "answered" }]);
  expect(ended.messages[0]?.content).toContain("West, says call 1.");
  expect(calls).toBe(1);
});

test("a report that comes while another program writes is stored later and not paid for again", async () => {
  using other = new DatabaseSync(place.url.slice("sqlite:".length));
  const { discussionId } = await table.say("/open Where is the crane?");
  await table.ended(discussionId);
  await table.say("/project set secretary claude");
  await table.say("/project set ratify off");
  beforeAnswer = () => other.exec("begin immediate");
  reply = () => JSON.stringify({ agreements: ["The crane is west."], disagreements: [] });

  await table.say("/consensus");
  await failedOnce();
  other.exec("rollback");
  const reported = await table.until(discussionId, ({ consensus }) => consensus !== undefined);

  expect(reported.consensus?.agreements).toMatchObject([{ claim: "The crane is west." }]);
  expect(calls).toBe(2);
});

test("an answer for which the disk has no space is stored once there is some", async () => {
  const mayGrowTo = async (pages: number) => {
    await sql`pragma max_page_count = ${sql.lit(pages)}`.execute(database.db);
  };
  beforeAnswer = () => mayGrowTo(1);

  const { discussionId } = await table.say("/ask claude Where is the crane?");
  await failedOnce();
  const meanwhile = await table.discussion(discussionId);
  await mayGrowTo(100_000);
  const ended = await table.ended(discussionId);

  expect(meanwhile).toMatchObject({ status: "active", messages: [] });
  expect(ended.messages).toMatchObject([{ seq: 1, outcome: "answered" }]);
  expect(calls).toBe(1);
});

test("an answer that still cannot be stored when the process ends does not hold it back", async () => {
  using other = new DatabaseSync(place.url.slice("sqlite:".length));
  beforeAnswer = () => other.exec("begin immediate");
  const { discussionId } = await table.say("/ask claude Where is the crane?");
  await failedOnce();

  await table.close();
  other.exec("rollback");

  expect(await table.discussion(discussionId)).toMatchObject({ status: "active", messages: [] });
});

test("an answer to a discussion that was deleted meanwhile is let go", async () => {
  beforeAnswer = () => database.db.deleteFrom("discussion").execute();

  const { discussionId = "" } = await table.say("/ask claude Where is the crane?");
  await expect.poll(() => table.logged.join("")).toContain("a run broke off");

  await expect(table.discussion(discussionId)).rejects.toThrow("no such discussion");
  expect(calls).toBe(1);
});
