import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { LiveTable } from "./follow-table.ts";

/** How near to the end somebody reads along. */
const nearPixels = 120;

/**
 * Keeps the end in sight of those who are there while a round grows. Whoever has scrolled up reads on in
 * peace, and the opening, which is read side by side from the top, moves nobody.
 */
export function useFollowedEnd(content: RefObject<HTMLElement | null>, live: LiveTable): void {
  useEffect(() => {
    const element = content.current;
    if (!element) return;
    const left = new AbortController();
    let isAtEnd = false;
    const look = () => {
      isAtEnd = window.innerHeight + window.scrollY >= document.body.scrollHeight - nearPixels;
    };
    const observer = new ResizeObserver(() => {
      const isRound = [...live.writing.value.values()].some(({ turn }) => turn.roundNumber > 1);
      if (isAtEnd && isRound) window.scrollTo({ top: document.body.scrollHeight });
      look();
    });
    observer.observe(element);
    window.addEventListener("scroll", look, { signal: left.signal, passive: true });
    return () => {
      observer.disconnect();
      left.abort();
    };
  }, [content, live]);
}
