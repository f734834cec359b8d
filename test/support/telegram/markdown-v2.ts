import type { MessageEntity } from "grammy/types";
import { badRequest } from "./api-error.ts";

const styles = new Map([
  ["*", "bold"],
  ["_", "italic"],
  ["__", "underline"],
  ["~", "strikethrough"],
  ["||", "spoiler"],
] as const);

/** MarkdownV2 without links and quotes; enough to refuse what was not escaped. */
export function parseMarkdownV2(source: string) {
  const open: { readonly marker: string; readonly start: number }[] = [];
  const entities: MessageEntity[] = [];
  let text = "";
  for (const match of source.matchAll(
    /\\(.)|```(?:\w*\n)?([^]*?)```|`([^`]*)`|__|\|\||[*_~]|([[\]()>#+\-=|{}.!`])|[^]/gu,
  )) {
    const [piece, escaped, pre, code, reserved] = match;
    if (reserved !== undefined) {
      throw parseError(
        `Character '${reserved}' is reserved and must be escaped with the preceding '\\'`,
      );
    }
    const literal = pre ?? code;
    if (literal !== undefined) {
      const range = { offset: text.length, length: literal.length };
      if (literal !== "") entities.push({ type: pre === undefined ? "code" : "pre", ...range });
      text += literal;
    } else if (isMarker(piece)) toggle(piece);
    else text += escaped ?? piece;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw cannotFindEnd(unclosed.marker, unclosed.start);
  return { text, entities };

  function toggle(marker: Marker): void {
    const last = open.at(-1);
    if (last?.marker !== marker) {
      if (open.some((other) => other.marker === marker)) {
        throw cannotFindEnd(last?.marker ?? marker, last?.start ?? 0);
      }
      open.push({ marker, start: text.length });
      return;
    }
    open.pop();
    const range = { offset: last.start, length: text.length - last.start };
    if (range.length > 0) entities.push({ type: styles.get(marker) ?? "bold", ...range });
  }
}

type Marker = Parameters<typeof styles.get>[0];

function isMarker(piece: string): piece is Marker {
  return [...styles.keys()].some((marker) => marker === piece);
}

function cannotFindEnd(marker: string, start: number) {
  const type = isMarker(marker) ? (styles.get(marker) ?? marker) : marker;
  const name = type.charAt(0).toUpperCase() + type.slice(1);
  return parseError(`Can't find end of ${name} entity at byte offset ${start}`);
}

function parseError(reason: string) {
  return badRequest(`can't parse entities: ${reason}`);
}
