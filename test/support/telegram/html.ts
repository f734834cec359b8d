import type { MessageEntity } from "grammy/types";
import { badRequest } from "./api-error.ts";

const entityTypes = new Map([
  ["b", "bold"],
  ["strong", "bold"],
  ["i", "italic"],
  ["em", "italic"],
  ["u", "underline"],
  ["ins", "underline"],
  ["s", "strikethrough"],
  ["strike", "strikethrough"],
  ["del", "strikethrough"],
  ["tg-spoiler", "spoiler"],
  ["code", "code"],
  ["pre", "pre"],
  ["blockquote", "blockquote"],
] as const);

const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** Telegram's HTML without its rarities: nested `pre` and `code`, spans, custom emoji. */
export function parseHtml(source: string) {
  const open: { readonly tag: string; readonly start: number; readonly href: string }[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  for (const match of source.matchAll(/<([^>]*)(>?)|&(\w+);|[^<&]+|&/gs)) {
    const [piece, inside, closing, reference] = match;
    if (inside === undefined) {
      text += reference === undefined ? piece : (characters[reference] ?? piece);
      continue;
    }
    const at = Buffer.byteLength(source.slice(0, match.index));
    if (closing === "") throw parseError(`Unclosed start tag at byte offset ${at}`);
    if (inside.startsWith("/")) end(inside.slice(1).trim().toLowerCase(), at);
    else start(inside, at);
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) {
    throw parseError(`Can't find end tag corresponding to start tag "${unclosed.tag}"`);
  }
  return { text, entities };

  function start(inside: string, at: number): void {
    const [, name = "", href = ""] = /^\s*([\w-]*)(?:[^]*?href="([^"]*)")?/.exec(inside) ?? [];
    const tag = name.toLowerCase();
    if (tag !== "a" && !isEntityTag(tag)) {
      throw parseError(`Unsupported start tag "${tag}" at byte offset ${at}`);
    }
    open.push({ tag, start: text.length, href });
  }

  function end(tag: string, at: number): void {
    const opened = open.pop();
    if (opened === undefined) throw parseError(`Unexpected end tag at byte offset ${at}`);
    if (opened.tag !== tag) {
      throw parseError(
        `Unmatched end tag at byte offset ${at}, expected "</${opened.tag}>", found "</${tag}>"`,
      );
    }
    const range = { offset: opened.start, length: text.length - opened.start };
    if (range.length === 0) return;
    if (isEntityTag(tag)) entities.push({ type: entityTypes.get(tag) ?? "bold", ...range });
    else entities.push({ type: "text_link", url: opened.href, ...range });
  }
}

type EntityTag = Parameters<typeof entityTypes.get>[0];

function isEntityTag(tag: string): tag is EntityTag {
  return [...entityTypes.keys()].some((key) => key === tag);
}

function parseError(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}
