import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PromptMessage } from "../../../src/core/prompt.ts";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { positionBlock } from "../../support/position-block.ts";
import { type Script, scriptedModel } from "../../support/scripted-model.ts";

const isSecretary = (prompt: readonly PromptMessage[]) =>
  prompt[0]?.content.startsWith("You are the secretary") ?? false;
const isRatifier = (prompt: readonly PromptMessage[]) =>
  prompt[0]?.content.includes('{"ratified"') ?? false;

describe.skipIf(!hasBrowser)("the report on the page", () => {
  let laid: LaidPage;
  let secretary: Script;

  beforeEach(async () => {
    const models = ["claude", "gpt"].map((name) =>
      scriptedModel(name, (prompt, options) => {
        if (isSecretary(prompt)) return secretary(prompt, options);
        if (isRatifier(prompt)) {
          return '{"ratified":{"agreement 1":true,"disagreement 1":"It stays."}}';
        }
        const [, seats = ""] = /^The seats: (.+)\.$/m.exec(prompt[0]?.content ?? "") ?? [];
        const position = positionBlock("East", seats.split(", "));
        return `${name} says the crane stands east, as in [the plan](https://example.com/plan).${position}`;
      }),
    );
    secretary = () => JSON.stringify(report);
    laid = await layPage(models);
  });

  afterEach(() => laid.close());

  const report = {
    agreements: [
      {
        claim: "The crane stands east.",
        by: ["Claude", "GPT"],
        when: "independent",
        quotes: [
          { seq: 1, text: "the crane stands east" },
          { seq: 2, text: "words that nobody said" },
        ],
      },
      { claim: "It should be painted.", by: ["Claude", "Mallory"], when: "after_debate" },
    ],
    disagreements: [
      {
        topic: "The tide",
        positions: { Claude: "It rises.", GPT: "It falls." },
        crux: "The moon",
      },
    ],
    changed_minds: [
      { who: "GPT", from: "west", to: "east", because: "Claude pointed", because_seq: 1 },
    ],
    minority: [{ by: ["GPT"], position: "Move the crane." }],
    recommendation: "Look at the crane.",
    open_questions: ["Who owns it?"],
  };

  async function discuss(): Promise<void> {
    await laid.table.say("/project set anonymity off");
    await laid.send("/discuss 1 Where is the crane?");
    await laid.page.getByRole("heading", { name: "What the table came to" }).waitFor();
  }

  test("reports what is agreed and what not, and leads from a quote to its message", async () => {
    const { page } = laid;
    await laid.table.say("/in Inbox /status");
    await discuss();
    const shown = page.locator(".report");
    await shown.getByText("confirmed by").first().waitFor();
    await shown.getByText("denied by Claude: It stays.").waitFor();
    expect(await shown.getByText("not confirmed by").count()).toBe(1);

    await shown.getByText("Agreed already in the opening, each for itself").waitFor();
    await shown.getByText("Weak evidence: they had read each other.").waitFor();
    await shown.getByText("Look at the crane.").waitFor();
    await shown.getByText("Who owns it?").waitFor();
    await shown.getByText("Move the crane.").waitFor();
    await shown.getByText("from “west” to “east”, because Claude pointed").waitFor();
    await shown.getByText("also Mallory: nobody here is called that").waitFor();
    expect(await shown.getByText("These words do not stand in the message.").count()).toBe(1);
    const row = shown.locator(".matrix tbody tr");
    expect(await row.locator("td").allInnerTexts()).toEqual(["It rises.", "It falls."]);
    expect(await shown.getByText("%").count()).toBe(0);
    expect(await laid.violations()).toEqual([]);
    await shown.getByRole("button", { name: "Show the message" }).first().click();

    const sought = page.locator(".turn.sought");
    await sought.getByText("the crane stands east").waitFor();
    expect(await sought.evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  test("fits with its report into 320 pixels", async () => {
    await laid.table.say("/in Inbox /status");
    await laid.page.setViewportSize({ width: 320, height: 640 });
    await discuss();

    expect(await laid.width()).toBe(320);
    expect(await laid.violations()).toEqual([]);
  });

  test("prints light and whole, with the addresses of its links and without its controls", async () => {
    const { page } = laid;
    await laid.table.say("/in Inbox /status");
    await discuss();
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.emulateMedia({ media: "print", colorScheme: "dark" });

    expect(await laid.composer.isVisible()).toBe(false);
    expect(await page.getByRole("button").count()).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).color")).toBe("rgb(33, 30, 25)");
    expect(await laid.width()).toBe(720);
    expect(
      await page.evaluate(
        "getComputedStyle(document.querySelector('.markdown a'), '::after').content",
      ),
    ).toContain("https://example.com/plan");
  });

  test("says that no report could be written, and tries again", async () => {
    secretary = () => "I would rather not.";
    await laid.table.say("/in Inbox /status");
    await laid.send("/open Where is the crane?");
    await laid.page.getByText("Both answered").waitFor();
    await laid.button("Consensus").click();
    await laid.page.getByText("The report could not be written", { exact: false }).waitFor();

    secretary = () => JSON.stringify(report);
    await laid.button("Try again").click();

    await laid.page.getByRole("heading", { name: "What the table came to" }).waitFor();
    expect(await laid.page.getByText("could not be written", { exact: false }).count()).toBe(0);
  });

  test("says that the secretary is writing", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    secretary = () => promise;
    await laid.table.say("/in Inbox /status");
    await laid.send("/open Where is the crane?");
    await laid.page.getByText("Both answered").waitFor();

    await laid.button("Consensus").click();
    await laid.page.getByText("The secretary is writing…").waitFor();
    resolve(JSON.stringify(report));

    await laid.page.getByRole("heading", { name: "What the table came to" }).waitFor();
    expect(await laid.page.getByText("The secretary is writing…").count()).toBe(0);
  });
});
