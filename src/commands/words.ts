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
