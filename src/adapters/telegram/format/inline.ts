import type { Token, Tokens } from "marked";
import { decodeNamedReferences } from "./character-references.ts";
import { toSafeUrl } from "./safe-url.ts";
import { isMarkedToken } from "./markdown-lexer.ts";
import type { TextBuilder } from "./text-builder.ts";

export interface InlineOptions {
  /** Names after an `@` that are put in code, lest Telegram links them to a stranger's account. */
  readonly handles: readonly string[];
}

export function writeInline(
  out: TextBuilder,
  tokens: readonly Token[],
  options: InlineOptions,
): void {
  for (const token of tokens.filter(isMarkedToken)) {
    switch (token.type) {
      case "strong":
        out.style({ type: "bold" }, () => writeInline(out, token.tokens, options));
        break;
      case "em":
        out.style({ type: "italic" }, () => writeInline(out, token.tokens, options));
        break;
      case "del":
        out.style({ type: "strikethrough" }, () => writeInline(out, token.tokens, options));
        break;
      case "codespan":
        out.literal({ type: "code" }, token.text);
        break;
      case "link":
        writeLink(out, token, options);
        break;
      case "image":
        writeImage(out, token, options);
        break;
      case "br":
        out.write("\n");
        break;
      case "checkbox":
        out.write(token.checked ? "☑ " : "☐ ");
        break;
      case "text":
        // A line of a list item holds its own inline tokens.
        if (token.tokens === undefined) writeText(out, token.text, options);
        else writeInline(out, token.tokens, options);
        break;
      case "escape":
        out.write(token.text);
        break;
      case "blockquote":
      case "code":
      case "def":
      case "heading":
      case "hr":
      case "html":
      case "list":
      case "list_item":
      case "paragraph":
      case "space":
      case "table":
        out.write(token.raw);
        break;
    }
  }
}

function writeText(out: TextBuilder, source: string, { handles }: InlineOptions): void {
  const text = decodeNamedReferences(source).replaceAll(/<br *\/?>/gi, "\n");
  if (handles.length === 0) {
    out.write(text);
    return;
  }
  const names = handles.map((handle) => RegExp.escape(handle)).join("|");
  // With one group, split puts what matched at the odd places.
  const pieces = text.split(new RegExp(`(?<![\\w@.])(@(?:${names}))(?!\\w)`, "gi"));
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) out.literal({ type: "code" }, piece);
    else out.write(piece);
  }
}

function writeLink(out: TextBuilder, token: Tokens.Link, options: InlineOptions): void {
  const href = token.autolink ? token.href : decodeNamedReferences(token.href);
  const url = toSafeUrl(href);
  if (token.autolink) {
    // Telegram finds bare addresses by itself.
    out.write(token.text);
  } else if (url !== undefined) {
    out.style({ type: "text_link", url }, () => writeInline(out, token.tokens, options));
  } else {
    writeInline(out, token.tokens, options);
    const address = href.replace(/^mailto:/i, "");
    if (address !== "" && address !== token.text) out.write(` (${address})`);
  }
}

function writeImage(out: TextBuilder, token: Tokens.Image, options: InlineOptions): void {
  const href = decodeNamedReferences(token.href);
  const url = toSafeUrl(href);
  const caption = () => {
    out.write("🖼 ");
    if (token.text === "") out.write(href);
    else writeInline(out, token.tokens, options);
  };
  if (url !== undefined) {
    out.style({ type: "text_link", url }, caption);
    return;
  }
  caption();
  if (token.text !== "") out.write(` (${href})`);
}
