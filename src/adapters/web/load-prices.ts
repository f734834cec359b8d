import { priceOfQuestion } from "../../core/estimate.ts";
import type { Place } from "../../core/place.ts";
import type { Db } from "../../storage/database.ts";
import { openings } from "../../storage/openings.ts";
import * as projects from "../../storage/projects.ts";
import { estimatedRounds } from "./discussion-view.ts";

/** Prices change; what the last questions cost is near enough. */
const discussionsLookedAt = 5;

/** What a new question at a place may cost, alone or discussed for one, two, … rounds; null where that is not known. */
export async function loadPrices(
  db: Db,
  place: Place,
): Promise<{ readonly open: number | null; readonly discuss: readonly (number | null)[] }> {
  const project = await projects.selectedAt(db, place);
  const answers = project ? await openings(db, project.id, discussionsLookedAt) : [];
  const priceOf = (rounds: number) =>
    project ? (priceOfQuestion(rounds, project.models, answers) ?? null) : null;
  return {
    open: priceOf(0),
    discuss: Array.from({ length: estimatedRounds }, (_, index) => priceOf(index + 1)),
  };
}
