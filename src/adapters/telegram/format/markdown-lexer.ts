import { Marked } from "marked";
import type { MarkedToken, Token, TokenizerExtension } from "marked";

/** GitHub's Markdown as models write it. Custom syntax comes out as marked's own kinds of token. */
export function lexMarkdown(markdown: string): readonly MarkedToken[] {
  return marked.lexer(markdown).filter(isMarkedToken);
}

export function isMarkedToken(token: Token): token is MarkedToken {
  return tokenTypes.has(token.type);
}

/** `$$…$$`, `\[…\]` on their own lines. A single `$` is money. */
const blockMath: TokenizerExtension = {
  name: "blockMath",
  level: "block",
  start: (source) => positive(source.search(/(?:^|\n) {0,3}(?:\$\$|\\\[)/)),
  tokenizer(source) {
    const match = /^ {0,3}(?:\$\$([^$]+)\$\$|\\\[((?:(?!\\\])[^]){1,2000})\\\]) *(?:\n|$)/.exec(
      source,
    );
    const text = (match?.[1] ?? match?.[2] ?? "").trim();
    if (match === null || text === "") return undefined;
    return { type: "code", raw: match[0], lang: "latex", text };
  },
};

/**
 * The same inside a line, where two dollars may also be a price, and `\(…\)`. `\[` needs a space, since `\[1\]` is an
 * escaped bracket.
 */
const inlineMath: TokenizerExtension = {
  name: "inlineMath",
  level: "inline",
  start: (source) => positive(source.indexOf("$$")),
  tokenizer(source) {
    const match =
      /^(?:\$\$([^$\n]+)\$\$|\\\[\s((?:(?!\\\])[^]){1,2000})\s\\\]|\\\(((?:(?!\\\))[^\n]){1,2000})\\\))/.exec(
        source,
      );
    const text = (match?.[1] ?? match?.[2] ?? match?.[3] ?? "").trim();
    if (match === null || text === "") return undefined;
    const isPrices = match[1] !== undefined && !mathSign.test(text);
    return isPrices ? undefined : { type: "codespan", raw: match[0], text };
  },
};

/** "$$ for lunch and $$$ for dinner" has none of these. */
const mathSign = /[\\^_={}+*/<>|]|^\S+$/;

/**
 * CommonMark does not close `**Привет!**мир` or `**中文。**中文`, since the marker stands between
 * punctuation and a letter. Scripts without spaces write so all the time, hence this exception to
 * the rule: `**` after a blank, and both markers next to a letter outside ASCII.
 */
const tightEmphasis: TokenizerExtension = {
  name: "tightEmphasis",
  level: "inline",
  tokenizer(source, before) {
    const match = tightStrong.exec(source) ?? tightEm.exec(source);
    if (match === null) return undefined;
    const [raw, text = ""] = match;
    const isStrong = raw.startsWith("**");
    const previous = before.at(-1)?.raw.at(-1) ?? "";
    const next = String.fromCodePoint(source.codePointAt(raw.length) ?? 0x20);
    const isTight =
      nonAsciiLetter.test(previous) ||
      nonAsciiLetter.test(next) ||
      (isStrong && /^\s?$/.test(previous));
    if (!isTight) return undefined;
    return { type: isStrong ? "strong" : "em", raw, text, tokens: this.lexer.inlineTokens(text) };
  },
};

const tightStrong = /^\*\*(?![\s*])((?:[^*\n`\\]|\*(?!\*)|\\.|`[^`\n]*`)+)(?<![\s*])\*\*(?!\*)/;
const tightEm = /^\*(?![\s*])((?:[^*\n`\\]|\\.|`[^`\n]*`)+)(?<!\s)\*(?!\*)/;
const nonAsciiLetter = /(?![\p{ASCII}])[\p{L}\p{M}\p{N}]/u;

const marked = new Marked({
  extensions: [blockMath, inlineMath, tightEmphasis],
  tokenizer: {
    // HTML is shown as it was written, with the Markdown in it still working.
    html: () => undefined,
    tag: () => undefined,
    // One tilde means "about" far more often than it strikes out.
    del: (source) => (source.startsWith("~~") ? false : undefined),
    // A footnote is no link definition.
    def: (source) => (source.startsWith("[^") ? undefined : false),
  },
});

const tokenTypes: ReadonlySet<string> = new Set<MarkedToken["type"]>([
  "blockquote",
  "br",
  "checkbox",
  "code",
  "codespan",
  "def",
  "del",
  "em",
  "escape",
  "heading",
  "hr",
  "html",
  "image",
  "link",
  "list",
  "list_item",
  "paragraph",
  "space",
  "strong",
  "table",
  "text",
]);

function positive(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
