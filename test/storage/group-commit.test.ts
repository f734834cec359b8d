import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../src/storage/database.ts";
import { databases, type TestDatabase } from "../support/databases.ts";

describe.each(databases)("write on $name", ({ open }) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await open();
    await sql`create table note (text text primary key not null)`.execute(database.db);
  });

  afterEach(async () => {
    await database.close();
  });

  const note = (text: string) => async (trx: Db) => {
    await sql`insert into note (text) values (${text})`.execute(trx);
    return text;
  };

  async function notes(): Promise<readonly unknown[]> {
    const { rows } = await sql<{ text: string }>`select text from note order by text`.execute(
      database.db,
    );
    return rows.map(({ text }) => text);
  }

  test("gives each its own result", async () => {
    const written = await Promise.all(["a", "b", "c"].map((text) => database.write(note(text))));

    expect(written).toEqual(["a", "b", "c"]);
    expect(await notes()).toEqual(["a", "b", "c"]);
  });

  test("fails for the one that fails, and the others stand", async () => {
    const results = await Promise.allSettled(
      ["a", "b", "a", "c"].map((text) => database.write(note(text))),
    );

    expect(results.map(({ status }) => status).toSorted()).toEqual([
      "fulfilled",
      "fulfilled",
      "fulfilled",
      "rejected",
    ]);
    expect(await notes()).toEqual(["a", "b", "c"]);
  });

  test("leaves nothing of one that throws after it has written", async () => {
    const failing = async (trx: Db) => {
      await note("half")(trx);
      throw new Error("no more");
    };

    const results = await Promise.allSettled([
      database.write(note("a")),
      database.write(failing),
      database.write(note("b")),
    ]);

    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await notes()).toEqual(["a", "b"]);
  });

  test("goes on after a failure", async () => {
    await database.write(note("a"));
    await expect(database.write(note("a"))).rejects.toThrow(/unique|duplicate/i);

    await expect(database.write(note("b"))).resolves.toBe("b");
  });
});
