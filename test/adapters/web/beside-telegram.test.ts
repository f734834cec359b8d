import { describe, expect, test } from "vitest";
import { startTelegram } from "../../../src/adapters/telegram/start-telegram.ts";
import { createExportFile } from "../../../src/commands/export-file.ts";
import { createLog } from "../../../src/log.ts";
import { hasBrowser } from "../../support/browser.ts";
import { layPage } from "../../support/lay-page.ts";
import { steppedModel } from "../../support/stepped-model.ts";
import { createFakeTelegram } from "../../support/telegram/fake-telegram.ts";

describe.skipIf(!hasBrowser)("the page beside Telegram", () => {
  test("shows the same discussion at the same time, and both can speak into it", async () => {
    const [claude, gpt] = [steppedModel("claude"), steppedModel("gpt")];
    const laid = await layPage([claude, gpt]);
    const { table, page } = laid;
    const fake = await createFakeTelegram();
    const telegram = startTelegram({
      token: fake.token,
      apiRoot: fake.apiRoot,
      allowedUsers: new Set([7]),
      allowedChats: new Set(),
      db: table.db,
      bus: table.bus,
      handle: table.handle,
      exportFile: createExportFile(table.db),
      models: table.models,
      log: createLog("silent"),
      print: () => undefined,
    });
    const { chat, says } = fake.user({ id: 7, name: "Ann" }).inPrivate();
    const inChat = (words: string) =>
      fake.until(() => fake.replies(chat).find((text) => text.includes(words)));

    try {
      await page.goto(`${table.url}?place=telegram:${chat.id}`);
      says("/in Inbox /discuss 1 Where is the crane?");
      await page.getByRole("heading", { name: "Where is the crane?" }).waitFor();
      // Telegram shows what is being written once it is more than a few words.
      const long = "It stands where it always stood, behind the old warehouse, and looks to the ea";
      await claude.write(long);
      await laid.turnsOf("Claude").getByText(long).waitFor();
      await inChat(long);
      await claude.write("st.");
      claude.end();
      await inChat(`${long}st.`);
      await gpt.asked();
      says("Mind the tide.");
      await page.locator(".turn.person").getByText("Mind the tide.").waitFor();
      await laid.send("And the wind.");
      await page.locator(".turn.person").getByText("And the wind.").waitFor();
      await gpt.write("In the west.");
      gpt.end();
      await laid.turnsOf("GPT").getByText("In the west.").waitFor();
      await inChat("In the west.");
      await page.getByText("Round 2 of 2: Claude is speaking").waitFor();
      await laid.button("Stop").click();

      await page.locator(".outcome").getByText("Stopped.").waitFor();
      await inChat("Stopped.");
      expect(fake.requests.filter(({ status = 200 }) => status >= 400)).toEqual([]);
    } finally {
      await telegram.close();
      await fake.close();
      await laid.close();
    }
  });
});
