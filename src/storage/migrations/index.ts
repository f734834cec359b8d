import type { Migration } from "kysely/migration";
import { up as tables } from "./0001-tables.ts";
import { up as search } from "./0002-search.ts";
import { up as telegramMessages } from "./0003-telegram-messages.ts";
import { up as pickedModels } from "./0004-picked-models.ts";
import { up as searchBehind } from "./0005-search-behind.ts";
import { up as beside } from "./0006-beside.ts";

/** In order; append only. Imported statically, so that no stray file is ever run. */
export const migrations: Readonly<Record<string, Migration>> = {
  "0001-tables": { up: tables },
  "0002-search": { up: search },
  "0003-telegram-messages": { up: telegramMessages },
  "0004-picked-models": { up: pickedModels },
  "0005-search-behind": { up: searchBehind },
  "0006-beside": { up: beside },
};
