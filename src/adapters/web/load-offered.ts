import { listProblem } from "../../commands/list-problem.ts";
import { describeTerms, searchModels } from "../../core/listed-model.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { Model } from "../../models/model.ts";
import type { ModelOffer } from "../../models/model-offer.ts";

/** More than anybody reads through; a search finds the others. */
const maxShown = 200;

/** What the router offers that has these words, in the language of the browser. Waits for the list. */
export async function loadOffered(
  source: {
    readonly models: ReadonlyMap<string, Model>;
    readonly offer: ModelOffer | undefined;
  },
  query: string,
  texts: Texts,
) {
  if (!source.offer) return { kind: "failed", problem: texts.team.onlyDemo } as const;
  const { title, list } = source.offer;
  const listing = await list.load();
  if (listing.kind === "failed") {
    return { kind: "failed", problem: listProblem(title, listing, texts) } as const;
  }
  const found = searchModels(listing.models, query);
  const names = new Map([...source.models.values()].map(({ id, name }) => [id, name]));
  return {
    kind: "listed",
    router: title,
    total: found.length,
    models: found.slice(0, maxShown).map((model) => ({
      id: model.id,
      name: model.name,
      /** Null until it was picked for the first time. */
      shortName: names.get(model.id) ?? null,
      terms: describeTerms(model, texts),
    })),
  } as const;
}
