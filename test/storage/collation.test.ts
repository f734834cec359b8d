import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import { layTable } from "../support/lay-table.ts";
import { databaseUrl } from "../support/postgres-server.ts";

test("a discussion is found by the beginning of its id, whatever the language of PostgreSQL", async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const server = new Client({ connectionString: inject("postgresUrl") });
  await server.connect();
  // As many are made; those of the other tests order characters by their numbers.
  await server.query(
    `create database ${name} template template0 locale_provider icu icu_locale 'en-US' locale 'C' encoding 'UTF8'`,
  );
  const database = await openDatabase(databaseUrl(inject("postgresUrl"), name));
  const table = layTable(database);
  onTestFinished(async () => {
    await table.close();
    await database.close();
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  });
  const { discussionId } = await table.say("/in Inbox /open Where is the crane?");
  await table.ended(discussionId);

  const reply = await table.say(`/resume ${discussionId?.slice(0, 6)}`);

  expect(reply.discussionId).toBe(discussionId);
});
