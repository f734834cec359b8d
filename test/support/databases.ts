import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { inject } from "vitest";
import { type OpenDatabase, openDatabase } from "../../src/storage/database.ts";
import { databaseUrl, templateDatabase } from "./postgres-server.ts";

/** A database that nobody has open yet. */
export type DatabasePlace = { readonly url: string; readonly remove: () => Promise<void> };

/** `close` also removes it. */
export type TestDatabase = OpenDatabase & { readonly url: string };

/** For describe.each: every `open` gives a fresh, empty, migrated database. */
export const databases = [
  { name: "sqlite", create: createSqlite, open: () => openTestDatabase(copySqlite) },
  { name: "postgres", create: createPostgres, open: () => openTestDatabase(createPostgres) },
] as const;

async function openTestDatabase(create: () => Promise<DatabasePlace>): Promise<TestDatabase> {
  const { url, remove } = await create();
  const database = await openDatabase(url);
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await remove();
    },
  };
}

export async function createSqlite(): Promise<DatabasePlace> {
  const directory = await mkdtemp(join(tmpdir(), "moai-sqlite-"));
  return {
    url: `sqlite:${join(directory, "moai.db")}`,
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

/** A migrated, empty file: read once, for to make the tables takes longer than many a test. */
let migrated: Promise<Buffer> | undefined;

async function copySqlite(): Promise<DatabasePlace> {
  migrated ??= migrateSqlite();
  const place = await createSqlite();
  await writeFile(pathOf(place), await migrated);
  return place;
}

async function migrateSqlite(): Promise<Buffer> {
  const place = await createSqlite();
  const database = await openDatabase(place.url);
  await database.close();
  const file = await readFile(pathOf(place));
  await place.remove();
  return file;
}

function pathOf({ url }: DatabasePlace): string {
  return url.slice("sqlite:".length);
}

type Copy = { readonly name: string; readonly shape: string };

/** Emptied, to be used again. Nothing ends them but the server's own end. */
const spare: Copy[] = [];

/**
 * A copy of a migrated template, or one that was emptied, which takes much less time. One whose tables or
 * migrations a test has changed is not used again.
 */
export async function createPostgres(): Promise<DatabasePlace> {
  const copy = spare.pop() ?? (await copyTemplate());
  return {
    url: databaseUrl(inject("postgresUrl"), copy.name),
    async remove() {
      if (await isEmptied(copy)) spare.push(copy);
      else await on(undefined, (ask) => ask(`drop database ${copy.name} with (force)`));
    },
  };
}

async function copyTemplate(): Promise<Copy> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await on(undefined, (ask) => ask(`create database ${name} template ${templateDatabase}`));
  return { name, shape: await on(name, (ask) => ask(shapeQuery)) };
}

async function isEmptied({ name, shape }: Copy): Promise<boolean> {
  try {
    return await on(name, async (ask) => {
      if ((await ask(shapeQuery)) !== shape) return false;
      await ask(emptyQuery);
      return true;
    });
  } catch {
    return false;
  }
}

const shapeQuery = `
  select
    (select string_agg(concat_ws(' ', oid, relname, relnatts), ',' order by oid)
      from pg_class where relnamespace = 'public'::regnamespace)
    || (select string_agg(attrelid || attname, ',' order by attrelid, attnum)
      from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace)
    || (select string_agg(name, ',' order by name) from kysely_migration)`;

/** What is not kept by Kysely for its migrations. Tables this small are emptied sooner than truncated. */
const emptyQuery = `
  do $$ declare name text; begin
    for name in select tablename from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'
    loop execute 'delete from ' || quote_ident(name); end loop;
  end $$`;

/** Connects to that database, or to the server's own. `ask` returns the first value of what a query gives. */
async function on<Result>(
  name: string | undefined,
  work: (ask: (query: string) => Promise<string>) => Promise<Result>,
): Promise<Result> {
  const server = inject("postgresUrl");
  const url = name === undefined ? server : databaseUrl(server, name);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (query) => {
      const { rows } = await client.query({ text: query, rowMode: "array" });
      return String(rows[0]?.[0]);
    });
  } finally {
    await client.end();
  }
}
