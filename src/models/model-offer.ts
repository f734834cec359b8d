import type { ModelList } from "./create-model-list.ts";

/** What can be picked beyond the models of the settings. */
export type ModelOffer = {
  /** Tells this router's models from those of others, where picked ones are stored. */
  readonly router: string;
  /** The router as people know it. */
  readonly title: string;
  readonly list: ModelList;
  /** Makes a model usable from now on. A name that is there already stays what it is. */
  readonly add: (model: { readonly name: string; readonly id: string }) => void;
};
