/** Line breaks and tabs are all that a text file needs of these; a terminal obeys some of the others. */
// oxlint-disable-next-line no-control-regex
const controls = /[\0-\x08\v\f\x0E-\x1F\x7F-\x9F]/g;
/** The controls, and line breaks of other kinds: most texts have none. */
// oxlint-disable-next-line no-control-regex
const rare = /[\0-\x08\v-\x1F\x7F-\x9F\u2028\u2029]/;
/** They turn the direction of what follows, which may be somebody else's words. */
const directions = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Somebody's words with their own line breaks, but none around them, and nothing that is not text. */
export function readableText(text: string): string {
  const words = rare.test(text)
    ? text.replaceAll(/\r\n?|[\u2028\u2029]/g, "\n").replaceAll(controls, "")
    : text;
  return words
    .replace(/^(?:[^\S\n]*\n)+/, "")
    .trimEnd()
    .toWellFormed();
}

/** A name or a sentence as one line of plain words. */
export function plainLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(controls, "").replaceAll(directions, "").trim();
}

/** Cut where it is longer, never within a character. */
export function shortLine(text: string, longest: number): string {
  const line = plainLine(text);
  if (line.length <= longest) return line;
  return `${line
    .slice(0, longest - 1)
    .toWellFormed()
    .replace(/\uFFFD$/, "")
    .trimEnd()}…`;
}

/** One line as Markdown: whatever is in it, it neither ends its line nor means anything but itself. */
export function escapeMarkdown(text: string): string {
  return (
    plainLine(text)
      .toWellFormed()
      .replaceAll(/[\\`*~[\]<>&|#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
      // At the beginning of a list item these would begin a list or a rule.
      .replace(/^[-+=]/, String.raw`\$&`)
      .replace(/^(\d+)([.)])(?=\s|$)/, String.raw`$1\$2`)
  );
}

/** Every line is marked, so that headings, fences and HTML in it stay in it. */
export function blockQuote(text: string): string {
  const lines = readableText(text).split("\n");
  return lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n");
}
