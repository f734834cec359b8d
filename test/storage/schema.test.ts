import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Db } from "../../src/storage/database.ts";
import { databases } from "../support/databases.ts";

type ForeignKey = { table: string; column: string; target: string; onDelete: string };
type Index = { table: string; columns: string[]; isPartial: boolean };

const readers = {
  sqlite: { schema: sqliteSchema, foreignKeys: sqliteForeignKeys, indexes: sqliteIndexes },
  postgres: { schema: postgresSchema, foreignKeys: postgresForeignKeys, indexes: postgresIndexes },
};

describe.each(databases)("the tables on $name", ({ name, open }) => {
  const read = readers[name];

  it("are those of the snapshot", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    const schema = await read.schema(db);

    await expect(schema).toMatchFileSnapshot(`__snapshots__/schema.${name}.txt`);
  });

  it("have no reference that is left dangling", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    const foreignKeys = await read.foreignKeys(db);

    expect(foreignKeys.map(({ table, column }) => `${table}.${column}`)).toEqual([
      "consensus.discussion_id",
      "delivery.message_id",
      "delivery.request_id",
      "discussion.project_id",
      "message.discussion_id",
      "message.round_id",
      "place.discussion_id",
      "place.project_id",
      "round.discussion_id",
      // The search of SQLite; PostgreSQL needs no table for it.
      ...(name === "sqlite" ? ["search_text.discussion_id"] : []),
    ]);
    for (const { table, onDelete } of foreignKeys) {
      expect(onDelete).toBe(table === "place" ? "SET NULL" : "CASCADE");
    }
  });

  it("have an index that begins with each reference", async () => {
    const { db, close } = await open();
    onTestFinished(close);

    const indexes = (await read.indexes(db)).filter((index) => !index.isPartial);
    const unindexed = (await read.foreignKeys(db)).filter(
      ({ table, column }) =>
        !indexes.some((index) => index.table === table && index.columns[0] === column),
    );

    expect(indexes.length).toBeGreaterThan(0);
    expect(unindexed).toEqual([]);
  });
});

async function sqliteSchema(db: Db): Promise<string> {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master
     where sql is not null and tbl_name not like 'kysely%' order by tbl_name, type desc, name`.execute(
    db,
  );
  return lines(rows.map((row) => row.sql.replaceAll(/, (?="|constraint)/g, ",\n  ")));
}

async function sqliteForeignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select t.name as "table", k."from" as "column", k."table" as target, k.on_delete as "onDelete"
      from sqlite_master t join pragma_foreign_key_list(t.name) k
     where t.type = 'table' order by 1, 2`.execute(db);
  return rows;
}

async function sqliteIndexes(db: Db): Promise<Index[]> {
  const { rows } = await sql<{ table: string; columns: string; isPartial: number }>`
    select t.name as "table", i.partial as "isPartial",
           (select group_concat(c.name) from (select name from pragma_index_info(i.name) order by seqno) c) as columns
      from sqlite_master t join pragma_index_list(t.name) i
     where t.type = 'table'`.execute(db);
  return rows.map((row) => ({
    table: row.table,
    isPartial: Boolean(row.isPartial),
    columns: row.columns.split(","),
  }));
}

async function postgresSchema(db: Db): Promise<string> {
  const columns = await sql<{ line: string }>`
    select format('%s.%s %s%s', table_name, column_name, data_type,
                  case is_nullable when 'NO' then ' not null' else '' end) as line
      from information_schema.columns
     where table_schema = 'public' and table_name not like 'kysely%'
     order by table_name, ordinal_position`.execute(db);
  const constraints = await sql<{ line: string }>`
    select format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as line
      from pg_constraint
     where connamespace = 'public'::regnamespace and contype <> 'n'
       and conrelid::regclass::text not like 'kysely%'
     order by 1`.execute(db);
  const indexes = await sql<{ line: string }>`
    select indexdef as line from pg_indexes
     where schemaname = 'public' and tablename not like 'kysely%' order by 1`.execute(db);
  return lines([columns, constraints, indexes].flatMap(({ rows }) => rows.map((row) => row.line)));
}

async function postgresForeignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select conrelid::regclass::text as "table", a.attname as "column",
           confrelid::regclass::text as target,
           case confdeltype when 'c' then 'CASCADE' when 'n' then 'SET NULL' else 'NO ACTION' end as "onDelete"
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
     where contype = 'f' order by 1, 2`.execute(db);
  return rows;
}

async function postgresIndexes(db: Db): Promise<Index[]> {
  const { rows } = await sql<Index>`
    select indrelid::regclass::text as "table",
           indpred is not null as "isPartial",
           array(select attname::text from unnest(indkey::int2[]) with ordinality k(attnum, place)
                   join pg_attribute a on a.attrelid = indrelid and a.attnum = k.attnum
                  order by place) as columns
      from pg_index where indrelid::regclass::text not like 'pg_%'`.execute(db);
  return rows;
}

function lines(texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
