import { type Browser, chromium, type Page } from "playwright-core";
import { z } from "zod";
import { startBrowserServer } from "../test/support/browser-server.ts";
import { serveBarePage } from "./bare-page.ts";
import { type BrowserTrace, traceBrowser } from "./browser-trace.ts";
import { percentile } from "./percentile.ts";
import type { Row } from "./row.ts";
import { startChild } from "./start-child.ts";
import { customRouter } from "./start-models.ts";
import { startMoai } from "./start-server.ts";

const visits = 7;
/** Ten seconds of tokens, and a machine that may be busy. */
const timeout = 60_000;

const painted = `new Promise((resolve) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length > 0) resolve();
}).observe({ type: "paint", buffered: true }))`;

const urlSchema = z.object({ url: z.string() });
const bytesSchema = z.number();

type Sample = {
  readonly bytes: number;
  readonly firstPaints: readonly number[];
  readonly tasks: BrowserTrace["tasks"];
};

/** How heavy the page is, how soon it is there, and whether it keeps up with three voices at once. */
export async function page(): Promise<readonly Row[]> {
  await using models = await startChild(import.meta.resolve("./children/serve-tokens.ts"));
  const { url } = await models.ask({}, urlSchema);
  await using moai = await startMoai({ ...customRouter(url), AI_CONCURRENCY: "64" });
  await using bare = await serveBarePage();
  const server = await startBrowserServer();
  if (!server) return [];
  const browser = await chromium.connect(server.wsEndpoint());
  try {
    const measured = await measure(browser, moai.url, askAll);
    const floor = await measure(browser, bare.url, async (tab) => {
      await tab.click("h1");
      await tab.getByText("done", { exact: true }).waitFor({ timeout });
    });
    const row = (
      name: string,
      unit: Row["unit"],
      figure: (sample: Sample) => number,
      atMost?: number,
    ): Row => ({
      name,
      unit,
      measured: figure(measured),
      floor: figure(floor),
      ...(atMost !== undefined && { goal: { of: "measured", atMost } }),
    });
    return [
      row("all that is fetched, compressed", "kB", ({ bytes }) => bytes / 1000, 150),
      row("first paint, p50", "ms", ({ firstPaints }) => percentile(firstPaints, 50), 300),
      row("first paint, worst", "ms", ({ firstPaints }) => percentile(firstPaints, 100)),
      row("longest task, 3 × 100 tokens/s", "ms", longest("clockMs"), 50),
      row("longest task, processor time", "ms", longest("processorMs")),
      row("all tasks of those 10 s, processor time", "ms", ({ tasks }) =>
        tasks.reduce((sum, { processorMs }) => sum + processorMs, 0),
      ),
    ];
  } finally {
    await server.close();
  }
}

function longest(by: keyof Sample["tasks"][number]): (sample: Sample) => number {
  return ({ tasks }) => Math.max(...tasks.map((task) => task[by]));
}

/** Every visit is a first one, with nothing cached. The tokens come in the last. */
async function measure(
  browser: Browser,
  url: string,
  stream: (tab: Page) => Promise<void>,
): Promise<Sample> {
  const firstPaints: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    await using context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const tab = await context.newPage();
    const { firstPaintMs } = await traceBrowser(browser, async () => {
      await tab.goto(url);
      await tab.evaluate(painted);
    });
    firstPaints.push(firstPaintMs);
  }
  await using context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  const { tasks } = await traceBrowser(browser, async () => {
    await tab.goto(url);
    await tab.locator("h1").waitFor();
    await stream(tab);
  });
  const bytes = bytesSchema.parse(
    await tab.evaluate(
      "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].filter(({ name }) => !name.includes('/api/')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)",
    ),
  );
  return { bytes, firstPaints, tasks };
}

async function askAll(tab: Page): Promise<void> {
  await tab.getByRole("textbox").fill("/in Inbox /open What is a seam?");
  await tab.keyboard.press("Enter");
  await tab.getByText("All 3 answered").waitFor({ timeout });
  await tab.locator(".hljs-keyword").first().waitFor({ timeout });
}
