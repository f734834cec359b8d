import type { Seat } from "./discussion.ts";
import { displayName } from "./display-name.ts";

/** What models wrote, with the names that people know in place of the seats' labels; whole labels only. */
export function labelsToNames(text: string, seats: readonly Seat[]): string {
  return createNaming(seats)(text);
}

/** The same for many pieces of one discussion. */
export function createNaming(seats: readonly Seat[]): (text: string) => string {
  const names = new Map(seats.map(({ model, label }) => [label, displayName(model)]));
  return (text) => replaceWords(text, names);
}

/** What a person wrote, with the seats' labels in place of the models' names, so that names stay unknown. */
export function namesToLabels(text: string, seats: readonly Seat[]): string {
  const names = new Map(
    seats.flatMap(({ model, label }) => [
      [`@${model}`, label],
      [displayName(model), label],
    ]),
  );
  return replaceWords(text, names);
}

/** Whom a report names: one who was heard is stored by short name, anybody else by the words of the report. */
export function isSeated(seats: readonly Pick<Seat, "model">[], name: string): boolean {
  return seats.some(({ model }) => model === name);
}

/**
 * The length of the end of `text` that may be the beginning of a label, or of a longer one: streamed text is
 * held there.
 */
export function unfinishedLabel(text: string, seats: readonly Seat[]): number {
  const longest = Math.max(0, ...seats.map(({ label }) => label.length));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (seats.some(({ label }) => label.startsWith(end))) return length;
  }
  return 0;
}

/** Whole words only. Most texts have none, and a pattern for them is dear to make and to run. */
function replaceWords(text: string, replacements: ReadonlyMap<string, string>): string {
  const words = [...replacements.keys()].filter((word) => text.includes(word));
  if (words.length === 0) return text;
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(RegExp.escape);
  const pattern = String.raw`(?<![\p{L}\p{N}_])(?:${longestFirst.join("|")})(?![\p{L}\p{N}_])`;
  return text.replace(new RegExp(pattern, "gu"), (word) => replacements.get(word) ?? word);
}
