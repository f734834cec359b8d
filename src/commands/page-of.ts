import type { Button } from "../core/reply.ts";
import type { Texts } from "../core/texts/english.ts";

const pageSize = 8;

export type PageOf<Item> = {
  readonly items: readonly Item[];
  /** From 1. */
  readonly page: number;
  readonly pages: number;
};

/** The page of that number, or the nearest that there is. */
export function pageOf<Item>(all: readonly Item[], wanted: number): PageOf<Item> {
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const page = Math.min(Math.max(1, wanted), pages);
  return { items: all.slice((page - 1) * pageSize, page * pageSize), page, pages };
}

/** To the page before and to the one after. */
export function pageButtons(
  { page, pages }: Omit<PageOf<unknown>, "items">,
  { buttons: { pageBefore, pageAfter } }: Texts,
  commandOf: (page: number) => string,
): readonly Button[] {
  return [
    ...(page > 1 ? [{ label: pageBefore(page - 1), command: commandOf(page - 1) }] : []),
    ...(page < pages ? [{ label: pageAfter(page + 1), command: commandOf(page + 1) }] : []),
  ];
}
