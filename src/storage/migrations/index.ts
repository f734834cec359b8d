import type { Migration } from "kysely/migration";
import { up as tables } from "./0001-tables.ts";

/** In order; append only. Imported statically, so that no stray file is ever run. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-tables": { up: tables },
};
