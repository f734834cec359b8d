import { afterEach, describe, expect, test } from "vitest";
import { chunk, done, stream } from "../../support/model-server.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";

const beginning = "The crane stands at the northern pier, ";
const middle = "where **it has stood since spring, ";
const end = "and nobody has moved it**.";
const whole =
  "Claude\nThe crane stands at the northern pier, where it has stood since spring, and nobody has moved it.";

let table: ServedTable;

afterEach(async () => {
  await table.close();
});

/** An answer that is written as far as a test lets it be. */
function hold() {
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const reply = () =>
    stream(
      chunk({ content: beginning }),
      first.promise,
      chunk({ content: middle }),
      second.promise,
      chunk({ content: end }, { finish_reason: "stop" }),
      done,
    );
  return { reply, goOn: first.resolve, finish: second.resolve };
}

function ofClaude(chat: { readonly id: number }) {
  return table.telegram.messages(chat).filter(({ text }) => text?.startsWith("Claude\n"));
}

describe("an answer in private", () => {
  test("appears while it is written, in the message that holds it in the end", async () => {
    const { reply, goOn, finish } = hold();
    table = await layServedTable(reply);
    const { chat, says } = table.ann();
    says("/ask claude Where is the crane?");

    const first = await table.said(chat, /^Claude\nThe crane stands at the northern pier, …$/);
    goOn();
    const second = await table.said(chat, /^Claude\n.* since spring, …$/);
    finish();
    await table.said(chat, /nobody has moved it\.$/);

    expect(first).toBe("Claude\nThe crane stands at the northern pier, …");
    expect(second).toContain("where **it has stood");
    expect(ofClaude(chat).map(({ text }) => text)).toEqual([whole]);
  });

  test("whose message was deleted meanwhile is sent anew", async () => {
    const { reply, goOn, finish } = hold();
    table = await layServedTable(reply);
    const { chat, says } = table.ann();
    says("/ask claude Where is the crane?");
    await table.said(chat, /^Claude\n.* pier, …$/);
    table.telegram.fail("editMessageText", {
      kind: "refused",
      code: 400,
      description: "Bad Request: message to edit not found",
    });

    goOn();
    await table.said(chat, /^Claude\n.* since spring, …$/);
    finish();
    await table.said(chat, /nobody has moved it\.$/);

    expect(ofClaude(chat).filter(({ text }) => text === whole)).toHaveLength(1);
  });

  test("loses frames in a flood, and never its end", async () => {
    const { reply, goOn, finish } = hold();
    table = await layServedTable(reply);
    const { chat, says } = table.ann();
    says("/ask claude Where is the crane?");
    await table.said(chat, /^Claude\n.* pier, …$/);
    table.telegram.fail("editMessageText", { kind: "rate_limited", retryAfter: 2 });

    goOn();
    await table.telegram.until(() => table.telegram.requests.some(({ status }) => status === 429));
    finish();
    await table.said(chat, /nobody has moved it\.$/);

    expect(table.telegram.requests.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(ofClaude(chat).map(({ text }) => text)).toEqual([whole]);
  });

  test("that grows beyond one message goes on in the next, and becomes a document at last", async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const line = "A line of thought that goes on and on. ";
    table = await layServedTable(() =>
      stream(
        chunk({ content: line.repeat(150) }),
        first.promise,
        chunk({ content: line.repeat(2000) }),
        second.promise,
        chunk({}, { finish_reason: "stop" }),
        done,
      ),
    );
    const { chat, says } = table.ann();
    says("/ask claude Tell me all.");
    await table.said(chat, /^Claude \(2\/…\)\n[^]* …$/);

    first.resolve();
    second.resolve();
    const document = await table.telegram.until(() =>
      table.telegram.messages(chat).find((message) => message.document),
    );

    expect(table.telegram.fileOf(document).toString().trim()).toBe(line.repeat(2150).trim());
    expect(table.telegram.replies(chat).filter((text) => text.startsWith("Claude ("))).toEqual([]);
  });
});

describe("answers in private", () => {
  test("are streamed side by side, and each stands there once", async () => {
    const held = Promise.withResolvers<void>();
    table = await layServedTable(({ model }) =>
      stream(
        chunk({ content: `${model} begins to say something of some length` }),
        held.promise,
        chunk({ content: ", and ends." }, { finish_reason: "stop" }),
        done,
      ),
    );
    const { chat, says } = table.ann();
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^Claude\n.* length …$/);
    await table.said(chat, /^GPT\n.* length …$/);

    held.resolve();
    await table.said(chat, /^All have answered/);

    const texts = table.telegram.replies(chat).filter((text) => /^(Claude|GPT)/.test(text));
    expect(texts.toSorted()).toEqual([
      "Claude\nv/claude begins to say something of some length, and ends.",
      "GPT\nv/gpt begins to say something of some length, and ends.",
    ]);
  });
});

describe("an answer in a group", () => {
  test("comes when it is whole", async () => {
    const held = Promise.withResolvers<void>();
    table = await layServedTable(() =>
      stream(
        chunk({ content: "The crane stands at the northern pier" }),
        held.promise,
        chunk({ content: "." }, { finish_reason: "stop" }),
        done,
      ),
    );
    const group = table.telegram.group("Harbour office");
    const talk = table.telegram.user({ id: 7, name: "Ann" }).in(group);
    talk.says("/ask claude Where is the crane?");

    await table.said(group, /✍ Claude, 7 words/);
    const before = table.telegram.replies(group);
    held.resolve();
    await table.said(group, /^Claude\nThe crane stands at the northern pier\.$/);

    expect(before.filter((text) => text.startsWith("Claude\n"))).toEqual([]);
  });
});
