import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { positionBlock } from "../../support/position-block.ts";
import { answered, scriptedModel } from "../../support/scripted-model.ts";

describe.skipIf(!hasBrowser)("the composer and its buttons", () => {
  let laid: LaidPage;
  /** Whoever waits for it before it speaks. */
  let held: PromiseWithResolvers<void> | undefined;

  beforeEach(async () => {
    held = undefined;
    const models = ["claude", "gpt"].map((name) =>
      scriptedModel(name, async ([system], { signal }) => {
        if (system?.content.startsWith("You are the secretary")) {
          return answered('{"agreements":["The crane stands east."],"disagreements":[]}', 5e6);
        }
        if (held) await Promise.race([held.promise, aborted(signal)]);
        return answered(`${name} looks east.${positionBlock("East")}`, 10e6);
      }),
    );
    laid = await layPage(models);
    await laid.table.say("/project new Harbour");
    await laid.table.say("/project set auto_consensus off");
  });

  afterEach(() => laid.close());

  const described = (name: string) => laid.button(name).getAttribute("aria-description");
  const cards = () => laid.page.locator(".card p").allInnerTexts();

  test("shows what is said of a discussion until the next answer, and everything else until it is dismissed", async () => {
    held = Promise.withResolvers();
    await laid.send("Where is the crane?");
    await expect.poll(cards).toEqual(["Asked: Claude, GPT."]);
    held.resolve();
    await laid.page.getByText("Both answered").waitFor();
    await expect.poll(cards).toEqual([]);
    await laid.send("/status");
    await expect.poll(cards).toEqual([expect.stringContaining("Project: Harbour")]);

    held = Promise.withResolvers();
    await laid.send("/next");
    await expect
      .poll(cards)
      .toEqual(["The next round begins.", expect.stringContaining("Project: Harbour")]);
    await laid.send("/stop");
    await expect
      .poll(cards)
      .toEqual([
        "Stopped. 0 of 2 answers of round 2 are kept, 2 in all.",
        expect.stringContaining("Project: Harbour"),
      ]);

    expect(await laid.violations()).toEqual([]);
  });

  test("says beside each button what the next step may cost, once that is known", async () => {
    await laid.composer.fill("Where is the crane?");
    expect(await described("Ask all")).toBe(null);
    await laid.button("Ask all").click();
    await laid.page.getByText("Both answered").waitFor();

    await expect.poll(() => described("Next round")).toMatch(/^about \$0\.\d+$/);
    expect(await described("Consensus")).toMatch(/^about \$0\.\d+$/);
    expect(await described("Discuss")).toMatch(/^about \$0\.\d+$/);
    await laid.composer.fill("And the tide?");
    await expect.poll(() => described("Ask all")).toBe("about $0.020");
    const two = await described("Discuss");
    await laid.page.getByRole("spinbutton").fill("9");
    expect(await described("Discuss")).not.toBe(two);
    expect(await laid.button("Ask all").innerText()).toContain("≈ $0.020");
  });

  test("has the usual rounds of the project, and again those of none", async () => {
    const rounds = () => laid.page.getByRole("spinbutton").inputValue();
    await laid.send("/project set default_rounds 5");
    await expect.poll(rounds).toBe("5");

    await laid.send("/project delete Harbour");
    await laid.button("Delete Harbour").click();

    await expect.poll(rounds).toBe("3");
  });

  test("can do everything with keys, and lists them", async () => {
    const { page } = laid;
    const { keyboard } = page;
    await laid.send("Where is the crane?");
    await page.getByText("Both answered").waitFor();

    held = Promise.withResolvers();
    await keyboard.press("Alt+Shift+N");
    await page.getByText("Round 2 of 2: Claude is speaking").waitFor();
    await keyboard.press("Alt+Shift+S");
    await page.locator(".outcome").getByText("Stopped.").waitFor();
    await keyboard.press("Alt+Shift+C");
    await page.getByRole("heading", { name: "What the table came to" }).waitFor();
    await keyboard.press("Alt+Shift+X");
    await expect.poll(focused).toBe("Markdown");
    await keyboard.press("Escape");
    await keyboard.press("Alt+Shift+P");
    await page.getByRole("dialog", { name: "Projects" }).waitFor();
    await closeDialog();
    await keyboard.press("Alt+Shift+D");
    await page.getByRole("dialog", { name: "Discussions" }).waitFor();
    await closeDialog();
    await keyboard.press("Alt+Shift+K");

    const list = page.getByRole("dialog", { name: "Shortcuts" });
    await list.waitFor();
    await list.waitFor();
    const named = await list.locator("dd").allInnerTexts();
    for (const name of ["Next round", "Stop", "Consensus", "Export", "Projects", "Discussions"]) {
      expect(named).toContain(name);
    }
    expect(await laid.violations()).toEqual([]);
    await keyboard.press("Alt+Shift+N");
    await keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await page.getByRole("heading", { name: "Round 3" }).count()).toBe(0);
  });

  test("leaves the keyboard where a menu or a dialog was opened, whether something was chosen or not", async () => {
    const { page } = laid;
    const { keyboard } = page;
    await laid.send("Where is the crane?");
    await page.getByText("Both answered").waitFor();

    await page.locator("summary").press("Enter");
    await keyboard.press("Tab");
    // The browser tells that a menu is open a moment after it is.
    await page.evaluate("new Promise((resolve) => requestAnimationFrame(resolve))");
    await keyboard.press("Escape");
    expect(await focused()).toBe("Export");
    await page.locator("summary").press("Enter");
    await keyboard.press("Tab");
    const download = page.waitForEvent("download");
    await keyboard.press("Enter");
    await download;
    expect(await focused()).toBe("Export");

    await laid.button("Discussions").press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Where is the crane?" })
      .press("Enter");
    await page.locator("dialog").waitFor({ state: "detached" });
    expect(await focused()).toBe("Discussions");
  });

  /** The browser closes it in its own time, and until then the shortcuts belong to nobody. */
  async function closeDialog(): Promise<void> {
    await laid.page.keyboard.press("Escape");
    await laid.page.locator("dialog").waitFor({ state: "detached" });
  }

  async function focused(): Promise<string> {
    return String(await laid.page.evaluate("document.activeElement?.textContent"));
  }
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
