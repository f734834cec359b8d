import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createModels } from "../../../src/models/create-models.ts";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import {
  createModelServer,
  type ModelServer,
  reply,
  say,
  type ServerReply,
} from "../../support/model-server.ts";

const many = Array.from({ length: 400 }, (_, index) => ({
  id: `vendor/model-${index + 1}`,
  name: `Vendor: Model ${index + 1}`,
  context_length: 131_072,
  pricing: { prompt: "0.0000005", completion: "0.0000015" },
}));
const qwen = {
  id: "qwen/qwen3-max",
  name: "Qwen: Qwen3 Max",
  context_length: 262_144,
  pricing: { prompt: "0.0000012", completion: "0.000006" },
};
const hostile = {
  id: `evil/${"x".repeat(180)}`,
  name: "<img src=x onerror=alert(1)>\u202Elive",
};

describe.skipIf(!hasBrowser)("the form of the team", () => {
  let server: ModelServer;
  let laid: LaidPage;
  let page: Page;
  let list: () => ServerReply;

  beforeEach(async () => {
    list = () => reply(200, { data: [qwen, hostile, ...many] });
    server = await createModelServer(({ path, model }) =>
      path.endsWith("/models") ? list() : say(`${model} has a view.`),
    );
    const models = await createModels({
      router: "openrouter",
      baseUrl: server.url,
      apiKey: "test-key",
      models: undefined,
      firstTokenTimeoutMs: 10_000,
      silenceTimeoutMs: 10_000,
      timeoutMs: 10_000,
    });
    laid = await layPage(models);
    ({ page } = laid);
    await laid.table.say("/project new Harbour");
    await laid.button("Project: Harbour").click();
  });

  afterEach(async () => {
    await laid.close();
    await server.close();
  });

  const search = () => page.getByRole("combobox", { name: "Find more models" });
  const options = () =>
    page.getByRole("listbox", { name: "Models of the router" }).getByRole("option");
  const chips = () =>
    page.getByRole("list", { name: "Team" }).getByRole("listitem").allInnerTexts();
  const chosen = async () => (await chips()).map((text) => text.split("\n")[0]);

  test("fetches the list only when somebody looks for more, and shows what a model costs", async () => {
    const before = server.calls.length;

    await search().click();
    await options().first().waitFor();
    await page.getByText("402 models of openrouter, the first 200 are shown.").waitFor();
    await search().fill("MAX qwen");
    await page.getByText("1 model of openrouter").waitFor();

    expect(before).toBe(0);
    expect((await options().innerText()).split("\n")).toEqual([
      "Qwen: Qwen3 Max",
      "qwen/qwen3-max",
      "262K tokens",
      "$1.20 in, $6.00 out",
    ]);
  });

  test("seats a model by keyboard alone, in the order in which they were chosen", async () => {
    await search().focus();
    await page.keyboard.type("model-4");
    await page.getByText("12 models of openrouter").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.type("qwen");
    await page.getByText("1 model of openrouter").waitFor();
    await page.keyboard.press("Enter");
    const typed = await chosen();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page
      .getByText("The team of Harbour: claude, gpt, gemini, model-40, qwen3-max.")
      .waitFor();

    expect(typed).toEqual(["Claude", "GPT", "Gemini", "Vendor: Model 40", "Qwen: Qwen3 Max"]);
    await expect.poll(chosen).toEqual(["Claude", "GPT", "Gemini", "model-40", "qwen3-max"]);
    expect(await page.getByRole("checkbox", { name: "qwen3-max" }).isChecked()).toBe(true);
    await expect.poll(() => options().getAttribute("aria-selected")).toBe("true");
  });

  test("takes a model out by its chip, its tick or its row, and keeps at least one", async () => {
    await page.getByRole("button", { name: "Take out Claude" }).click();
    await page.getByRole("checkbox", { name: "GPT" }).uncheck();
    await search().fill("qwen");
    await page.getByText("1 model of openrouter").waitFor();
    await options().click();
    await options().click();
    const left = await chosen();
    await page.getByRole("button", { name: "Take out Gemini" }).click();

    expect(left).toEqual(["Gemini"]);
    await page.getByText("Choose at least one model.").waitFor();
    expect(await laid.button("Save team").isDisabled()).toBe(true);
  });

  test("says beside the button what the server refuses, and keeps what was chosen", async () => {
    await search().fill("vendor");
    await options().nth(17).waitFor();
    for (let index = 0; index < 18; index += 1) await options().nth(index).click();
    await laid.button("Save team").click();

    await page
      .getByText("A team has at most 20 models, and this would be one of 21. Leave some out.")
      .waitFor();
    expect(await chosen()).toHaveLength(21);
  });

  test("gives each of many models a mark of its own", async () => {
    await search().fill("vendor");
    await options().nth(17).waitFor();
    for (let index = 0; index < 17; index += 1) await options().nth(index).click();
    await laid.button("Save team").click();
    await page.getByText("The team of Harbour: claude, gpt,").waitFor();
    const marks = page.getByRole("list", { name: "Team" }).locator(".mark");
    await expect.poll(() => marks.count()).toBe(20);

    const drawn = await marks.evaluateAll((all) => all.map((mark) => mark.outerHTML));

    expect(new Set(drawn).size).toBe(20);
  });

  test("says in words why there is no list, and tries again", async () => {
    list = () => reply(503, "<html>");
    await search().click();
    await page.getByText("openrouter could not be reached for its list of models.").waitFor();

    list = () => reply(200, { data: [qwen] });
    await laid.button("Try again").click();

    await options().waitFor();
    expect(await options().count()).toBe(1);
  });

  test.each(["light", "dark"] as const)(
    "is free of barriers with a long list, hostile names and little room, in %s",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 700 });
      await search().fill("live");
      await page.getByText("1 model of openrouter").waitFor();
      await options().click();
      await search().fill("");
      await options().nth(100).waitFor({ state: "attached" });

      expect(await laid.violations()).toEqual([]);
      expect(await laid.width()).toBe(320);
      expect(await page.locator("img[src=x]").count()).toBe(0);
      expect(await chosen()).toContain("<img src=x onerror=alert(1)>live");
    },
  );
});
