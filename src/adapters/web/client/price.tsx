import { showCost } from "../../../core/cost.ts";

/** What pressing the button around it may cost, where that is known. */
export function Price({ nanoUsd }: { readonly nanoUsd: number | null | undefined }) {
  // Said by the button's description: its name stays what it does.
  return nanoUsd === null || nanoUsd === undefined ? null : (
    <span class="button-price" aria-hidden="true">
      ≈ {showCost(nanoUsd)}
    </span>
  );
}

export function describePrice(nanoUsd: number | null | undefined): string | undefined {
  return nanoUsd === null || nanoUsd === undefined ? undefined : `about ${showCost(nanoUsd)}`;
}
