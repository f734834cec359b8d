import { describe, expect, inject, test } from "vitest";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { serveTable } from "../../support/serve-table.ts";
import { scriptedModel } from "../../support/scripted-model.ts";

const token = "correct-horse-battery";

describe.skipIf(!hasBrowser)("the way in with a token", () => {
  test("is a form that a browser fills in, and that says when it was wrong", async () => {
    const models = [scriptedModel("claude", () => "Yes.")];
    const table = await serveTable(models, { pageDirectory: inject("pageDirectory"), token });
    const browser = await openBrowser();
    const page = await browser.newPage();
    await page.goto(table.url);

    await page.getByLabel("Token").fill("wrong");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("That is not the token.").waitFor();
    // The text may stand before the style has come.
    await page.waitForLoadState("load");
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.getByLabel("Token").fill(token);
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { name: "Ask several minds" }).waitFor();

    expect(background).toBe("rgb(247, 245, 240)");
    expect(page.url()).toBe(table.url);
    await browser.close();
    await table.close();
  });
});
