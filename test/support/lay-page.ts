import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { inject } from "vitest";
import { z } from "zod";
import type { Models } from "../../src/models/create-models.ts";
import type { Model } from "../../src/models/model.ts";
import { openBrowser } from "./browser.ts";
import { hangGuardMs } from "./hang-guard.ts";
import { type ServedTable, serveTable } from "./serve-table.ts";

/** A table and a page that is open at it, in a browser that is as small and as dark as the test wants. */
export type LaidPage = {
  readonly table: ServedTable;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly composer: Locator;
  button(name: string): Locator;
  /** The turns of a participant, oldest first. */
  turnsOf(name: string): Locator;
  /** Types a text and sends it with Enter. */
  send(text: string): Promise<void>;
  /** What axe-core finds wrong with the page as it is now. */
  violations(): Promise<readonly string[]>;
  /** The width that the page takes, in pixels. */
  width(): Promise<number>;
  /** Does not count as a complaint of the browser: the test means it to happen. */
  forgive(part: string): void;
  /** Throws when the browser complained: of refused scripts, failed requests, thrown errors. */
  close(): Promise<void>;
};

const axeSource = readFileSync(fileURLToPath(import.meta.resolve("axe-core")), "utf8");

export async function layPage(
  models: readonly Model[] | Models,
  locale = "en-US",
): Promise<LaidPage> {
  const table = await serveTable(models, { pageDirectory: inject("pageDirectory") });
  const browser = await openBrowser();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale,
    // A browser that draws without a graphics card spends a fifth of its work on what only moves.
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(hangGuardMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  const forgiven: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(table.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const composer = page.getByRole("textbox", { name: "Question or command" });

  return {
    table,
    context,
    page,
    composer,
    button: (name) => page.getByRole("button", { name, exact: true }),
    turnsOf: (name) =>
      page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true }) }),
    async send(text) {
      await composer.fill(text);
      await composer.press("Enter");
    },
    async violations() {
      await page.evaluate(axeSource);
      return z
        .array(z.string())
        .parse(
          await page.evaluate(
            "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
          ),
        );
    },
    async width() {
      return z.number().parse(await page.evaluate("document.documentElement.scrollWidth"));
    },
    forgive(part) {
      forgiven.push(part);
    },
    async close() {
      await browser.close();
      await table.close();
      const grave = complaints.filter((one) => !forgiven.some((part) => one.includes(part)));
      if (grave.length > 0) throw new Error(`the browser says: ${grave.join("\n")}`);
    },
  };
}
