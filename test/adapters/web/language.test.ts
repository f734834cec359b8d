import { describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage } from "../../support/lay-page.ts";
import { scriptedModel } from "../../support/scripted-model.ts";

describe.skipIf(!hasBrowser)("the language of the page", () => {
  async function lay(locale: string) {
    const models = ["claude", "gpt"].map((name) => scriptedModel(name, () => `${name} svarer.`));
    return await layPage(models, locale);
  }

  test("is that of the browser, in what the page says and in what is answered", async () => {
    const laid = await lay("da-DK");
    const { page } = laid;
    const box = page.getByRole("textbox", { name: "Spørgsmål eller kommando" });

    await laid.button("Er det klogest at leje eller at købe sin bolig?").click();
    await page.getByText("Begge svarede").waitFor();
    await box.fill("/hlep");
    await box.press("Enter");
    await page.getByText("Kommandoen /hlep findes ikke.", { exact: false }).waitFor();
    await laid.button("Genveje").click();
    await page.getByRole("dialog", { name: "Genveje" }).waitFor();

    expect(await page.locator("html").getAttribute("lang")).toBe("da");
    expect(await laid.violations()).toEqual([]);
    await laid.close();
  });

  test("changes with that of the place", async () => {
    const laid = await lay("da-DK");

    await laid.page.getByRole("textbox").fill("/language en");
    await laid.page.keyboard.press("Enter");

    await laid.page.getByRole("heading", { name: "Ask several minds" }).waitFor();
    expect(await laid.page.locator("html").getAttribute("lang")).toBe("en");
    await laid.close();
  });

  test("is English where the browser's is not spoken", async () => {
    const laid = await lay("is-IS");

    await laid.page.getByRole("heading", { name: "Ask several minds" }).waitFor();

    expect(await laid.page.locator("html").getAttribute("lang")).toBe("en");
    await laid.close();
  });
});
