import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
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
  { name: "sqlite", create: createSqlite, open: () => openTestDatabase(createSqlite) },
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
      else await onServer(`drop database ${copy.name} with (force)`);
    },
  };
}

async function copyTemplate(): Promise<Copy> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(`create database ${name} template ${templateDatabase}`);
  return { name, shape: await onServer(shapeQuery, name) };
}

async function isEmptied({ name, shape }: Copy): Promise<boolean> {
  try {
    if ((await onServer(shapeQuery, name)) !== shape) return false;
    await onServer(emptyQuery, name);
    return true;
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

/** What is not kept by Kysely for its migrations. */
const emptyQuery = `
  do $$ begin execute (
    select 'truncate ' || string_agg(quote_ident(tablename), ',')
    from pg_tables where schemaname = 'public' and tablename not like 'kysely%'
  ); end $$`;

/** Returns the first value of what the query gives. */
async function onServer(query: string, name?: string): Promise<string> {
  const server = inject("postgresUrl");
  const url = name === undefined ? server : databaseUrl(server, name);
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: query, rowMode: "array" });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}
