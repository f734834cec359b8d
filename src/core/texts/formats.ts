export type Formats = {
  number(value: number): string;
  /** An amount in 10⁻⁹ US dollars: two digits that say something, never zero for what did cost. */
  cost(nanoUsd: number): string;
  /** The day of an ISO 8601 time, in UTC. */
  day(time: string): string;
  /** Names one after another, with an "and" before the last. */
  list(names: readonly string[]): string;
};

/** Numbers, money, days and lists as a language writes them. */
export function createFormats(locale: string): Formats {
  const number = new Intl.NumberFormat(locale);
  const cost = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    minimumSignificantDigits: 2,
    maximumSignificantDigits: 2,
    // Cents where they say something, else as many digits as it takes.
    roundingPriority: "morePrecision",
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const list = new Intl.ListFormat(locale);
  return {
    number: (value) => number.format(value),
    cost: (nanoUsd) => cost.format(nanoUsd / 1e9),
    day: (time) => day.format(new Date(time)),
    list: (names) => list.format(names),
  };
}
