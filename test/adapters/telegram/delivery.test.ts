import { afterEach, describe, expect, test } from "vitest";
import { say } from "../../support/model-server.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";

const answer = /^Claude\nv\/claude has a view of it all, and says so in more than a few words\.$/;
const speak = ({ model }: { readonly model: string }) =>
  say(`${model} has a view of it all, and says so in more than a few words.`);

let table: ServedTable;

afterEach(async () => {
  await table.close();
});

/** How often the whole answer stands in the chat, and how often only its beginning. */
function standing(chat: { readonly id: number }) {
  const texts = table.telegram.replies(chat).filter((text) => text.startsWith("Claude\n"));
  const whole = texts.filter((text) => answer.test(text)).length;
  return { whole, begun: texts.length - whole };
}

describe("an answer", () => {
  test.each([
    ["sendMessage", { kind: "rate_limited", retryAfter: 1 }],
    ["sendMessage", { kind: "server_error" }],
    ["sendMessage", { kind: "reset", when: "before" }],
    ["editMessageText", { kind: "rate_limited", retryAfter: 1 }],
    ["editMessageText", { kind: "server_error" }],
    ["editMessageText", { kind: "reset", when: "before" }],
    ["editMessageText", { kind: "reset", when: "after" }],
  ] as const)("stands there once after %s went wrong: %j", async (method, fault) => {
    table = await layServedTable(speak);
    const { chat, says } = table.ann();
    says("/project new Harbour");
    await table.said(chat, /^Harbour/);
    says("/ask claude Where is the crane?");
    await table.said(chat, /is asked/);

    table.telegram.fail(method, fault);
    says("/ask claude And now?");
    await table.telegram.until(() => standing(chat).whole === 2);

    expect(standing(chat)).toEqual({ whole: 2, begun: 0 });
  });

  test("of which nobody knows whether it was begun is begun again, and only that stands twice", async () => {
    table = await layServedTable(speak);
    const { chat, says } = table.ann();
    says("/project new Harbour");
    await table.said(chat, /^Harbour/);

    says("/ask claude Where is the crane?");
    await table.said(chat, /is asked/);
    table.telegram.fail("sendMessage", { kind: "reset", when: "after" });
    await table.said(chat, answer);

    const { whole, begun } = standing(chat);
    expect(whole).toBe(1);
    expect(begun).toBeLessThanOrEqual(1);
  });

  test("whose beginning was deleted is sent anew", async () => {
    table = await layServedTable(speak);
    const { chat, says } = table.ann();
    table.telegram.fail("editMessageText", {
      kind: "refused",
      code: 400,
      description: "Bad Request: message to edit not found",
    });

    says("/ask claude Where is the crane?");
    await table.said(chat, answer);

    expect(standing(chat).whole).toBe(1);
  });

  test("to somebody who blocked the bot is given up, and others go on", async () => {
    const blocked = Promise.withResolvers<void>();
    table = await layServedTable(async (call) => {
      if (call.body.includes("crane")) await blocked.promise;
      return speak(call);
    });
    const [ann, bob] = [table.ann(), table.bob()];
    ann.says("/ask claude Where is the crane?");
    await table.said(ann.chat, /is asked/);

    table.telegram.block(table.telegram.user({ id: 7, name: "Ann" }));
    blocked.resolve();
    await table.telegram.until(() => table.telegram.requests.some(({ status }) => status === 403));
    bob.says("/ask claude And the tide?");
    await table.said(bob.chat, answer);

    expect(standing(ann.chat)).toEqual({ whole: 0, begun: 0 });
  });

  test("to somebody who blocked the bot ends the discussion, which nobody would read", async () => {
    const opened = Promise.withResolvers<void>();
    table = await layServedTable(async (call) => {
      if (call.model === "v/gpt") return { kind: "silence" };
      await opened.promise;
      return speak(call);
    });
    const { chat, says } = table.ann();
    says("/in Inbox /discuss 3 Where is the crane?");
    await table.said(chat, /^At the table/);
    await table.asked(2);

    table.telegram.block(table.telegram.user({ id: 7, name: "Ann" }));
    opened.resolve();

    const hanging = table.questions().find(({ model }) => model === "v/gpt");
    expect(await hanging?.ended).toBe("hung up");
    expect(table.questions()).toHaveLength(2);
  });

  test("of 100 kB comes as a document", async () => {
    const text = "A long line of thought. ".repeat(4200);
    table = await layServedTable(() => say(text));
    const { chat, says } = table.ann();

    says("/ask claude Tell me all.");
    const message = await table.telegram.until(() =>
      table.telegram.messages(chat).find(({ document }) => document !== undefined),
    );

    expect(message.document?.file_name).toBe("claude-1.md");
    expect(table.telegram.fileOf(message).toString().trim()).toBe(text.trim());
    expect(message.caption).toMatch(/^Claude\nA long line of thought/);
  });
});

describe("a reply", () => {
  test.each([
    ["sendMessage", { kind: "reset", when: "before" }],
    ["sendMessage", { kind: "reset", when: "after" }],
    ["sendMessage", { kind: "server_error" }],
    ["editMessageText", { kind: "reset", when: "before" }],
    ["editMessageText", { kind: "reset", when: "after" }],
  ] as const)("stands there once after %s went wrong: %j", async (method, fault) => {
    table = await layServedTable(speak);
    const { chat, says } = table.ann();
    table.telegram.fail(method, fault);

    says("/projects");
    await table.offered(chat, "Make Inbox");

    const whole = /^There is no project yet\. \/project new "Name" makes one\.$/;
    expect(table.telegram.replies(chat).filter((text) => whole.test(text))).toHaveLength(1);
  });
});

describe("a burst", () => {
  test("of 35 wrong commands is answered in full within Telegram's limits", async () => {
    // By the clock, or the commands would come slowly.
    table = await layServedTable(speak, { factor: 1 });
    const { chat, says } = table.ann();
    const commands = Array.from({ length: 35 }, (_, index) => `/wrong${index}`);

    for (const command of commands) says(command);
    await table.telegram.until(() => {
      const all = table.telegram.replies(chat).join("\n");
      return commands.every((command) => all.includes(`There is no command ${command}.`));
    });

    const refused = table.telegram.requests.filter(({ status }) => status === 429);
    expect(refused).toEqual([]);
    expect(table.telegram.count("sendMessage")).toBeLessThan(16);
  });
});

describe("hostile input", () => {
  const texts = [
    "/",
    "//",
    "/ ",
    "/@",
    "/@moai_bot",
    "/open",
    "/open@",
    "/open@moai_bot",
    "/open@moai_bot@moai_bot x",
    "/project",
    "/project new",
    "/project new \u202E",
    '/project new "',
    "/project new ''",
    "/project new “",
    "/project new __proto__",
    "/project new constructor",
    "/project select __proto__",
    "/project delete *",
    "/project delete confirmed",
    "/project delete  confirmed",
    "/project models ,,,",
    "/project models __proto__",
    "/project set",
    "/project set __proto__ x",
    "/project set constructor",
    "/project set default_rounds NaN",
    "/project set budget_usd Infinity",
    "/project set budget_usd 1e999",
    "/ask",
    "/ask @",
    "/ask :",
    "/ask claude",
    "/ask claude\n",
    "/ask __proto__ x",
    "/ask toString x",
    "/in",
    "/in /",
    "/in Inbox",
    "/in Inbox /in Inbox",
    "/in Inbox /nonsense",
    `/in Inbox ${"/in Inbox ".repeat(300)}/status`,
    "/status'; drop table message; --",
    "/ОТКРЫТЬ вопрос",
    "/打开",
    "/open\u0000x",
    "/help\u200B",
    "/help\u00A0x",
    "/HELP",
    "/start start=p_x",
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "`".repeat(4000),
    "*_~|".repeat(1000),
    "\u202E\u2066".repeat(500),
    "👩‍👩‍👧‍👦".repeat(300),
    "\uD83D",
    "𝕏".repeat(2000),
    "@claude",
    "@moai_bot",
    "claude:",
    "/project new " + "x".repeat(4000),
  ];

  test("of many kinds is answered, and moai is there afterwards", async () => {
    table = await layServedTable(speak);
    const [ann, bob] = [table.ann(), table.bob()];

    expect(texts.length).toBeGreaterThanOrEqual(60);
    for (const [index, text] of texts.entries()) (index % 2 === 0 ? ann : bob).says(text);
    for (const data of ["", "/", "telegram:", "telegram:1/99", "telegram:1/-1", "x".repeat(64)]) {
      ann.pressesData(data);
    }
    table.telegram.pushRaw({ message: { text: 7 } });
    table.telegram.pushRaw({ message: null });
    table.telegram.pushRaw({ callback_query: {} });
    table.telegram.pushRaw({ something_new: { of: "tomorrow" } });
    for (const { chat, says } of [ann, bob]) {
      says("/project new Afterwards");
      await table.said(chat, /Afterwards is made and selected/);
    }

    const all = [ann, bob].flatMap(({ chat }) => table.telegram.replies(chat)).join("\n");
    expect(all).not.toMatch(/Something broke|undefined|\[object|at \w+ \(/);
    expect(table.telegram.requests.filter(({ status }) => status === 400)).toEqual([]);
  });
});
