import { type Speech, useSpeech } from "./speech.ts";

/** What pressing the button around it may cost, where that is known. */
export function Price({ nanoUsd }: { readonly nanoUsd: number | null | undefined }) {
  const { format } = useSpeech();
  // Said by the button's description: its name stays what it does.
  return nanoUsd === null || nanoUsd === undefined ? null : (
    <span class="button-price" aria-hidden="true">
      ≈ {format.cost(nanoUsd)}
    </span>
  );
}

export function describePrice(
  nanoUsd: number | null | undefined,
  { says, format }: Pick<Speech, "says" | "format">,
): string | undefined {
  return nanoUsd === null || nanoUsd === undefined
    ? undefined
    : says.actions.costs(format.cost(nanoUsd));
}
