import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { z } from "zod";
import { buildPage } from "../../src/adapters/web/build-page.ts";
import type { Models } from "../../src/models/create-models.ts";
import type { Model } from "../../src/models/model.ts";
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

/** The page, built from the sources as they are, and the function that removes it. */
export async function buildTestPage(): Promise<{ readonly directory: string; remove(): void }> {
  const directory = mkdtempSync(join(tmpdir(), "moai-page-"));
  if (!(await buildPage(directory))) throw new Error("vite is missing");
  return { directory, remove: () => rmSync(directory, { recursive: true }) };
}

export async function layPage(
  browser: Browser | undefined,
  pageDirectory: string,
  models: readonly Model[] | Models,
  locale = "en-US",
): Promise<LaidPage> {
  if (!browser) throw new Error("there is no browser");
  const table = await serveTable(models, { pageDirectory });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale });
  // Only against hanging, and shorter than the test itself, so that it says where.
  context.setDefaultTimeout(30_000);
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
      await context.close();
      await table.close();
      const grave = complaints.filter((one) => !forgiven.some((part) => one.includes(part)));
      if (grave.length > 0) throw new Error(`the browser says: ${grave.join("\n")}`);
    },
  };
}
