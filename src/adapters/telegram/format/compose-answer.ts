import { concatenate } from "./formatted-text.ts";
import type { FormattedText } from "./formatted-text.ts";
import { limits } from "./limits.ts";
import { formatMarkdown } from "./markdown.ts";
import { splitMessage } from "./split-message.ts";

export interface Answer {
  /** Whoever speaks, in bold at the head of every message. */
  readonly name: string;
  /** What stands after the name, such as the round. */
  readonly note?: string;
  readonly markdown: string;
  /** Of the document that a very long answer becomes. */
  readonly fileName: string;
  readonly handles?: readonly string[];
  /** There is more to come: it ends in an ellipsis, and nobody knows how many parts it will have. */
  readonly isUnfinished?: boolean;
}

export type ComposedAnswer =
  | { readonly kind: "messages"; readonly parts: readonly FormattedText[] }
  | {
      readonly kind: "document";
      readonly fileName: string;
      readonly content: string;
      readonly caption: FormattedText;
    };

const maxParts = 5;
/** One paragraph up to this length stands as a quote under the name. */
const shortAnswer = 280;
const excerptLength = 600;
const more: FormattedText = { text: " …", entities: [] };
/** Markdown that is longer becomes a document without being parsed. */
const maxMarkdown = 3 * maxParts * limits.messageText;

export function composeAnswer(answer: Answer): ComposedAnswer {
  const { isUnfinished = false } = answer;
  if (answer.markdown.length > maxMarkdown) return composeDocument(answer);
  const body = formatMarkdown(answer.markdown, { handles: answer.handles ?? [] });
  const roomForHeader = header(answer, `${maxParts}/${maxParts}`).text.length + more.text.length;
  // A quote that grew out of its form while it is written would make the text jump.
  const parts = splitMessage(isShort(body) && !isUnfinished ? quote(body) : body, {
    length: limits.messageText - roomForHeader,
    // The name is one.
    entities: limits.entities - 1,
  });
  if (parts.length > maxParts) return composeDocument(answer);
  if (parts.length <= 1) {
    const whole = withHeader(header(answer), parts[0]);
    return { kind: "messages", parts: [isUnfinished ? concatenate(whole, more) : whole] };
  }
  return {
    kind: "messages",
    parts: parts.map((part, index) => {
      const isLast = index === parts.length - 1;
      const whole = withHeader(
        header(answer, `${index + 1}/${isUnfinished ? "…" : parts.length}`),
        part,
      );
      return isLast && isUnfinished ? concatenate(whole, more) : whole;
    }),
  };
}

function composeDocument(answer: Answer): ComposedAnswer {
  const beginning = answer.markdown.slice(0, 2 * excerptLength);
  const [excerpt] = splitMessage(formatMarkdown(beginning, { handles: answer.handles ?? [] }), {
    length: excerptLength,
    entities: limits.entities - 1,
  });
  return {
    kind: "document",
    fileName: answer.fileName,
    content: answer.markdown.toWellFormed(),
    caption: concatenate(withHeader(header(answer), excerpt), more),
  };
}

function header({ name, note = "" }: Answer, part = ""): FormattedText {
  const bold = shorten(name);
  const rest = note === "" ? "" : ` · ${shorten(note)}`;
  return {
    text: bold + rest + (part === "" ? "" : ` (${part})`),
    entities: bold === "" ? [] : [{ type: "bold", offset: 0, length: bold.length }],
  };
}

/** Names are chosen by people; there has to be room for the text as well. */
function shorten(text: string): string {
  return splitMessage({ text: text.toWellFormed(), entities: [] }, { length: 64 })[0]?.text ?? "";
}

function withHeader(head: FormattedText, part: FormattedText | undefined): FormattedText {
  return part === undefined ? head : concatenate(head, { text: "\n", entities: [] }, part);
}

function isShort({ text, entities }: FormattedText): boolean {
  return (
    text.length <= shortAnswer &&
    !text.includes("\n") &&
    !entities.some(({ type }) => type === "pre" || type === "blockquote")
  );
}

function quote({ text, entities }: FormattedText): FormattedText {
  return { text, entities: [{ type: "blockquote", offset: 0, length: text.length }, ...entities] };
}
