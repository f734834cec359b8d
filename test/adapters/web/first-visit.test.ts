import { text as readText } from "node:stream/consumers";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { positionBlock } from "../../support/position-block.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("from an empty database to a report that is exported", () => {
  let claude: SteppedModel;
  let gpt: SteppedModel;
  let laid: LaidPage;
  let page: Page;

  beforeEach(async () => {
    [claude, gpt] = [steppedModel("claude"), steppedModel("gpt")];
    laid = await layPage([claude, gpt]);
    ({ page } = laid);
  });

  afterEach(() => laid.close());

  const report = JSON.stringify({
    agreements: [{ claim: "The crane stands east.", by: ["Claude", "GPT"], when: "independent" }],
    disagreements: [],
  });

  /** The page is loaded again while the first speaks, and nothing is lost or said twice. */
  async function talk(): Promise<void> {
    await claude.write("It stands ");
    await laid.turnsOf("Claude").getByText("It stands").waitFor();
    await page.reload();
    await laid.turnsOf("Claude").getByText("It stands").waitFor();
    await claude.write("east.");
    claude.end();
    await gpt.write("East, I say.");
    gpt.end();
    for (const model of [claude, gpt]) {
      await model.asked();
      await model.write(`Still east.${positionBlock("East", ["Claude", "GPT"])}`);
      model.end();
    }
    await page.locator(".outcome").waitFor();
    expect(await laid.turnsOf("Claude").first().locator(".markdown").innerText()).toBe(
      "It stands east.",
    );
  }

  async function write(): Promise<void> {
    await claude.asked();
    await claude.write(report);
    claude.end();
    await page.getByRole("heading", { name: "What the table came to" }).waitFor();
  }

  test("leads the mouse", async () => {
    await laid.button("Project: Choose a project").click();
    await page.getByLabel("New project").click();
    await page.keyboard.insertText("Harbour");
    await laid.button("Make").click();
    await page.getByRole("heading", { name: "Harbour" }).waitFor();
    await page.getByText("Settings", { exact: true }).click();
    await page.getByLabel("auto_consensus").selectOption("off");
    await page.getByText("auto_consensus is off now.", { exact: false }).waitFor();
    await laid.button("Close").click();
    await laid.composer.click();
    await page.keyboard.insertText("Where is the crane?");
    await page.getByRole("spinbutton").fill("1");
    await laid.button("Discuss").click();
    await talk();
    await laid.button("Consensus").click();
    await write();

    await page.getByText("Export", { exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      laid.button("Markdown").click(),
    ]);

    expect(download.suggestedFilename()).toMatch(/\.md$/);
    const text = await readText(await download.createReadStream());
    expect(text).toContain("# Harbour");
    expect(text).toContain("It stands east.");
    expect(text).toContain("The crane stands east.");
  });

  test("leads the keyboard", async () => {
    const { keyboard } = page;
    /** Goes on with Tab until what has the focus is called that. */
    async function tabTo(name: string): Promise<void> {
      for (let step = 0; step < 60; step += 1) {
        await keyboard.press("Tab");
        const label = String(await page.evaluate("document.activeElement?.textContent"));
        if (label.includes(name)) return;
      }
      throw new Error(`the focus never comes to ${name}`);
    }

    await keyboard.type("/project n");
    await keyboard.press("Enter");
    await keyboard.type("Harbour");
    await keyboard.press("Enter");
    await page.getByText("Harbour is made and selected.", { exact: false }).waitFor();
    await keyboard.type("/project set auto_consensus off");
    await keyboard.press("Enter");
    await page.getByText("auto_consensus is off now.", { exact: false }).waitFor();
    await keyboard.type("/discuss 1 Where is the crane?");
    await keyboard.press("Enter");
    await talk();
    await keyboard.press("Alt+Shift+C");
    await write();
    await keyboard.press("Alt+Shift+X");
    await tabTo("JSON");
    const [download] = await Promise.all([page.waitForEvent("download"), keyboard.press("Enter")]);

    expect(download.suggestedFilename()).toMatch(/\.json$/);
    expect(await readText(await download.createReadStream())).toContain("The crane stands east.");
  });
});
