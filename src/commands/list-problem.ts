import type { ModelListing } from "../models/fetch-model-list.ts";
import type { ModelOffer } from "../models/model-offer.ts";

/** Why there is no list of a router's models now, and what to do. */
export function listProblem(
  { title }: Pick<ModelOffer, "title">,
  listing: Exclude<ModelListing, { kind: "listed" }> | { readonly kind: "fetching" },
): string {
  if (listing.kind === "fetching") {
    return `The list of ${title} is being fetched. Try again in a moment.`;
  }
  switch (listing.reason) {
    case "unreachable":
      return `${title} could not be reached for its list of models. Try again in a moment.`;
    case "wrong_key":
      return `${title} did not accept AI_API_KEY and gave no list of models. Whoever runs moai can set another key.`;
    case "unreadable":
      return `${title} answered with something that is no list of models. The models of the settings work all the same.`;
  }
}
