import { afterEach, expect, test } from "vitest";
import { ModelError } from "../../../src/core/errors.ts";
import { type Script, scriptedModel } from "../../support/scripted-model.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

let table: Awaited<ReturnType<typeof layFastTable>>;

afterEach(async () => {
  await table.close();
});

/** Two who answer anything, a secretary's questions with what is no report. */
async function lay(gpt: Script = () => "gpt has a view.") {
  table = await layFastTable(() => [
    scriptedModel("claude", () => "claude has a view."),
    scriptedModel("gpt", gpt),
  ]);
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

test("one who failed is asked again by the button under its message, once", async () => {
  let isWell = false;
  const { chat, says, presses, pressesData } = await lay(() => {
    if (isWell) return "gpt has a view.";
    throw new ModelError("rate_limited");
  });
  says("/in Inbox /open Where is the crane?");
  await table.said(chat, /^All have answered[^]*\.$/);
  const data = table.fake
    .messages(chat)
    .find(({ text }) => text === "GPT\nGPT did not answer: rate limit.")
    ?.reply_markup?.inline_keyboard.flat()
    .map((button) => ("callback_data" in button ? button.callback_data : ""))[0];

  isWell = true;
  presses("Ask again");
  await table.said(chat, /^GPT is asked again\.$/);
  await table.said(chat, /^GPT\ngpt has a view\.$/);
  const late = pressesData(data ?? "");
  await table.fake.until(() => late.answer);

  expect(late.answer?.text).toBe("This button is from another time. Send the command again.");
});

test("in private /start leads into a group, where moai greets once, and a project has a link", async () => {
  const { chat, says } = await lay();
  says("/start");
  await table.said(chat, /\/help lists everything\.$/);
  says("/project new Harbour");
  says("/project info");
  await table.said(chat, /^Harbour \([^]*Discussions: 0$/);
  const buttons = table.fake
    .messages(chat)
    .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? []);
  const link = buttons.flatMap((button) => ("copy_text" in button ? [button.copy_text.text] : []));
  const group = table.fake.group("Harbour office", { withBot: false });
  const ann = table.fake.user({ id: 7, name: "Ann" }).in(group);

  says("/project new Attic");
  says(`/start ${new URL(link[0] ?? "").searchParams.get("start")}`);
  await table.said(chat, /^Harbour is selected/);
  ann.addsBot();
  ann.says("/start@moai_bot added");
  ann.says("/status");
  await table.said(group, /^Project: none selected/);

  expect(buttons).toContainEqual({
    text: "Add me to a group",
    url: "https://t.me/moai_bot?startgroup=added",
  });
  expect(table.fake.replies(group).filter((text) => /seats several/.test(text))).toHaveLength(1);
});
