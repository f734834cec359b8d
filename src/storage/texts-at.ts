import type { Place } from "../core/place.ts";
import type { Texts } from "../core/texts/english.ts";
import { textsOf } from "../core/texts/texts-of.ts";
import type { Db } from "./database.ts";
import * as places from "./places.ts";

/** What is said at a place by itself is said in its language. */
export async function textsAt(db: Db, place: Place): Promise<Texts> {
  return textsOf((await places.load(db, place)).language);
}
