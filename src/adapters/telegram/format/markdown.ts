import type { MarkedToken, Token, Tokens } from "marked";
import type { FormattedText } from "./formatted-text.ts";
import { writeInline } from "./inline.ts";
import type { InlineOptions } from "./inline.ts";
import { isMarkedToken, lexMarkdown } from "./markdown-lexer.ts";
import { writeTable } from "./table.ts";
import { createTextBuilder } from "./text-builder.ts";
import type { TextBuilder } from "./text-builder.ts";

/** A model's Markdown as a Telegram message of any length. Markup left open shows as characters. */
export function formatMarkdown(
  markdown: string,
  options: InlineOptions = { handles: [] },
): FormattedText {
  const source = markdown.toWellFormed();
  try {
    const out = createTextBuilder();
    writeBlocks(out, lexMarkdown(source), 2, options);
    return out.finish();
  } catch (error) {
    // Thousands of nested quotes exhaust the stack of marked: shown as they were written.
    if (error instanceof RangeError) return { text: source.trim(), entities: [] };
    throw error;
  }
}

function writeBlocks(
  out: TextBuilder,
  tokens: readonly Token[],
  gap: number,
  options: InlineOptions,
): void {
  let isFirst = true;
  for (const token of tokens.filter(isMarkedToken)) {
    if (token.type === "space") continue;
    if (!isFirst) out.breakLine(gap);
    writeBlock(out, token, options);
    // The box of a task is followed by its text.
    isFirst = token.type === "checkbox";
  }
}

function writeBlock(out: TextBuilder, token: MarkedToken, options: InlineOptions): void {
  switch (token.type) {
    case "heading":
      out.style({ type: "bold" }, () => writeInline(out, token.tokens, options));
      break;
    case "paragraph":
      writeInline(out, token.tokens, options);
      break;
    case "code":
      writeCode(out, token);
      break;
    case "list":
      writeList(out, token, options);
      break;
    case "blockquote":
      writeQuote(out, token, options);
      break;
    case "table":
      writeTable(out, token, options);
      break;
    case "hr":
      out.write("———");
      break;
    case "def":
      out.write(token.raw.trim());
      break;
    case "br":
    case "checkbox":
    case "codespan":
    case "del":
    case "em":
    case "escape":
    case "html":
    case "image":
    case "link":
    case "list_item":
    case "space":
    case "strong":
    case "text":
      writeInline(out, [token], options);
      break;
  }
}

function writeCode(out: TextBuilder, token: Tokens.Code): void {
  const text = token.text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd();
  const language = /^[\w+#.-]{1,32}/.exec(token.lang ?? "")?.[0];
  out.breakLine(1);
  out.literal({ type: "pre", ...(language !== undefined && { language }) }, text);
}

function writeList(out: TextBuilder, list: Tokens.List, options: InlineOptions): void {
  for (const [index, item] of list.items.entries()) {
    const isTask = item.task && !list.ordered;
    const marker = isTask ? "" : list.ordered ? `${Number(list.start) + index}. ` : "• ";
    out.breakLine(list.loose && index > 0 ? 2 : 1);
    out.write(marker);
    out.indent(" ".repeat(marker.length || 3), () =>
      writeBlocks(out, item.tokens, item.loose ? 2 : 1, options),
    );
  }
}

/** Telegram has one level of quotes; those inside keep their sign. */
function writeQuote(out: TextBuilder, quote: Tokens.Blockquote, options: InlineOptions): void {
  if (!out.isOpen("blockquote")) {
    out.breakLine(1);
    out.quote(() => writeBlocks(out, quote.tokens, 2, options));
    return;
  }
  out.write("> ");
  out.indent("> ", () => writeBlocks(out, quote.tokens, 2, options));
}
