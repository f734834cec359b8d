export type Formats = {
  number(value: number): string;
  /** About how many, as briefly as one says it. */
  roughly(value: number): string;
  /** An amount in 10⁻⁹ US dollars: two digits that say something, never zero for what did cost. */
  cost(nanoUsd: number): string;
  /** The day of an ISO 8601 time, in UTC. */
  day(time: string): string;
  /** Names one after another, with an "and" before the last. */
  list(names: readonly string[]): string;
};

/**
 * Numbers, money, days and lists as a language writes them. Each is made when it is first needed: what Node reads
 * for the first of them takes 11 MB and 20 ms.
 */
export function createFormats(
  locale: string,
  makeRoughly = () => new Intl.NumberFormat(locale, { notation: "compact" }),
): Formats {
  const number = lazily(() => new Intl.NumberFormat(locale));
  const roughly = lazily(makeRoughly);
  const cost = lazily(
    () =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency: "USD",
        currencyDisplay: "narrowSymbol",
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        minimumSignificantDigits: 2,
        maximumSignificantDigits: 2,
        // Cents where they say something, else as many digits as it takes.
        roundingPriority: "morePrecision",
      }),
  );
  const day = lazily(
    () => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }),
  );
  const list = lazily(() => new Intl.ListFormat(locale));
  return {
    number: (value) => number().format(value),
    roughly: (value) => roughly().format(value),
    cost: (nanoUsd) => cost().format(nanoUsd / 1e9),
    day: (time) => day().format(new Date(time)),
    list: (names) => list().format(names),
  };
}

function lazily<Value>(make: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= make());
}
