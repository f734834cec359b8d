import type { MessageEntity } from "grammy/types";
import { sliceFormatted } from "./formatted-text.ts";
import type { FormattedText } from "./formatted-text.ts";

type Style =
  | { readonly type: "bold" | "italic" | "strikethrough" }
  | { readonly type: "text_link"; readonly url: string };
type Literal = { readonly type: "code" } | { readonly type: "pre"; readonly language?: string };
type Mark = Style | Literal | { readonly type: "blockquote" };

export type TextBuilder = ReturnType<typeof createTextBuilder>;

/** A quote that is longer than this, in UTF-16 units, is shown folded. */
const expandableFrom = 600;

/**
 * Collects text and entities, and keeps Telegram's nesting rules: code and pre stand in nothing but
 * a quote, quotes and links are not nested, no style is doubled. Line breaks asked for before the
 * first text or after the last one leave no trace.
 */
export function createTextBuilder() {
  const entities: MessageEntity[] = [];
  const open: { readonly mark: Mark; start: number }[] = [];
  let text = "";
  let wantedNewlines = 0;
  let indentation = "";

  return { write, breakLine, indent, style, literal, quote, isOpen, finish };

  function write(addition: string): void {
    startLine(indentation);
    text += addition.replaceAll("\n", `\n${indentation}`);
  }

  /** What comes next is preceded by at least so many newlines. */
  function breakLine(newlines: number): void {
    wantedNewlines = Math.max(wantedNewlines, newlines);
  }

  /** Every line that begins inside `body` begins with `prefix`. */
  function indent(prefix: string, body: () => void): void {
    const outer = indentation;
    indentation += prefix;
    body();
    indentation = outer;
  }

  function style(mark: Style, body: () => void): void {
    startLine(indentation);
    span(mark, body);
  }

  /** Code or pre: the text as it is. */
  function literal(mark: Literal, addition: string): void {
    startLine(mark.type === "pre" ? "" : indentation);
    // A link to code stays a link.
    if (isOpen("text_link")) {
      text += addition;
      return;
    }
    for (const frame of open) close(frame);
    const start = text.length;
    text += addition;
    close({ mark, start });
    for (const frame of open) {
      if (frame.mark.type !== "blockquote") frame.start = text.length;
    }
  }

  function quote(body: () => void): void {
    const outer = indentation;
    indentation = "";
    startLine("");
    span({ type: "blockquote" }, body);
    indentation = outer;
  }

  function isOpen(type: Mark["type"]): boolean {
    return open.some(({ mark }) => mark.type === type);
  }

  function finish(): FormattedText {
    const trimmed = sliceFormatted({ text, entities }, 0, text.length);
    return { text: trimmed.text, entities: trimmed.entities.map(foldIfLong) };
  }

  function span(mark: Mark, body: () => void): void {
    if (isOpen(mark.type)) {
      body();
      return;
    }
    const frame = { mark, start: text.length };
    open.push(frame);
    body();
    open.pop();
    entities.push({ ...mark, offset: frame.start, length: text.length - frame.start });
  }

  /** Ends what is written so far of a style or literal; a quote goes on across code. */
  function close({ mark, start }: { readonly mark: Mark; readonly start: number }): void {
    if (mark.type === "blockquote") return;
    entities.push({ ...mark, offset: start, length: text.length - start });
  }

  function startLine(prefix: string): void {
    if (wantedNewlines > 0 && text !== "") {
      const present = text.length - text.replace(/\n+$/, "").length;
      text += "\n".repeat(Math.max(0, wantedNewlines - present)) + prefix;
    }
    wantedNewlines = 0;
  }
}

function foldIfLong(entity: MessageEntity): MessageEntity {
  return entity.type === "blockquote" && entity.length > expandableFrom
    ? { type: "expandable_blockquote", offset: entity.offset, length: entity.length }
    : entity;
}
