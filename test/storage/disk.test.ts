import { pbkdf2 } from "node:crypto";
import { stat } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqlite, type DatabasePlace } from "../support/databases.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/database.ts";

/** Those of Node's pool, which also wait for the disk: four where nobody has set another number. */
const threads = Number(process.env["UV_THREADPOOL_SIZE"] ?? 4);

let place: DatabasePlace;
let database: OpenDatabase;

beforeEach(async () => {
  place = await createSqlite();
  database = await openDatabase(place.url);
  await sql`create table note (text text not null)`.execute(database.db);
});

afterEach(async () => {
  await database.close();
  await place.remove();
});

test("what is committed is neither acknowledged nor read until the disk has it", async () => {
  const order: string[] = [];
  const told = (what: string) => () => void order.push(what);
  using other = new DatabaseSync(place.url.slice("sqlite:".length), { readOnly: true });
  const committed = async () => {
    while (other.prepare("select 1 from note").get() === undefined) await nextTick();
  };

  // Until one of these is done there is no thread to wait for the disk.
  const busy = Array.from({ length: threads }, () =>
    promisify(pbkdf2)("", "", 400_000, 32, "sha1"),
  );
  const free = Promise.race(busy).then(told("a thread is free"));
  const written = database
    .write((trx) => sql`insert into note (text) values ('a')`.execute(trx))
    .then(told("written"));
  await committed();
  const read = sql`select text from note`.execute(database.db).then(told("read"));
  told("committed")();
  await Promise.all([free, written, read, ...busy]);

  expect(order).toEqual(["committed", "a thread is free", "written", "read"]);
});

test("what was committed is carried over into the file once nothing more is written", async () => {
  const file = place.url.slice("sqlite:".length);
  const { size } = await stat(file);
  for (let note = 0; note < 60; note += 1) {
    await database.write((trx) => sql`insert into note (text) values (${note})`.execute(trx));
  }

  await expect.poll(async () => (await stat(file)).size).toBeGreaterThan(size);
});

function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
