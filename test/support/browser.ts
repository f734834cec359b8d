import { type Browser, chromium } from "playwright-core";
import { inject } from "vitest";

/** Tests of the page are skipped without it; why, the run has said at its start. */
export const hasBrowser = inject("browserUrl") !== undefined;

/** A session in the browser of this run: what was opened in it is gone when it is closed. */
export async function openBrowser(): Promise<Browser> {
  const url = inject("browserUrl");
  if (url === undefined) throw new Error("there is no browser");
  return await chromium.connect(url);
}
