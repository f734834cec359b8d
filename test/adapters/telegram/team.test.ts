import type { Chat } from "grammy/types";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createModels } from "../../../src/models/create-models.ts";
import { createModelServer, type ModelServer, reply, say } from "../../support/model-server.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

const qwen = {
  id: "qwen/qwen3-max",
  name: "Qwen: <b>Qwen3</b> Max",
  context_length: 262_144,
  pricing: { prompt: "0.0000012", completion: "0.000006" },
};
const longest = Array.from({ length: 19 }, (_, index) => ({
  id: `many/qwen-${index + 1}-${"x".repeat(180)}`,
  name: `Qwen with a long name ${index + 1} ${"n".repeat(90)}`,
}));

let server: ModelServer;
let table: Awaited<ReturnType<typeof layFastTable>>;

beforeEach(async () => {
  server = await createModelServer(({ path, model }) =>
    path.endsWith("/models")
      ? reply(200, { data: [qwen, ...longest] })
      : say(`${model} and @qwen3-max have a view.`),
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
  await models.offer?.list.load();
  table = await layFastTable(() => models);
});

afterEach(async () => {
  await table.close();
  await server.close();
});

test("a model is found, ticked, seated and asked by buttons, in one message", async () => {
  const talk = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  talk.says("/project new Harbour");
  talk.says("/team");
  await offered(talk.chat, "Find more models");
  const atHand = keyboard(talk.chat);

  talk.presses("Find more models");
  await offered(talk.chat, "Page 2 ▶");
  const first = keyboard(talk.chat);
  talk.presses("Page 2 ▶");
  await offered(talk.chat, "Page 3 ▶");
  const second = keyboard(talk.chat);
  talk.presses("◀ Page 1");
  await offered(talk.chat, "☐ Qwen: <b>Qwen3</b> Max");
  talk.presses("☐ Qwen: <b>Qwen3</b> Max");
  await offered(talk.chat, "☑ Qwen: <b>Qwen3</b> Max");
  talk.presses("Back to the team");
  await offered(talk.chat, "☑ qwen3-max");
  talk.says("/open Who are you?");
  const answer = await table.said(talk.chat, /^qwen3-max\nqwen\/qwen3-max and .* a view\./);

  expect(atHand).toEqual([["☑ Claude", "☑ GPT"], ["☑ Gemini"], ["Find more models"]]);
  expect(first).toHaveLength(10);
  expect(second.at(-2)).toEqual(["◀ Page 1", "Page 3 ▶"]);
  expect(
    table.fake.replies(talk.chat).filter((text) => text.includes("The team of Harbour:")),
  ).toEqual(["The team of Harbour: Claude, GPT, Gemini, qwen3-max."]);
  // As code: else it would be a link to a stranger of that name.
  const message = table.fake.messages(talk.chat).find(({ text }) => text === answer);
  expect(message?.entities).toContainEqual(
    expect.objectContaining({ type: "code", offset: answer.indexOf("@"), length: 10 }),
  );
});

test("a search shows what each model costs, in text that is no markup", async () => {
  const talk = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  talk.says("/project new Harbour");

  talk.says("/team find qwen3 max");
  const text = await table.said(talk.chat, /262K tokens/);

  expect(text).toContain(
    "Qwen: <b>Qwen3</b> Max\nqwen/qwen3-max · 262K tokens · $1.20 in, $6.00 out",
  );
  expect(keyboard(talk.chat)).toEqual([["☐ Qwen: <b>Qwen3</b> Max"], ["Back to the team"]]);
});

async function offered(chat: Pick<Chat, "id">, label: string): Promise<void> {
  await table.fake.until(() => keyboard(chat).flat().includes(label));
}

/** The labels of the last one in a chat, row by row. */
function keyboard(chat: Pick<Chat, "id">): readonly (readonly string[])[] {
  const last = table.fake.messages(chat).findLast(({ reply_markup }) => reply_markup);
  return last?.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text)) ?? [];
}
