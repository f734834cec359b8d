import type { Texts } from "../core/texts/english.ts";
import type { ModelListing } from "../models/fetch-model-list.ts";

/** Why there is no list of a router's models now, and what to do. */
export function listProblem(
  router: string,
  listing: Exclude<ModelListing, { kind: "listed" }> | { readonly kind: "fetching" },
  { team }: Texts,
): string {
  if (listing.kind === "fetching") return team.listFetching(router);
  switch (listing.reason) {
    case "unreachable":
      return team.listUnreachable(router);
    case "wrong_key":
      return team.listWrongKey(router);
    case "unreadable":
      return team.listUnreadable(router);
  }
}
