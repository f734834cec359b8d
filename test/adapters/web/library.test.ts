import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { scriptedModel } from "../../support/scripted-model.ts";

describe.skipIf(!hasBrowser)("what is kept, on the page", () => {
  let laid: LaidPage;

  beforeEach(async () => {
    laid = await layPage([
      scriptedModel("claude", (prompt) =>
        prompt.some(({ content }) => content.includes("pumps"))
          ? "They hum **softly**."
          : "Not today.",
      ),
    ]);
  });

  afterEach(() => laid.close());

  async function ask(question: string, place = "web"): Promise<void> {
    const { discussionId } = await laid.table.say(`/in Inbox /open ${question}`, place);
    await laid.table.ended(discussionId);
  }

  async function openList(): Promise<void> {
    await laid.button("Discussions").click();
    await laid.page.getByRole("dialog").waitFor();
  }

  const listed = () => laid.page.locator(".listed-question").allInnerTexts();

  test("lists discussions, newest first, and takes one up again", async () => {
    await ask("Heat pumps?");
    await ask("Tea or coffee?");
    await openList();
    await expect.poll(listed).toEqual(["Tea or coffee?", "Heat pumps?"]);
    expect(await laid.violations()).toEqual([]);

    await laid.page.getByRole("button", { name: "Heat pumps?" }).click();

    await laid.page.getByRole("heading", { name: "Heat pumps?", level: 1 }).waitFor();
    expect(await laid.page.getByRole("dialog").count()).toBe(0);
  });

  test("finds a discussion by what was said in it", async () => {
    await ask("Heat pumps?");
    await ask("Tea or coffee?");
    await openList();

    await laid.page.getByLabel("Search in all that was asked and said").fill("soft hum");
    await expect.poll(listed).toEqual(["Heat pumps?"]);
    expect(await laid.page.locator(".excerpt").innerText()).toBe("They hum softly .");
    await laid.page.getByLabel("Search in all that was asked and said").fill("zebra");
    await laid.page.getByText("Nothing was found.").waitFor();
  });

  test("opens the table of a chat, and speaks there", async () => {
    await ask("Heat pumps?", "telegram:-100:7");
    await openList();
    await laid.page.getByRole("link", { name: "Telegram chat -100, topic 7" }).click();
    await laid.page.getByRole("heading", { name: "Heat pumps?", level: 1 }).waitFor();

    await laid.send("/next");

    await laid.page.getByRole("heading", { name: "Round 2" }).waitFor();
    expect(await laid.table.say("/status")).toMatchObject({
      text: expect.stringContaining("Discussion: none"),
    });
  });

  test("exports a project and reads it back", async () => {
    await ask("Heat pumps?");
    await laid.button("Project: Inbox").click();
    const [download] = await Promise.all([
      laid.page.waitForEvent("download"),
      laid.button("Export this project").click(),
    ]);
    const file = {
      name: download.suggestedFilename(),
      mimeType: "application/json",
      buffer: await buffer(await download.createReadStream()),
    };
    await laid.table.say("/project delete Inbox confirmed");
    await laid.button("Close").click();
    await openList();

    await laid.page.getByLabel("Import").setInputFiles(file);

    await expect.poll(listed).toEqual(["Heat pumps?"]);
  });

  test("says what is wrong with a file that is none of its own", async () => {
    await openList();

    await laid.page
      .getByLabel("Import")
      .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from("{") });

    const field = laid.page.getByLabel("Import");
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    const answerId = await field.getAttribute("aria-describedby");
    expect(await laid.page.locator(`[id="${answerId}"]`).innerText()).toMatch(/\.$/);
  });

  test("says beside its field what is wrong with a name, and keeps it there", async () => {
    await laid.table.say("/project new Energy");
    await laid.button("Project: Energy").click();
    const field = laid.page.getByLabel("New project");

    await field.fill("energy");
    await field.press("Enter");
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.getAttribute("aria-describedby")).toBe(
      await laid.page.getByText("A project called", { exact: false }).getAttribute("id"),
    );
    expect(await field.inputValue()).toBe("energy");
    await field.fill("Water");
    await field.press("Enter");

    await laid.page.getByRole("heading", { name: "Water" }).waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    expect(await field.inputValue()).toBe("");
  });

  test("says beside its field what is wrong with a setting, and stores one that is right", async () => {
    await laid.table.say("/project new Energy");
    await laid.button("Project: Energy").click();
    await laid.page.getByText("Settings", { exact: true }).click();
    const field = laid.page.getByLabel("Share of agreement at which a discussion ends");

    await field.fill("often");
    await field.press("Enter");
    await laid.page
      .getByText("consensus_threshold takes a number from 0 to 1, like 0.8. You wrote “often”.")
      .waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await laid.violations()).toEqual([]);
    await field.fill("0.5");
    await field.press("Enter");
    await laid.page.getByLabel("Rounds of a discussion").fill("4");
    await laid.page.getByLabel("Rounds of a discussion").press("Enter");

    await expect
      .poll(async () => (await laid.table.say("/project info")).text)
      .toContain("default_rounds 4, consensus_threshold 0.5");
    await laid.button("Close").click();
    expect(await laid.page.getByRole("spinbutton").inputValue()).toBe("4");
  });
});
