import type { Seat } from "./discussion.ts";
import { displayName } from "./display-name.ts";

/** What models wrote, with the names that people know in place of the seats' labels; whole labels only. */
export function labelsToNames(text: string, seats: readonly Seat[]): string {
  return createNaming(seats)(text);
}

/** The same for many pieces of one discussion. */
export function createNaming(seats: readonly Seat[]): (text: string) => string {
  const names = new Map(seats.map(({ model, label }) => [label, displayName(model)]));
  const labels = wholeWords([...names.keys()]);
  return (text) =>
    names.size === 0 ? text : text.replace(labels, (label) => names.get(label) ?? label);
}

/** What a person wrote, with the seats' labels in place of the models' names, so that names stay unknown. */
export function namesToLabels(text: string, seats: readonly Seat[]): string {
  const names = new Map(
    seats.flatMap(({ model, label }) => [
      [`@${model}`, label],
      [displayName(model), label],
    ]),
  );
  return text.replace(wholeWords([...names.keys()]), (name) => names.get(name) ?? name);
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

function wholeWords(words: readonly string[]): RegExp {
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(RegExp.escape);
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}_])(?:${longestFirst.join("|")})(?![\p{L}\p{N}_])`,
    "gu",
  );
}
