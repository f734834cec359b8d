const pairs = ['""', "''", "“”", "„“", "„”", "””", "«»", "»«", "‘’", "‚‘", "「」", "『』"];

/** Text without the quotation marks around it, straight or as phones type them. */
export function unquote(text: string): string {
  const trimmed = text.trim();
  const isQuoted = pairs.some(
    ([open = "", close = ""]) =>
      trimmed.length >= 2 && trimmed.startsWith(open) && trimmed.endsWith(close),
  );
  return isQuoted ? trimmed.slice(1, -1).trim() : trimmed;
}

/** The first word and the rest, which may hold line breaks. */
export function firstWord(text: string): readonly [word: string, rest: string] {
  const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [word, rest.trimEnd()];
}

/** Without line breaks, control characters and the marks that turn the direction of writing. */
export function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, "")
    .trim();
}
