import type { ModelListing } from "./fetch-model-list.ts";

/** What a router offers, kept for an hour. */
export type ModelList = {
  /**
   * What is known now, without waiting. Where that is nothing, a failure or more than an hour old, the list is fetched
   * for whoever looks next.
   */
  readonly look: () => ModelListing | { readonly kind: "fetching" };
  /** The same for those who can wait. Never rejects. */
  readonly load: () => Promise<ModelListing>;
};

const freshMs = 60 * 60 * 1000;

export function createModelList(
  fetchList: () => Promise<ModelListing>,
  now: () => number = () => performance.now(),
): ModelList {
  let last: { readonly listing: ModelListing; readonly at: number } | undefined;
  let fetching: Promise<ModelListing> | undefined;

  async function refresh(): Promise<ModelListing> {
    const listing = await fetchList();
    fetching = undefined;
    // An old list is better than none.
    if (listing.kind === "listed" || last?.listing.kind !== "listed") last = { listing, at: now() };
    return last.listing;
  }

  function look(): ReturnType<ModelList["look"]> {
    const isFresh = last?.listing.kind === "listed" && now() - last.at < freshMs;
    if (!isFresh) fetching ??= refresh();
    return last?.listing ?? { kind: "fetching" };
  }

  return {
    look,
    async load() {
      const known = look();
      if (known.kind === "listed") return known;
      fetching ??= refresh();
      return await fetching;
    },
  };
}
