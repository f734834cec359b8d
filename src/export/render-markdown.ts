import { Lexer, Marked, Parser } from "marked";
import { escapeHtml } from "./escape-html.ts";

/** Where something but text may begin, or have begun a word before: an address is known by what stands in it. */
const special = /[\\<![\]`*_~@]|:\/\/|www\.| {2}\n/i;

/** The line under a heading, and the second line of a table. */
const underline = /\n {0,3}[=-]/;
const tableRule = /^[^\n]*\n[ |:-]*-/;

/** The document itself has the ranks above. */
const topHeading = 5;

// Not its own `parse`, which puts the options together again for each text.
const { defaults } = new Marked({
  tokenizer: {
    // HTML is shown as it was written, with the Markdown in it still working.
    html: () => undefined,
    tag: () => undefined,
    // Plain words in one piece: marked looks at each of their characters.
    inlineText: (source) => {
      const end = source.search(special);
      const plain = end === -1 ? source : wholeWords(source.slice(0, end));
      return plain === "" ? false : { type: "text", raw: plain, text: plain, escaped: false };
    },
    // What marked would look for in vain, at some length, before each paragraph.
    lheading: (source) => (underline.test(source) ? false : undefined),
    table: (source) => (tableRule.test(source) ? false : undefined),
    // One tilde means "about" far more often than it strikes out.
    del: (source) => (source.startsWith("~~") ? false : undefined),
  },
  renderer: {
    heading({ tokens, depth }) {
      const rank = Math.min(depth + topHeading - 1, 6);
      return `<h${rank}>${this.parser.parseInline(tokens)}</h${rank}>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      return isSafe(href) ? toLink(href, text) : text;
    },
    // A picture from elsewhere would tell its server who reads this.
    image({ href, text }) {
      const shown = escapeHtml(text || href);
      return isSafe(href) ? toLink(href, shown) : shown;
    },
    code({ text }) {
      return `<pre><code>${escapeHtml(text)}</code></pre>\n`;
    },
    html({ text }) {
      return escapeHtml(text);
    },
    checkbox({ checked }) {
      return checked ? "☑ " : "☐ ";
    },
  },
});

/** Marked takes time with the square of these: a minute and more for an answer that is made of nothing else. */
const mostMarks = 5000;
const maxLength = 200_000;

/** HTML that is safe whatever is in the text: marked writes only what Markdown can mean. */
export function renderMarkdown(text: string): string {
  const marks = text.match(/[*_~`[]/g)?.length ?? 0;
  if (text.length > maxLength || marks > mostMarks) return `<pre>${escapeHtml(text)}</pre>\n`;
  try {
    return Parser.parse(Lexer.lex(text, defaults), defaults);
  } catch (error) {
    // Thousands of nested quotes exhaust the stack of marked: shown as they were written.
    if (error instanceof RangeError) return `<pre>${escapeHtml(text)}</pre>\n`;
    throw error;
  }
}

/** On paper a link is followed by its address, unless that is what it says. */
function toLink(href: string, text: string): string {
  const address = escapeHtml(href);
  const isBare = address === text || address === `mailto:${text}` || address === `http://${text}`;
  return `<a href="${address}" rel="noreferrer"${isBare ? ' class="bare"' : ""}>${text}</a>`;
}

function isSafe(href: string): boolean {
  return /^(?:https?:|mailto:)/i.test(href);
}

function wholeWords(text: string): string {
  return text.slice(0, Math.max(0, text.search(/\s\S*$/))).trimEnd();
}
