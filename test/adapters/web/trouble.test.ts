import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { type LaidPage, layPage } from "../../support/lay-page.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("the page", () => {
  let laid: LaidPage;
  let claude: SteppedModel;
  let gpt: SteppedModel;

  beforeEach(async () => {
    claude = steppedModel("claude");
    gpt = steppedModel("gpt");
    laid = await layPage([claude, gpt]);
    await laid.table.say("/project new Harbour");
  });

  afterEach(() => laid.close());

  /** Both say it and are done. */
  async function answer(text: string): Promise<void> {
    for (const model of [claude, gpt]) {
      await model.asked();
      await model.write(text);
      model.end();
    }
  }

  /** The text of the next request that is sent. */
  async function nextSent(): Promise<string> {
    const request = await laid.page.waitForRequest("**/api/requests");
    return request.postData() ?? "";
  }

  test("shows a stored answer, not one that it saw being written elsewhere before", async () => {
    const { page, table } = laid;
    const first = await table.say("/open Where is the crane?");
    for (const model of [claude, gpt]) await model.write("Half a ");
    await page.getByText("Half a").first().waitFor();
    await table.say("/project new Quay");
    const heading = page.getByRole("heading", { name: "Where is the crane?" });
    await heading.waitFor({ state: "detached" });
    for (const model of [claude, gpt]) {
      await model.write("sentence no more.");
      model.end();
    }
    await table.ended(first.discussionId);

    await table.say(`/resume ${first.discussionId}`);
    await heading.waitFor();

    await laid.turnsOf("Claude").getByText("Half a sentence no more.").waitFor();
  });

  test("shows below a discussion what was asked beside it, and nothing else", async () => {
    const { page, table } = laid;
    const first = await table.say("/open Where is the crane?");
    await answer("It stands east.");
    await table.ended(first.discussionId);
    const beside = await table.say("/ask claude How high is it?");
    await claude.asked();
    await claude.write("High.");
    claude.end();
    await table.ended(beside.discussionId);
    await table.say("/project new Taxes");
    const second = await table.say("/open What of the taxes?");
    await answer("They rise.");
    await table.ended(second.discussionId);

    await table.say(`/resume ${first.discussionId}`);
    await page.getByRole("heading", { name: "Where is the crane?" }).waitFor();

    await page.getByText("How high is it?").waitFor();
    expect(await page.getByText("What of the taxes?").count()).toBe(0);
  });

  test("deletes a project also when another request is on its way at that moment", async () => {
    const { page } = laid;
    await page.clock.install();
    await page.reload();
    await page.getByRole("button", { name: "Project: Harbour" }).click();
    await page.getByRole("button", { name: /^Delete/ }).click();
    await page.keyboard.press("Escape");
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route("**/api/requests", async (route) => {
      await promise;
      await route.continue();
    });
    await laid.send("/status");
    await page.clock.fastForward(11_000);
    resolve();
    await page.locator(".card").waitFor();

    const deleted = page.waitForRequest((request) =>
      (request.postData() ?? "").includes("/project delete"),
    );
    await page.clock.fastForward(1000);
    await deleted;
  });

  test("sends as many rounds as it shows", async () => {
    const box = laid.page.getByRole("spinbutton");
    await laid.composer.fill("Where is the crane?");
    await box.click();
    await box.press("Control+a");
    await box.pressSequentially("25");
    const shown = await box.inputValue();

    const sent = nextSent();
    await laid.button("Discuss").click();

    expect(shown).toBe("10");
    expect(await sent).toContain("/discuss 10 Where is the crane?");
    for (const model of [claude, gpt]) await model.asked();
  });

  test("asks the one who is spoken to, whatever keys send it", async () => {
    await laid.composer.fill("@claude Where is the crane?");

    const sent = nextSent();
    await laid.composer.press("Control+Enter");

    expect(await sent).toContain('"@claude Where is the crane?"');
    await claude.asked();
  });

  test("keeps a command that was refused", async () => {
    await laid.send("/disucss 3 Where is the crane?");
    await laid.page.locator(".card").waitFor();

    expect(await laid.composer.inputValue()).toBe("/disucss 3 Where is the crane?");
  });

  test("can send while five others are open in tabs that nobody sees", async () => {
    for (let tab = 0; tab < 5; tab += 1) {
      const page = await laid.context.newPage();
      await page.goto(laid.table.url);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // Chromium without a screen calls every page visible.
      await page.evaluate(`
        Object.defineProperty(document, "hidden", { value: true });
        document.dispatchEvent(new Event("visibilitychange"));
      `);
    }

    await laid.send("/status");

    await laid.page.locator(".card").waitFor();
  });

  test("asks for the token when that of before is not accepted any more", async () => {
    const { page, table } = laid;
    laid.forgive("401");
    await page.route("**/api/{events,prices}*", (route) =>
      route.fulfill({ status: 401, json: { error: "private" } }),
    );
    await page.route(table.url, (route) =>
      route.fulfill({ status: 401, contentType: "text/html", body: "<h1>Enter the token</h1>" }),
    );

    await page.evaluate("window.dispatchEvent(new Event('online'))");

    await page.getByText("Enter the token").waitFor();
  });

  test("follows a link whose address comes at the end, also while it is written", async () => {
    const first = await laid.table.say("/open Where is the crane?");
    await claude.write("See [the map][1] first.\n\nSecond.\n\nThird.\n\nFourth.\n\n");
    await laid.page.getByText("Fourth").waitFor();

    await claude.write("[1]: https://example.com/map\n");

    await laid.turnsOf("Claude").getByRole("link", { name: "the map" }).waitFor();
    for (const model of [claude, gpt]) model.end();
    await laid.table.ended(first.discussionId);
  });
});
