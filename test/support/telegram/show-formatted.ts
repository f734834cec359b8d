import type { MessageEntity } from "grammy/types";

interface Formatted {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** The text with its entities written as tags, so that a test can show both in one string. */
export function showFormatted({ text, entities }: Formatted): string {
  const tags = entities.flatMap((entity) => {
    const end = entity.offset + entity.length;
    return [
      // At one place, what ends comes first; of two that begin, the longer.
      { at: entity.offset, order: 1e6 - entity.length, tag: `<${describe(entity)}>` },
      { at: end, order: entity.length - 1e6, tag: `</${entity.type}>` },
    ];
  });
  let shown = "";
  let position = 0;
  for (const { at, tag } of tags.toSorted((a, b) => a.at - b.at || a.order - b.order)) {
    shown += text.slice(position, at) + tag;
    position = at;
  }
  return shown + text.slice(position);
}

function describe(entity: MessageEntity): string {
  if (entity.type === "text_link") return `text_link ${entity.url}`;
  if (entity.type === "pre" && entity.language !== undefined) return `pre ${entity.language}`;
  return entity.type;
}
