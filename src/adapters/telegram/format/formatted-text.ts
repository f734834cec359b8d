import type { MessageEntity } from "grammy/types";

/** A message as Telegram takes it: plain text, and entities with offsets in UTF-16 units. */
export interface FormattedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** The part from `start` to `end`, with entities cut to fit and edge whitespace gone from both. */
export function sliceFormatted(
  { text, entities }: FormattedText,
  start: number,
  end: number,
): FormattedText {
  const startsInPre = entities.some(
    (entity) => entity.type === "pre" && entity.offset <= start && endOf(entity) > start,
  );
  const from = skipForward(text, start, end, startsInPre);
  const to = skipBack(text, from, end);
  return {
    text: text.slice(from, to),
    entities: entities
      .map((entity) => trimEntity(text, entity, from, to))
      .filter((entity) => entity.length > 0)
      .map((entity) => ({ ...entity, offset: entity.offset - from }))
      .toSorted((a, b) => a.offset - b.offset || b.length - a.length),
  };
}

export function concatenate(...parts: readonly FormattedText[]): FormattedText {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const part of parts) {
    for (const entity of part.entities) {
      entities.push({ ...entity, offset: entity.offset + text.length });
    }
    text += part.text;
  }
  return { text, entities };
}

export function endOf(entity: MessageEntity): number {
  return entity.offset + entity.length;
}

function trimEntity(text: string, entity: MessageEntity, from: number, to: number): MessageEntity {
  const last = Math.max(Math.min(endOf(entity), to), from);
  const first = Math.min(Math.max(entity.offset, from), last);
  const offset = skipForward(text, first, last, entity.type === "pre");
  return { ...entity, offset, length: skipBack(text, offset, last) - offset };
}

/** The first line of code keeps its indentation. */
function skipForward(text: string, start: number, end: number, isCode: boolean): number {
  const blank = isCode ? /^(?:[^\S\n]*\n)*/ : /^\s*/;
  const length = blank.exec(text.slice(start, end))?.[0].length ?? 0;
  return start + length;
}

function skipBack(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
