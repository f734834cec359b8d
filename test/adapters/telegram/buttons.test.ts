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

test("the end of a discussion offers what can come next, and one is asked in the answer to a question", async () => {
  const { chat, says, presses } = await lay();
  says("/in Inbox /open Where is the crane?");
  await table.said(chat, /^All have answered[^]*\.$/);

  presses("Ask one");
  await table.said(chat, /^About “Where is the crane\?”: whom do you want to ask\?$/);
  presses("GPT");
  const question = await table.said(chat, /^Write your question to GPT\./);
  says("Are you sure?", { replyTo: messageWith(question) });
  await table.fake.until(
    () =>
      table.fake.replies(chat).filter((text) => /^GPT\ngpt has a view\.$/.test(text)).length === 2,
  );
  presses("Export");
  await table.fake.until(() => table.fake.messages(chat).find(({ document }) => document));

  const labels = (pattern: RegExp) =>
    table.fake
      .messages(chat)
      .findLast(({ text = "", caption = "" }) => pattern.test(text + caption))
      ?.reply_markup?.inline_keyboard.flat()
      .map(({ text }) => text);
  expect(labels(/^All have answered/)).toEqual(["Discuss", "Consensus", "Export", "Ask one"]);
  expect(labels(/^The discussion as Markdown/)).toEqual(["As HTML", "As JSON"]);
  expect(question).toBe("Write your question to GPT. Reply to this message with it.");

  function messageWith(text: string) {
    const message = table.fake.messages(chat).find((one) => one.text === text);
    if (!message) throw new Error(`nobody said: ${text}`);
    return message;
  }
});
