import type { Seat } from "./discussion.ts";
import { type Fence, fenceLine, isFenceEnd } from "./fence.ts";
import { isPositionBlock, maxBlockLength, splitPosition } from "./position.ts";
import { createNaming, labelsToNames, unfinishedLabel } from "./seat-names.ts";

/** What people read of what a model wrote: without the position block, and with names for seats. */
export function visibleText(content: string, seats: readonly Seat[]): string {
  return labelsToNames(splitPosition(content).text, seats);
}

/**
 * The same while it is being written. Text is held back from a fence until it is clear that it is no position
 * block, and from the beginning of a seat's label until it is whole. All that `push` and `end` return, put
 * together, is `visibleText` but for white space at the end.
 */
export type VisibleText = {
  push(piece: string): string;
  end(): string;
};

export function createVisibleText(seats: readonly Seat[]): VisibleText {
  const toNames = createNaming(seats);
  /** Written, and not decided on. */
  let held = "";
  /** Decided on, and perhaps the beginning of a label. */
  let tail = "";
  /** The last character shown: a label that follows a letter is none. */
  let before = "";
  let isLineStart = true;
  let fence: Fence | undefined;

  function show(text: string, isEnd: boolean): string {
    const all = before + tail + text;
    const cut = all.length - (isEnd ? 0 : unfinishedLabel(tail + text, seats));
    // With a neighbour on either side, so that only whole words are taken for labels.
    const next = all.slice(cut, cut + 1);
    const named = toNames(all.slice(0, cut) + next);
    const shown = named.slice(before.length, named.length - next.length);
    tail = all.slice(cut);
    before = all.slice(0, cut).slice(-1);
    return shown;
  }

  /** How much of the held text is decided on. */
  function decide(): number {
    let decided = 0;
    while (decided < held.length) {
      const end = held.indexOf("\n", decided);
      const line = held.slice(decided, end === -1 ? held.length : end);
      if (isLineStart && !fence) {
        if (end === -1 && mayOpenFence(line)) return decided;
        const [, marker, label] = fenceLine.exec(line) ?? [];
        if (marker !== undefined && label !== undefined) {
          const block = blockAt(decided, marker);
          if (block === "undecided") return decided;
          fence = { marker };
          decided = end === -1 ? held.length : end + 1;
          continue;
        }
      } else if (isLineStart && fence && end !== -1 && isFenceEnd(fence, line)) {
        fence = undefined;
      } else if (isLineStart && fence && end === -1 && mayOpenFence(line)) {
        return decided;
      }
      isLineStart = end !== -1;
      decided = end === -1 ? held.length : end + 1;
    }
    return decided;
  }

  /** Whether the fence that opens at `start` may still turn out to be a position block. */
  function blockAt(start: number, marker: string): "undecided" | "text" {
    const opened = held.indexOf("\n", start);
    if (opened === -1) return "undecided";
    const rest = held.slice(opened + 1);
    if (rest.length > maxBlockLength) return "text";
    if (!/^\s*(\{|$)/.test(rest)) return "text";
    const lines = rest.split("\n");
    const closing = lines.findIndex((line) => isFenceEnd({ marker }, line));
    if (closing === -1) return "undecided";
    const inside = lines.slice(0, closing).join("\n");
    const after = lines.slice(closing + 1).join("\n");
    return isPositionBlock(inside) && after.trim() === "" ? "undecided" : "text";
  }

  return {
    push(piece) {
      held += piece;
      const decided = decide();
      const shown = show(held.slice(0, decided), false);
      held = held.slice(decided);
      return shown;
    },
    end() {
      const rest = fence || !isLineStart ? held : splitPosition(held).text;
      held = "";
      return show(rest, true);
    },
  };
}

/** A line that is not at its end yet. */
function mayOpenFence(line: string): boolean {
  return /^ {0,3}(?:`*|~*)$/.test(line) || fenceLine.test(line);
}
