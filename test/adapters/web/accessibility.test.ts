import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { positionBlock } from "../../support/position-block.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("the page is accessible", () => {
  let claude: SteppedModel;
  let gpt: SteppedModel;
  let laid: LaidPage;

  beforeEach(async () => {
    [claude, gpt] = [steppedModel("claude"), steppedModel("gpt")];
    laid = await layPage([claude, gpt]);
  });

  afterEach(() => laid.close());

  /** In light and dark, on a wide screen and a narrow one, of which the page is never wider. */
  async function inspect(): Promise<void> {
    for (const width of [1440, 320]) {
      await laid.page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ["light", "dark"] as const) {
        await laid.page.emulateMedia({ colorScheme });
        expect({ width, colorScheme, violations: await laid.violations() }).toEqual({
          width,
          colorScheme,
          violations: [],
        });
      }
      expect(await laid.width()).toBe(width);
    }
    await laid.page.setViewportSize({ width: 1280, height: 800 });
  }

  async function discuss(): Promise<void> {
    await laid.table.say("/project new Tea");
    await laid.table.say("/project set anonymity off");
    await laid.send("/discuss 1 Tea or coffee?");
    await Promise.all([claude.asked(), gpt.asked()]);
  }

  test("when nothing is there yet", async () => {
    await inspect();
  });

  test("while the opening is written, and when part of it failed", async () => {
    await discuss();
    await claude.write(
      "# Tea\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```ts\nconst hot = true; // code\n```\n\n> quoted [link](https://example.com)\n\n```js\nlet tea;\n```",
    );
    await laid.page.locator("pre").nth(1).waitFor();
    await inspect();

    claude.end();
    gpt.fail("network");
    await laid.turnsOf("GPT").locator(".failure").waitFor();
    await laid.page.locator(".hljs-comment").waitFor();
    await inspect();
  });

  test("while a round is spoken, and with its report", async () => {
    await discuss();
    for (const model of [claude, gpt]) {
      await model.write("Tea.");
      model.end();
    }
    await claude.asked();
    await claude.write(`Tea.${positionBlock("Tea", ["GPT"], { changed: true })}`);
    claude.end();
    await gpt.asked();
    await laid.send("Mind the hour.");
    await laid.page.locator(".turn.person").waitFor();
    await inspect();

    await gpt.write(`Coffee.${positionBlock("Coffee", ["Claude"])}`);
    gpt.end();
    await laid.page.locator(".outcome").waitFor();
    await laid.button("Consensus").click();
    await claude.asked();
    await claude.write(
      JSON.stringify({
        agreements: [
          {
            claim: "Both are hot.",
            by: ["Claude", "Mallory"],
            quotes: [{ seq: 1, text: "of words that nobody said" }],
          },
        ],
        disagreements: [{ topic: "Which", positions: { Claude: "Tea", GPT: "Coffee" } }],
        minority: [{ by: ["GPT"], position: "Cocoa" }],
        open_questions: ["When?"],
      }),
    );
    claude.end();
    await laid.page.getByRole("heading", { name: "What the table came to" }).waitFor();
    await laid.page.getByText("Export", { exact: true }).click();
    await inspect();
  });

  test("with answers and completions above the composer", async () => {
    await laid.send("/hlep");
    await laid.page.locator(".card").waitFor();
    await laid.send("/projects");
    await laid.page.locator(".card").nth(1).waitFor();
    await laid.composer.fill("/pro");
    await laid.page.getByRole("listbox").waitFor();

    await inspect();
  });

  test("with its dialogs open", async () => {
    const { page, table } = laid;
    await table.say("/project new Tea");
    await laid.button("Project: Tea").click();
    await page.getByText("Settings", { exact: true }).click();
    const field = page.getByLabel("consensus_threshold");
    await field.fill("often");
    await field.press("Enter");
    await page.getByText("You wrote “often”.", { exact: false }).waitFor();
    await laid.button("Delete this project").click();
    await inspect();

    await laid.button("Undo").click();
    await laid.button("Close").click();
    await table.say("/open Tea or coffee?");
    await laid.button("Discussions").click();
    await page.locator(".listed-question").waitFor();
    await inspect();

    await laid.button("Close").click();
    await laid.button("Shortcuts").click();
    await page.getByRole("dialog").waitFor();
    await inspect();
  });
});
