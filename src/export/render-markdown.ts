import { Marked } from "marked";
import { escapeHtml } from "./escape-html.ts";

/** The document itself has the ranks above. */
const topHeading = 5;

const marked = new Marked({
  async: false,
  tokenizer: {
    // HTML is shown as it was written, with the Markdown in it still working.
    html: () => undefined,
    tag: () => undefined,
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
      return isSafe(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">${text}</a>` : text;
    },
    // A picture from elsewhere would tell its server who reads this.
    image({ href, text }) {
      const shown = escapeHtml(text || href);
      return isSafe(href) ? `<a href="${escapeHtml(href)}" rel="noreferrer">${shown}</a>` : shown;
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
    return marked.parse(text, { async: false });
  } catch (error) {
    // Thousands of nested quotes exhaust the stack of marked: shown as they were written.
    if (error instanceof RangeError) return `<pre>${escapeHtml(text)}</pre>\n`;
    throw error;
  }
}

function isSafe(href: string): boolean {
  return /^(?:https?:|mailto:)/i.test(href);
}
