import createPurify from "dompurify";
import { Marked } from "marked";

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
const allowedAttributes = ["align", "href", "start", "title"];

/** The top-level blocks of a text, as HTML that is not safe yet. */
export function splitBlocks(markdown: string): readonly string[] {
  const tokens = marked.lexer(markdown);
  return tokens
    .filter(({ type }) => type !== "space" && type !== "def")
    .map((token) => marked.parser([token]));
}

/** Safe whatever is in it. */
export function renderBlock(html: string): DocumentFragment {
  const fragment = purify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: allowedAttributes,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  for (const code of fragment.querySelectorAll("pre")) makeScrollable(code, "Code");
  for (const table of fragment.querySelectorAll("table")) {
    const frame = document.createElement("div");
    frame.className = "wide";
    table.replaceWith(frame);
    frame.append(table);
    makeScrollable(frame, "Table");
  }
  return fragment;
}

/** Wider than its column, it is scrolled with the keyboard as well. */
function makeScrollable(element: HTMLElement, label: string): void {
  element.tabIndex = 0;
  element.role = "region";
  element.ariaLabel = label;
}
