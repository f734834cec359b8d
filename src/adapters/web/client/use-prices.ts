import { type ReadonlySignal, useSignal } from "@preact/signals";
import type { InferResponseType } from "hono/client";
import { useEffect } from "preact/hooks";
import type { TableView } from "../view.ts";
import { api } from "./api.ts";

export type Prices = InferResponseType<typeof api.prices.$get, 200>;

/** What a new question may cost, read again when its team changes and when a discussion has shown more. */
export function usePrices(table: TableView | undefined): ReadonlySignal<Prices | undefined> {
  const prices = useSignal<Prices>();
  const { place, project, discussion } = table ?? {};
  const team = JSON.stringify([project?.id, project?.models]);
  useEffect(() => {
    if (place === undefined) return;
    const left = new AbortController();
    void take(place); // never rejects
    async function take(of: string): Promise<void> {
      const loaded = await load(of, left.signal);
      if (!left.signal.aborted) prices.value = loaded;
    }
    return () => left.abort();
  }, [place, team, discussion?.id, discussion?.status]);
  return prices;
}

/** Undefined where they could not be had: the buttons do the same without. */
async function load(place: string, signal: AbortSignal): Promise<Prices | undefined> {
  try {
    const response = await api.prices.$get({ query: { place } }, { init: { signal } });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
