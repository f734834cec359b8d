import { type Compilable, CompiledQuery, type RawBuilder, sql } from "kysely";
import type { Db } from "./database.ts";

/** Stands in a query for a value that is given when the query is run. */
export type ValueOf<Values> = <Name extends keyof Values & string>(
  name: Name,
) => RawBuilder<Values[Name]>;

type Prepared = { readonly query: CompiledQuery; readonly names: readonly (string | undefined)[] };

/**
 * A query that is made once and run with ever new values. Kysely takes up to ten times as long to make one as
 * SQLite to run it, so what every question and every answer needs is prepared.
 */
export function prepared<Values extends Readonly<Record<string, string | number | null>>, Row>(
  make: (db: Db, valueOf: ValueOf<Values>) => Compilable<Row>,
): (db: Db, values: Values) => Promise<readonly Row[]> {
  // By adapter, which is a database's own: what is made depends on nothing but its dialect.
  const known = new WeakMap<object, Prepared>();

  function prepare(db: Db): Prepared {
    const names = new Map<unknown, string>();
    const query = make(db, (name) => {
      const mark = {};
      names.set(mark, name);
      return sql`${mark}`;
    }).compile();
    const made = { query, names: query.parameters.map((parameter) => names.get(parameter)) };
    known.set(db.getExecutor().adapter, made);
    return made;
  }

  return async (db, values) => {
    const { query, names } = known.get(db.getExecutor().adapter) ?? prepare(db);
    const parameters = query.parameters.map((parameter, index) => {
      const name = names[index];
      return name === undefined ? parameter : values[name];
    });
    const { rows } = await db.executeQuery<Row>({ ...query, parameters });
    return rows;
  };
}
