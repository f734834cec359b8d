import type { MessageEntity } from "grammy/types";

interface Formatted {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/**
 * What is wrong with the entities of a text, if anything. Telegram repairs overlaps, drops the
 * surplus and cuts blanks off without a word; here each of these is an error, since it means that a
 * message looks otherwise than its author thinks.
 */
export function findEntityProblem({ text, entities }: Formatted): string | undefined {
  if (entities.length > 100) return `there are ${entities.length} entities, more than 100`;
  for (const entity of entities) {
    const problem = findOwnProblem(text, entity);
    if (problem !== undefined) return problem;
  }
  for (const [index, a] of entities.entries()) {
    for (const b of entities.slice(index + 1)) {
      const problem = findPairProblem(a, b);
      if (problem !== undefined) return `${problem}: ${show(a)} and ${show(b)}`;
    }
  }
  return undefined;
}

function findOwnProblem(text: string, entity: MessageEntity): string | undefined {
  const { type, offset, length } = entity;
  if (!types.has(type)) return "can't parse MessageEntity: Unsupported type specified";
  if (!Number.isInteger(offset) || offset < 0)
    return `receive an entity with incorrect offset ${offset}`;
  if (!Number.isInteger(length) || length <= 0)
    return `receive an entity with incorrect length ${length}`;
  if (offset >= text.length)
    return `entity begins after the end of the text at UTF-16 offset ${offset}`;
  const end = offset + length;
  if (end > text.length)
    return `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`;
  if (isInsidePair(text, offset))
    return `entity begins in a middle of a UTF-16 symbol at byte offset ${offset}`;
  if (isInsidePair(text, end))
    return `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${end}`;
  const covered = text.slice(offset, end);
  if (covered !== covered.trimEnd() || (type !== "pre" && covered !== covered.trimStart()))
    return `entity ${show(entity)} begins or ends with a blank`;
  if (type === "text_link") return findUrlProblem(entity.url);
  return undefined;
}

function findUrlProblem(url: string): string | undefined {
  const parsed = URL.parse(url);
  const isWebAddress = parsed?.protocol === "http:" || parsed?.protocol === "https:";
  return isWebAddress && parsed.hostname.includes(".")
    ? undefined
    : `entity URL '${url}' is invalid: Wrong HTTP URL`;
}

/** The rules are those of tdlib, MessageEntity.cpp, are_entities_valid. */
function findPairProblem(a: MessageEntity, b: MessageEntity): string | undefined {
  const [endOfA, endOfB] = [a.offset + a.length, b.offset + b.length];
  if (a.offset >= endOfB || b.offset >= endOfA) return undefined;
  const aHoldsB = a.offset <= b.offset && endOfB <= endOfA;
  const bHoldsA = b.offset <= a.offset && endOfA <= endOfB;
  if (!aHoldsB && !bHoldsA) return "entities overlap";
  if (a.type === b.type) return "an entity is nested in its like";
  const isQuoteA = quotes.has(a.type);
  const isQuoteB = quotes.has(b.type);
  if (isQuoteA && isQuoteB) return "quotes are nested";
  if (literals.has(a.type) && !(isQuoteB && bHoldsA)) return "code stands in something else";
  if (literals.has(b.type) && !(isQuoteA && aHoldsB)) return "code stands in something else";
  if (a.type === "text_link" && isQuoteB && !bHoldsA) return "a quote stands in a link";
  if (b.type === "text_link" && isQuoteA && !aHoldsB) return "a quote stands in a link";
  return undefined;
}

/** Those that a bot may send; Telegram finds the others by itself. */
const types: ReadonlySet<string> = new Set([
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "code",
  "pre",
  "text_link",
  "blockquote",
  "expandable_blockquote",
]);
const quotes: ReadonlySet<string> = new Set(["blockquote", "expandable_blockquote"]);
const literals: ReadonlySet<string> = new Set(["code", "pre"]);

function isInsidePair(text: string, index: number): boolean {
  return index > 0 && index < text.length && (text.codePointAt(index - 1) ?? 0) > 0xffff;
}

function show({ type, offset, length }: MessageEntity): string {
  return `${type}@${offset}+${length}`;
}
