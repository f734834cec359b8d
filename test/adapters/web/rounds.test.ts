import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { positionBlock } from "../../support/position-block.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("a discussion on the page", () => {
  let claude: SteppedModel;
  let gpt: SteppedModel;
  let laid: LaidPage;

  beforeEach(async () => {
    [claude, gpt] = [steppedModel("claude"), steppedModel("gpt")];
    laid = await layPage([claude, gpt]);
    await laid.table.say("/project new Tea");
    // So that a test can name the others in a position.
    await laid.table.say("/project set anonymity off");
    await laid.table.say("/project set auto_consensus off");
  });

  afterEach(() => laid.close());

  async function say(model: SteppedModel, text: string): Promise<void> {
    await model.asked();
    await model.write(text);
    model.end();
  }

  async function discuss(rounds: number): Promise<void> {
    await laid.send(`/discuss ${rounds} Tea or coffee?`);
    await say(claude, "Tea.");
    await say(gpt, "Coffee.");
    await laid.page.getByRole("heading", { name: "Round 2" }).waitFor();
  }

  test("shows the rounds as they grow, who speaks, whom it agrees with and what changed its mind", async () => {
    await discuss(1);
    await claude.asked();
    await laid.page.getByText("Round 2 of 2: Claude is speaking").waitFor();
    await claude.write("Coffee, then.");
    const turn = laid.turnsOf("Claude").nth(1);
    await turn.getByText("Coffee, then.").waitFor();
    expect(await turn.locator(".state").innerText()).toMatch(/^writing \d+ s$/);
    await claude.write(
      '\n\n```position\n{"stance":"Coffee","agrees":{"GPT":true},"changed":true,"because":"GPT named the hour","new_argument":true}\n```',
    );
    claude.end();
    await say(gpt, `Not so fast.${positionBlock("Tea")}`);

    await laid.page.getByText("Ended after the last round. All 2 were heard.").waitFor();
    expect(await turn.locator(".markdown").innerText()).toBe("Coffee, then.");
    expect(words(await turn.locator(".stance").innerText())).toBe(
      "agrees with GPT changed its mind: GPT named the hour",
    );
    // It said nothing of Claude, and nothing is neither yes nor no.
    expect(await laid.turnsOf("GPT").nth(1).locator(".stance").count()).toBe(0);
    expect(await laid.page.getByText("position").count()).toBe(0);
  });

  test("shows passes and failures in words, and asks again who failed", async () => {
    await discuss(1);
    await claude.asked();
    claude.fail("timeout");
    await say(gpt, '```position\n{"pass":true}\n```');

    const failed = laid.turnsOf("Claude").nth(1);
    await failed.getByText("Claude did not answer: it took too long.").waitFor();
    await laid.turnsOf("GPT").nth(1).getByText("GPT had nothing to add.").waitFor();
    await laid.button("Ask those who failed again").click();
    await say(claude, "Here I am.");

    await failed.getByText("Here I am.").waitFor();
    expect(await laid.turnsOf("Claude").count()).toBe(2);
    expect(await laid.page.getByText("it took too long").count()).toBe(0);
  });

  test("lets a person speak into it, stop it, and go on with it", async () => {
    await discuss(3);
    await claude.asked();
    await laid.send("Mind the hour.");
    await laid.page.locator(".turn.person").getByText("Mind the hour.").waitFor();
    expect(await laid.composer.inputValue()).toBe("");

    await laid.button("Stop").click();
    await laid.page
      .getByText("Stopped. Not everybody")
      .or(laid.page.getByText("Stopped. All"))
      .waitFor();
    await laid.button("Continue").click();
    await say(gpt, "Late.");

    await laid.turnsOf("GPT").nth(1).getByText("Late.").waitFor();
  });

  test("adds rounds by its buttons, and says before what they will take", async () => {
    await laid.send("/open Tea or coffee?");
    await say(claude, "Tea.");
    await say(gpt, "Coffee.");
    await laid.page.getByText("3 rounds: roughly 6 calls", { exact: false }).waitFor();

    await laid.page.getByRole("spinbutton").fill("2");
    await laid.page.getByText("2 rounds: roughly 4 calls", { exact: false }).waitFor();
    await laid.button("Discuss").click();
    await laid.page.getByText("Round 2 of 3: Claude is speaking").waitFor();
    await say(claude, "Tea still.");
    await say(gpt, "Coffee still.");
    await laid.button("Next round").click();

    await laid.page.getByText("Round 3 of 4: Claude is speaking").waitFor();
  });

  test("puts a question back into the box, to be edited and asked again", async () => {
    await laid.send("/open Tea or coffee?");
    await say(claude, "Tea.");
    await say(gpt, "Coffee.");
    await laid.page.getByText("Both answered").waitFor();

    await laid.button("Edit the question").click();
    await laid.composer.press("End");
    await laid.composer.pressSequentially(" At night?");
    await laid.composer.press("Enter");

    await laid.page.getByRole("heading", { name: "Tea or coffee? At night?" }).waitFor();
  });

  test("completes commands and names with the keyboard", async () => {
    await laid.composer.pressSequentially("/disc");
    await laid.page.getByRole("option", { name: "/discussions" }).waitFor();
    expect(await laid.violations()).toEqual([]);
    await laid.composer.press("ArrowDown");
    await laid.composer.press("Enter");
    expect(await laid.composer.inputValue()).toBe("/discussions");
    await laid.composer.fill("@g");
    await laid.composer.press("Tab");
    expect(await laid.composer.inputValue()).toBe("@gpt ");
    await laid.composer.pressSequentially("Tea?");
    await laid.composer.press("Enter");

    await say(gpt, "Coffee.");
    await laid.turnsOf("GPT").getByText("Coffee.").waitFor();
  });

  test("is shown again after a reload in the middle of a round, and in a second tab", async () => {
    await discuss(1);
    await claude.asked();
    await claude.write("Half a ");
    await laid.turnsOf("Claude").nth(1).getByText("Half a").waitFor();

    await laid.page.reload();
    const other = await laid.context.newPage();
    await other.goto(laid.table.url);
    await laid.turnsOf("Claude").nth(1).getByText("Half a").waitFor();
    await claude.write("word.");
    claude.end();

    await laid.turnsOf("Claude").nth(1).getByText("Half a word.").waitFor();
    await other.getByText("Half a word.").waitFor();
  });

  test.each([320, 1440])("fits into %i pixels", async (width) => {
    await laid.page.setViewportSize({ width, height: 800 });
    await discuss(1);
    await say(claude, `${"x".repeat(500)}${positionBlock("Tea", ["GPT"], { changed: true })}`);
    await gpt.asked();
    gpt.fail("network");
    await laid.page.locator(".outcome").waitFor();

    expect(await laid.width()).toBe(width);
  });
});

function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
