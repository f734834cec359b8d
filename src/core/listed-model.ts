import type { Texts } from "./texts/english.ts";

/** A model as a router lists it. */
export type ListedModel = {
  /** What the router calls it. Without blanks, commas and semicolons, which part the words of a command. */
  readonly id: string;
  readonly name: string;
  /** In tokens. */
  readonly contextLength: number | undefined;
  /** In US dollars for a million tokens. Undefined where the router does not say it, or it varies. */
  readonly inputPrice: number | undefined;
  readonly outputPrice: number | undefined;
};

/** `262K tokens` and `$1.20 in, $6.00 out`, as far as they are known. */
export function describeTerms(
  { contextLength, inputPrice, outputPrice }: ListedModel,
  { team, format }: Texts,
): string[] {
  const prices = [
    ...(inputPrice === undefined ? [] : [team.priceIn(format.cost(inputPrice * 1e9))]),
    ...(outputPrice === undefined ? [] : [team.priceOut(format.cost(outputPrice * 1e9))]),
  ];
  const isFree = inputPrice === 0 && outputPrice === 0;
  return [
    ...(contextLength === undefined ? [] : [team.context(format.roughly(contextLength))]),
    ...(isFree ? [team.free] : prices.length > 0 ? [prices.join(", ")] : []),
  ];
}

/** Those that have each word of the query in their id or name, in the order of the list. */
export function searchModels(
  models: readonly ListedModel[],
  query: string,
): readonly ListedModel[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return models.filter(({ id, name }) => {
    const text = fold(`${id} ${name}`);
    return words.every((word) => text.includes(word));
  });
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
