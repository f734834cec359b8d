import createPurify from "dompurify";
import { Marked } from "marked";
import type { PageTexts } from "../../../core/texts/english.ts";

/** Page and participant have the first two ranks of headings. */
const topHeading = 3;

const marked = new Marked({
  gfm: true,
  renderer: {
    heading({ tokens, depth }) {
      const rank = Math.min(depth + topHeading - 1, 6);
      return `<h${rank}>${this.parser.parseInline(tokens)}</h${rank}>`;
    },
    // A picture from elsewhere would tell its server who reads this.
    image({ href, text }) {
      const link = document.createElement("a");
      link.href = href;
      link.textContent = text || href;
      return link.outerHTML;
    },
    checkbox({ checked }) {
      return checked ? "☑ " : "☐ ";
    },
  },
});

const purify = createPurify(window);

/** What Markdown can mean, and nothing else: no pictures, frames, forms, styles or drawings. */
const allowedTags = [
  ..."a blockquote br code del details em h3 h4 h5 h6 hr kbd li ol p pre s strong sub summary sup".split(
    " ",
  ),
  ..."table tbody td th thead tr ul".split(" "),
];
const allowedAttributes = ["align", "class", "href", "start", "title"];

/** A text in its top-level blocks, as HTML that is not safe yet, with the place where each ends. */
export type SplitText = {
  readonly text: string;
  readonly blocks: readonly { readonly html: string; readonly end: number }[];
};

/** No answer that somebody reads is longer. */
const maxLength = 50_000;
/** More text may still change the last block, and the one before it while the last is hardly begun. */
const openBlocks = 2;

/**
 * Splits a text that perhaps goes on where `before` ended: then only its end is read again. Undefined for what
 * is too long, or nested deeper than the parser can follow: such a text is shown as it is.
 */
export function splitBlocks(markdown: string, before?: SplitText): SplitText | undefined {
  if (markdown.length > maxLength) return undefined;
  const text = markdown.replaceAll(/\r\n?/g, "\n");
  // What a definition says holds in all blocks.
  const isLonger =
    before !== undefined && text.startsWith(before.text) && !/^ {0,3}\[[^\]\n]+\]:/m.test(text);
  const closed = isLonger ? before.blocks.slice(0, -openBlocks) : [];
  let end = closed.at(-1)?.end ?? 0;
  try {
    const added = marked.lexer(text.slice(end)).map((token) => {
      end += token.raw.length;
      const isShown = token.type !== "space" && token.type !== "def";
      return { html: isShown ? marked.parser([token]) : "", end };
    });
    return { text, blocks: [...closed, ...added.filter(({ html }) => html !== "")] };
  } catch {
    return undefined;
  }
}

/** Safe whatever is in it. */
export function renderBlock(html: string, labels: PageTexts["markdown"]): DocumentFragment {
  const fragment = purify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  // Of all classes only the language of a block of code means something.
  for (const element of fragment.querySelectorAll("[class]")) {
    if (languageOf(element) === undefined) element.removeAttribute("class");
  }
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  for (const code of fragment.querySelectorAll("pre")) makeScrollable(code, labels.code);
  for (const table of fragment.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "wide";
    table.replaceWith(frame);
    frame.append(table);
    makeScrollable(frame, labels.table);
  }
  return fragment;
}

/** The language that a block of code says it is in. */
export function languageOf(code: Element): string | undefined {
  return code.localName === "code"
    ? /^language-([\w+#-]{1,20})$/.exec(code.className)?.[1]
    : undefined;
}

/** Words of a block of code in spans that have a colour, and nothing else. */
export function renderSpans(html: string): DocumentFragment {
  return purify.sanitize(html, {
    ALLOWED_TAGS: ["span"],
    ALLOWED_ATTR: ["class"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}

/** Wider than its column, it is scrolled with the keyboard as well. */
function makeScrollable(element: HTMLElement, label: string): void {
  element.tabIndex = 0;
  // No landmark: an answer may have many of them.
  element.role = "group";
  element.ariaLabel = label;
}
