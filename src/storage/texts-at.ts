import type { Place } from "../core/place.ts";
import type { Texts } from "../core/texts/english.ts";
import { textsOf } from "../core/texts/texts-of.ts";
import type { Db } from "./database.ts";
import * as places from "./places.ts";

/** In the language of a place; in the one given where the place has none yet. */
export async function textsAt(db: Db, place: Place, language?: string): Promise<Texts> {
  return textsOf((await places.load(db, place)).language ?? language);
}
