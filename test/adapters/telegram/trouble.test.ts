import { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { say } from "../../support/model-server.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";
import { speakTurn } from "../../support/telegram/turn-script.ts";

let table: ServedTable;

afterEach(async () => {
  await table.close();
});

describe("what cannot be stored", () => {
  test("is said at once, to words and to buttons", async () => {
    table = await layServedTable(speakTurn, { busyTimeoutMs: 50 });
    const { chat, says, presses } = table.ann();
    says("Where is the crane?");
    await table.offered(chat, "Ask all");
    using other = new DatabaseSync(table.file);
    other.exec("begin immediate");

    says("/ask claude Where is the crane?");
    await table.said(chat, /^That could not be stored\./);
    const press = presses("Ask all");
    await table.telegram.until(() => press.answer);
    other.exec("rollback");

    expect(press.answer?.text).toMatch(/^That could not be stored\./);
  });
});

describe("where the bot may not", () => {
  test("send files, the beginning of a long answer is shown", async () => {
    table = await layServedTable(() => say("A long line of thought. ".repeat(4200)));
    table.telegram.fail(
      "sendDocument",
      {
        kind: "refused",
        code: 400,
        description: "Bad Request: not enough rights to send documents to the chat",
      },
      9,
    );
    const group = table.telegram.supergroup("Harbour office");

    table.telegram.user({ id: 7, name: "Ann" }).in(group).says("/ask claude Where?");

    await table.said(group, /^Claude\nA long line of thought\./);
  });

  test.each(["not enough rights to send text messages to the chat", "TOPIC_DELETED"])(
    "write, nothing goes on costing: %s",
    async (problem) => {
      table = await layServedTable(speakTurn);
      table.telegram.fail(
        "sendMessage",
        { kind: "refused", code: 400, description: `Bad Request: ${problem}` },
        99,
      );
      const group = table.telegram.supergroup("Harbour office", { isForum: true });
      const topic = table.telegram.topic(group, "Cranes");

      table.telegram
        .user({ id: 7, name: "Ann" })
        .in(group)
        .says("/in Inbox /discuss 5 Where?", { topic });
      await table.asked(1);
      while (table.value("select status from discussion") !== "completed") await pause(5);

      expect(table.value("select stop_reason from discussion")).toBe("stopped");
      expect(table.questions().length).toBeLessThanOrEqual(4);
    },
  );
});

describe("replies that wait", () => {
  test("go together as far as the next answer, and the end stands under it", async () => {
    const refused = Promise.withResolvers<void>();
    table = await layServedTable(async (call) => {
      if (call.body.includes("quay")) await refused.promise;
      return speakTurn(call);
    });
    const group = table.telegram.group("Harbour office");
    const { says } = table.telegram.user({ id: 7, name: "Ann" }).in(group);
    says("/in Inbox /ask claude Where is the crane?");
    await table.said(group, /^Claude\nv\/claude/);
    table.telegram.fail("sendChatAction", { kind: "rate_limited", retryAfter: 60 });
    says("/ask claude Where is the quay?");
    await table.telegram.until(() => table.refused().at(0));
    refused.resolve();

    says("/open Where is the pier?");
    await table.said(group, /All have answered[^]*\.$/);
    await table.telegram.until(
      () =>
        table.telegram.replies(group).filter((text) => text.includes(" speaks in")).length === 4,
    );

    expect(table.telegram.replies(group).at(-1)).toMatch(/^All have answered/);
  });

  test("are not joined with a panel, whose place another takes", async () => {
    table = await layServedTable(speakTurn);
    const { chat, says, presses } = table.ann();
    for (let time = 0; time < 12; time += 1) says("/language");
    says("/status");
    says("Where is the crane?");
    await table.offered(chat, "Ask all");

    presses("Ask all");
    await table.said(chat, /^Claude\n/);

    expect(table.telegram.replies(chat).join("\n")).toContain("Project: none");
  });
});

describe("pieces of a long text", () => {
  test("are not commands", async () => {
    table = await layServedTable(speakTurn);
    const { chat, says } = table.ann();

    says(`/in Inbox /open ${"Where is the crane and why? ".repeat(90)}`);
    says("/status");
    await table.said(chat, /^Project: Inbox|\nProject: Inbox/);

    expect(
      table
        .questions()
        .map(({ body }) => body)
        .join(""),
    ).not.toContain("/status");
  });

  test("find each other across what somebody else says in between", async () => {
    table = await layServedTable(speakTurn, { canReadAllGroupMessages: true });
    const group = table.telegram.supergroup("Harbour office");
    const ann = table.telegram.user({ id: 7, name: "Ann" }).in(group);
    const bob = table.telegram.user({ id: 8, name: "Bob" }).in(group);

    ann.says(`/ask claude ${"Begin ".repeat(680)}`);
    bob.says("hello there");
    ann.says("and this is the end");
    await table.said(group, /^Claude\n/);

    expect(table.questions().at(-1)?.body).toContain("and this is the end");
  });
});

test("a stranger's long text keeps nobody waiting while others chat", async () => {
  table = await layServedTable(speakTurn, { canReadAllGroupMessages: true, factor: 1 });
  const bob = table.telegram.user({ id: 8, name: "Bob" }).in(table.telegram.supergroup("Office"));
  const { chat, says } = table.ann();
  let chatted = 0;

  table.telegram.user({ id: 666, name: "Eve" }).inPrivate().says("long ".repeat(500));
  says("/language");
  const isAnswered = new AbortController();
  const chatting = (async () => {
    for (; chatted < 12 && !isAnswered.signal.aborted; chatted += 1) {
      bob.says("chatter");
      await pause(500, undefined, { signal: isAnswered.signal }).catch(() => undefined);
    }
  })();
  await table.said(chat, /speaks English/);
  isAnswered.abort();
  await chatting;

  // One more look is taken for what belongs to the long text, however much others say.
  expect(chatted).toBeLessThan(12);
});

test("a button that has done its work says so when it is pressed again", async () => {
  table = await layServedTable(speakTurn);
  const { chat, says, presses } = table.ann();
  says("/in Inbox /open Where is the crane?");
  await table.offered(chat, "Ask one");
  presses("Ask one");
  await table.offered(chat, "GPT");
  presses("GPT");
  await table.said(chat, /^Write your question to GPT\./);

  const press = presses("GPT");
  await table.telegram.until(() => press.answer);

  expect(press.answer?.text).toBe(
    "This button has done its work. Send the command to do it again.",
  );
});

test("another program that polls is not answered with more and more calls", async () => {
  const conflict = {
    kind: "refused",
    code: 409,
    description: "Conflict: terminated by other getUpdates request",
  } as const;
  table = await layServedTable(speakTurn);
  const { chat, says } = table.ann();
  says("/status");
  await table.said(chat, /^Project: none/);
  const calls = (method: string) =>
    table.telegram.requests.filter((request) => request.method === method).length;
  await table.telegram.until(() => calls("getMyShortDescription") >= 2);
  const before = calls("getMyCommands");
  table.telegram.fail("getUpdates", conflict, 5);

  says("/projects");
  await table.telegram.until(
    () => table.telegram.requests.filter(({ status }) => status === 409).length === 5,
  );
  says("/help");
  await table.said(chat, /^moai, Master of AIs/);

  expect(calls("getMyCommands")).toBe(before);
});
