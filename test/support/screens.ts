import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { buildPage } from "../../src/adapters/web/build-page.ts";
import { startBrowserServer } from "./browser-server.ts";
import { startMoai } from "./start-moai.ts";

/** Takes the pictures in docs/screens, of moai as it starts without settings: `node test/support/screens.ts`. */

const directory = fileURLToPath(new URL("../../docs/screens/", import.meta.url));
const question = "Should a small team build its own deployment tooling, or rent it?";

/** A demo discussion takes about half a minute. */
const timeout = 120_000;

await buildPage();
await mkdir(directory, { recursive: true });
const home = await mkdtemp(join(tmpdir(), "moai-screens-"));
const moai = await startMoai({ DATABASE_URL: `sqlite:${join(home, "moai.db")}` });
const server = await startBrowserServer();
if (!server) throw new Error("pictures need a browser");
const browser = await chromium.connect(server.wsEndpoint());
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  await page.goto(moai.url);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await shoot(page, "welcome");

  await send(page, '/project new "Our tools"');
  await page.getByRole("button", { name: "Dismiss" }).click();
  await send(page, `/discuss 3 ${question}`);
  await page.getByText("My proposal: settle").waitFor();
  await shoot(page, "table");

  await page.locator(".turns .turn[data-state=writing] .markdown").first().waitFor();
  await send(page, "Mind the night shifts.");
  await page.locator(".turn.person").waitFor();
  await page.locator(".turns .stance").nth(2).waitFor({ timeout });
  await scrollTo(page, ".turns");
  await shoot(page, "rounds");

  await page.locator(".report .ratified").first().waitFor({ timeout });
  await scrollTo(page, ".report");
  await shoot(page, "report");

  await page.getByRole("button", { name: "Project: Our tools" }).click();
  await page.getByText("Settings", { exact: true }).click();
  await shoot(page, "project");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discussions", exact: true }).click();
  await page.getByLabel("Search in all").fill("cheer");
  await page.locator(".excerpt").first().waitFor();
  await shoot(page, "discussions");
  await page.keyboard.press("Escape");

  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate("scrollTo(0, 0)");
  await page.getByRole("textbox").fill("/dis");
  await shoot(page, "dark");
  await page.getByRole("textbox").fill("");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 720 });
  await page.evaluate("scrollTo(0, 0)");
  await shoot(page, "narrow");
} finally {
  await server.close();
  await moai.stop();
  await rm(home, { recursive: true, force: true });
}

async function send(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox").fill(text);
  await page.keyboard.press("Enter");
}

async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView()`);
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(directory, `${name}.png`) });
}
