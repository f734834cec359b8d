import type { MessageEntity } from "grammy/types";
import { endOf, sliceFormatted } from "./formatted-text.ts";
import type { FormattedText } from "./formatted-text.ts";
import { limits } from "./limits.ts";

interface SplitLimits {
  readonly length?: number;
  readonly entities?: number;
}

/**
 * Cuts a message into parts that Telegram accepts. Only blanks at the cuts are lost. A style, a
 * quote or code that is cut goes on in the next part.
 */
export function splitMessage(
  message: FormattedText,
  { length = limits.messageText, entities = limits.entities }: SplitLimits = {},
): readonly FormattedText[] {
  const parts: FormattedText[] = [];
  const findCut = createCutFinder(message);
  let start = 0;
  while (start < message.text.length) {
    const furthest = furthestCut(message, start, length, entities);
    const end = furthest === message.text.length ? furthest : findCut(start, furthest);
    const part = sliceFormatted(message, start, end);
    if (part.text !== "") parts.push(part);
    start = end;
  }
  return parts;
}

function furthestCut(
  message: FormattedText,
  start: number,
  maxLength: number,
  maxEntities: number,
): number {
  const end = Math.min(start + maxLength, message.text.length);
  const inPart = message.entities.filter((entity) => endOf(entity) > start && entity.offset < end);
  // Entities are in order of offset, so whatever begins at the first surplus one is left out.
  const surplus = inPart[maxEntities];
  return surplus === undefined || surplus.offset <= start ? end : surplus.offset;
}

/** A part is filled to this share before a worse place, or the inside of code, is considered. */
const fullEnough = 0.6;

/** Best first. The cut is where the match ends, or before a blank for which there is no room. */
const places = [/\n\s*\n/g, /\n/g, /[.!?…]["'»”)\]]*\s|[。！？…](?!$)/g, /\s/g];

function createCutFinder({ text, entities }: FormattedText) {
  const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text);
  const keptWhole = entities.filter(isKeptWhole);

  return function findCut(start: number, furthest: number): number {
    const earliest = start + Math.floor((furthest - start) * fullEnough);
    const window = text.slice(earliest, furthest + 1);
    const candidates = places.map((place) =>
      Array.from(window.matchAll(place), (match) =>
        Math.min(earliest + match.index + match[0].length, furthest),
      )
        .toReversed()
        .filter((cut) => cut > start && graphemeStart(cut) === cut),
    );
    const cuts = candidates.flat();
    return cuts.find((cut) => !isInsideWhole(cut)) ?? cuts[0] ?? cutWord(start, furthest);
  };

  function isInsideWhole(cut: number): boolean {
    return keptWhole.some((entity) => entity.offset < cut && cut < endOf(entity));
  }

  function cutWord(start: number, furthest: number): number {
    const cut = graphemeStart(furthest);
    if (cut > start) return cut;
    // A single character of thousands of combining marks: cut anywhere but in a surrogate pair.
    const isInPair = (text.codePointAt(furthest - 1) ?? 0) > 0xffff;
    return isInPair && furthest - 1 > start ? furthest - 1 : furthest;
  }

  function graphemeStart(index: number): number {
    return graphemes.containing(index)?.index ?? index;
  }
}

function isKeptWhole(entity: MessageEntity): boolean {
  return entity.type === "pre" || entity.type === "code" || entity.type === "text_link";
}
