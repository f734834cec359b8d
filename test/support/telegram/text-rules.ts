import type { MessageEntity } from "grammy/types";
import { badRequest } from "./api-error.ts";
import { findEntityProblem } from "./entity-rules.ts";
import { parseHtml } from "./html.ts";
import { parseMarkdownV2 } from "./markdown-v2.ts";

interface TextParameters {
  readonly text: string;
  readonly parseMode: string | undefined;
  readonly entities: readonly MessageEntity[] | undefined;
}

interface CheckedText {
  readonly text: string;
  readonly entities: MessageEntity[];
}

/** The text as Telegram keeps it. */
export function checkText(parameters: TextParameters, maxLength = 4096): CheckedText {
  if (!parameters.text.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  if (Buffer.byteLength(parameters.text) > 1 << 15) throw badRequest("text is too long");
  const parsed = parse(parameters);
  const problem = findEntityProblem(parsed);
  if (problem !== undefined) throw badRequest(problem);
  const text = parsed.text.replace(/[ \n]+$/, "");
  const start = /^[ \n]*/.exec(text)?.[0].length ?? 0;
  const shift = Math.min(start, ...parsed.entities.map(({ offset }) => offset));
  if (text.length - shift > maxLength) {
    throw badRequest(maxLength === 1024 ? "message caption is too long" : "message is too long");
  }
  return {
    text: text.slice(shift),
    entities: parsed.entities.map((entity) => ({ ...entity, offset: entity.offset - shift })),
  };
}

/** Nothing that anybody could see: blanks, and characters without width. */
export function isInvisible(text: string): boolean {
  return /^[\s\u200B-\u200F\u2060-\u2064\uFEFF]*$/.test(text);
}

function parse({ text, parseMode, entities = [] }: TextParameters): CheckedText {
  switch (parseMode?.toLowerCase()) {
    case undefined:
    case "":
      return { text, entities: [...entities] };
    case "html":
      return parseHtml(text);
    case "markdownv2":
      return parseMarkdownV2(text);
    default:
      throw badRequest("unsupported parse_mode");
  }
}
