import { afterEach, expect, test } from "vitest";
import { scriptedModel } from "../../support/scripted-model.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

let table: Awaited<ReturnType<typeof layFastTable>>;

afterEach(async () => {
  await table.close();
});

/** Two who answer anything, a secretary's questions with what is no report. */
async function lay() {
  table = await layFastTable(() =>
    ["claude", "gpt"].map((name) => scriptedModel(name, () => `${name} has a view.`)),
  );
  return table.fake.user({ id: 7, name: "Ann" }).inPrivate();
}

test("a report that failed is offered again, however long the discussion", async () => {
  const { chat, says } = await lay();
  says("/in Inbox /open Where is the crane?");
  await table.said(chat, /^All have answered/);
  await table.db
    .updateTable("message")
    .set((expression) => ({ seq: expression("seq", "+", 9_000_000) }))
    .execute();

  says("/consensus");
  await table.said(chat, /^The consensus report could not be written[^]*\.$/);

  const labels = table.fake
    .messages(chat)
    .findLast(({ text }) => text?.startsWith("The consensus report"))
    ?.reply_markup?.inline_keyboard.flat()
    .map(({ text }) => text);
  expect(labels).toEqual(["Try again"]);
});
