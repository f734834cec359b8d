import { afterEach, describe, expect, test } from "vitest";
import { chunk, done, type ModelScript, stream } from "../../support/model-server.ts";
import { postRequest } from "../../support/post-request.ts";
import { layTelegramTable, type TelegramTable } from "../../support/telegram/lay-telegram-table.ts";
import { occasionOf, speakTurn } from "../../support/telegram/turn-script.ts";

// What needs a process of its own: its settings, its end, what it prints, its page.

let table: TelegramTable;

afterEach(async () => {
  await table.close();
});

async function lay(script: ModelScript = speakTurn) {
  table = await layTelegramTable(script, {}, { AI_MODELS: "claude=v/claude,gpt=v/gpt" });
  return table.ann();
}

/** GPT is silent in round 2 until it is told to answer. */
async function layHanging() {
  let isHanging = true;
  const ann = await lay((call) =>
    isHanging && call.model === "v/gpt" && occasionOf(call) === "round 2"
      ? { kind: "silence" }
      : speakTurn(call),
  );
  return {
    ...ann,
    answer: () => {
      isHanging = false;
    },
  };
}

describe("the token", () => {
  test("that is wrong is said, and the page goes on", async () => {
    await lay();
    await table.restart("SIGTERM", { BOT_TOKEN: "123456789:another-token-altogether" });
    await table.moai().line(/^Telegram +off: BOT_TOKEN is not accepted/);

    expect((await fetch(`${table.moai().url}healthz`)).status).toBe(200);
  });

  test("that stops working ends the polling, and the page goes on", async () => {
    const { says } = await lay();
    table.telegram.fail("getUpdates", { kind: "refused", code: 401, description: "Unauthorized" });
    says("/start");

    await table.moai().line(/^Telegram +off: BOT_TOKEN is not accepted/);

    expect((await fetch(`${table.moai().url}healthz`)).status).toBe(200);
  });

  test("that another program polls with is said, and taken back when that one ends", async () => {
    const { chat, says } = await lay();
    table.telegram.fail("getUpdates", {
      kind: "refused",
      code: 409,
      description: "Conflict: terminated by other getUpdates request",
    });
    says("/start");

    await table.moai().line(/^Telegram +waiting: another program polls/);

    says("/help");
    await table.said(chat, /^moai, Master of AIs/);
  });

  test("never shows in what is printed or logged", async () => {
    const { chat, says } = await lay();
    table.telegram.fail("sendMessage", { kind: "reset", when: "before" }, 2);
    table.telegram.fail("sendMessage", { kind: "server_error" }, 1);
    says("/start");
    says("/ask claude Where?");
    await table.said(chat, /^Claude\nv\/claude speaks/);

    expect(table.moai().output()).not.toContain("token-of-a-bot");
  });
});

test("the menu by scope and language is set once", async () => {
  await lay();
  const calls = (method: string) =>
    table.telegram.requests.filter((request) => request.method === method);
  const isDone = (times: number) => () =>
    calls("getMyShortDescription").length >= 2 * times || undefined;
  await table.telegram.until(isDone(1));

  await table.restart();
  await table.telegram.until(isDone(2));

  const menus = calls("setMyCommands").map(({ parameters }) => parameters);
  const danish = menus.filter(({ language_code: language }) => language === "da");
  expect(menus.length).toBe(6);
  expect(danish.map(({ scope }) => scope)).toEqual([
    { type: "default" },
    { type: "all_private_chats" },
    { type: "all_group_chats" },
  ]);
  expect(danish[1]?.["commands"]).toContainEqual({
    command: "project",
    description: "opretter og ændrer projekter",
  });
  expect(danish[2]?.["commands"]).not.toContainEqual(
    expect.objectContaining({ command: "project" }),
  );
  expect(calls("setMyDescription").length).toBe(2);
});

describe("after a kill", () => {
  test("a discussion goes on, and its chat is told once", async () => {
    const { chat, says, answer } = await layHanging();
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /^Claude · round 2\nv\/claude/);
    await table.asked(4);

    answer();
    await table.restart("SIGKILL");
    await table.said(chat, /^Ended after the last round/);
    await table.restart();
    says("/status");
    await table.said(chat, /^Project: Inbox/);

    const texts = table.telegram.replies(chat);
    expect(texts.filter((text) => text.startsWith("moai was restarted"))).toHaveLength(1);
    expect(texts.filter((text) => text.startsWith("Ended"))).toHaveLength(1);
    expect(texts).toContain("GPT · round 2\nv/gpt speaks in round 2.");
  });

  test("nothing that has ended can be stopped, and nobody is said to think any more", async () => {
    const { chat, says, answer } = await layHanging();
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /GPT is thinking/);

    answer();
    await table.restart("SIGKILL");
    await table.said(chat, /^Ended after the last round/);

    await table.telegram.until(() =>
      table.telegram
        .messages(chat)
        .every(
          ({ text = "", reply_markup }) =>
            !text.includes("is thinking") && !JSON.stringify(reply_markup ?? "").includes('"Stop"'),
        ),
    );
  });

  test("a discussion whose announcement cannot be read keeps the bot from nothing", async () => {
    const { chat, says } = await layHanging();
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /GPT is thinking/);

    await table.moai().stop("SIGKILL");
    table.damage("update request set reply = '{' where reply like '%At the table%'");
    await table.restart();
    says("/status");

    await table.said(chat, /^Project: Inbox/);
    expect(table.moai().output()).toContain("a discussion cannot be followed");
  });

  test("a reply that cannot be read is told as broken, and what follows it comes", async () => {
    const { chat, says } = await lay();
    table.telegram.fail("sendMessage", { kind: "server_error" }, 1000);
    says("/projects");
    await table.telegram.until(() => table.count("request") === 1);

    await table.moai().stop("SIGKILL");
    table.damage("update request set reply = '{'");
    table.telegram.forgive();
    await table.restart();
    says("/project new Harbour");

    await table.said(chat, /^Something broke \(ref [0-9a-f]{4}\)/);
    await table.said(chat, /^Harbour/);
    expect(table.moai().output()).toContain("a stored reply cannot be read");
  });

  test("an answer that was stored is sent once", async () => {
    const { chat, says } = await lay();
    says("/project new Harbour");
    await table.said(chat, /^Harbour/);
    table.telegram.fail("sendMessage", { kind: "server_error" }, 1000);
    says("/ask claude Where is the crane?");
    await table.telegram.until(() => table.count("message") === 1);

    await table.moai().stop("SIGKILL");
    table.telegram.forgive();
    await table.restart();
    await table.said(chat, /^Claude\nv\/claude speaks in the opening\.$/);

    const texts = table.telegram.replies(chat).filter((text) => text.startsWith("Claude\n"));
    expect(texts).toHaveLength(1);
    expect(table.questions().filter(({ model }) => model === "v/claude")).toHaveLength(1);
  });

  test("a reply whose beginning stood there is completed", async () => {
    const { chat, says } = await lay();
    table.telegram.fail("editMessageText", { kind: "hang" });
    says("/projects");
    await table.telegram.until(() =>
      table.telegram.requests.find(
        ({ method, status }) => method === "editMessageText" && status === 0,
      ),
    );

    await table.restart("SIGKILL");
    await table.offered(chat, "Make Inbox");

    expect(table.telegram.replies(chat)).toEqual([
      'There is no project yet. /project new "Name" makes one.',
    ]);
  });

  test("an answer that was being written stands there once", async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { chat, says } = await lay(() =>
      stream(
        chunk({ content: "The crane stands at the northern pier, " }),
        first.promise,
        chunk({ content: "where it has stood since spring, " }),
        second.promise,
        chunk({ content: "and nobody has moved it." }, { finish_reason: "stop" }),
        done,
      ),
    );
    says("/ask claude Where is the crane?");
    await table.said(chat, /^Claude\n.* pier, …$/);
    first.resolve();
    await table.said(chat, /^Claude\n.* since spring, …$/);

    await table.restart("SIGKILL");
    second.resolve();
    await table.said(chat, /nobody has moved it\.$/);

    const texts = table.telegram.replies(chat).filter((text) => text.startsWith("Claude\n"));
    expect(texts).toEqual([
      "Claude\nThe crane stands at the northern pier, where it has stood since spring, and nobody has moved it.",
    ]);
    expect(table.questions().filter(({ model }) => model === "v/claude")).toHaveLength(2);
  });
});

describe("a group that is allowed as a whole", () => {
  test("is one where everybody may speak, anonymous admins too, and bots not", async () => {
    await lay();
    const group = table.telegram.supergroup("Harbour office");
    table.telegram.user({ id: 9, name: "Olga" }).in(group);
    table.telegram.user({ id: 7, name: "Ann" }).in(group);
    await table.restart("SIGTERM", { ALLOWED_CHATS: String(group.id) });
    const eve = table.telegram.user({ id: 666, name: "Eve" });

    table.telegram.pushRaw({
      message: {
        message_id: 1,
        date: 1,
        chat: group,
        from: { id: 5, is_bot: true, first_name: "Other bot" },
        text: "/status",
      },
    });
    eve.in(group).says("/ask claude Where is the crane?");
    await table.said(group, /^Claude\nv\/claude/);
    table.telegram.anonymousAdminOf(group).says("/ask gpt Where is the pier?");
    await table.said(group, /^GPT\nv\/gpt/);
    eve.inPrivate().says("/status");
    table.telegram.channelIn(table.telegram.channel("News"), group).says("/status");
    await table.said(group, /^Project: Inbox/);

    expect(table.telegram.replies(eve.inPrivate().chat)).toEqual([]);
    expect(table.count("request")).toBe(3);
  });

  test("stays so as a supergroup, and who runs moai is told its new id", async () => {
    await lay();
    const group = table.telegram.group("Harbour office");
    const eve = table.telegram.user({ id: 666, name: "Eve" });
    await table.restart("SIGTERM", { ALLOWED_CHATS: String(group.id) });
    eve.in(group).says("/project new Harbour");
    await table.said(group, /^Harbour is made/);

    const next = table.telegram.migrate(group, eve);
    eve.in(next).says("/projects");
    await table.said(next, /▸ Harbour/);

    await table
      .moai()
      .line(
        new RegExp(
          `^Telegram +the group ${group.id} is ${next.id} now\\. Put the new id into ALLOWED_CHATS$`,
        ),
      );
  });
});

test("what is asked on the page is read in the chat above its answer, and look-ups are not", async () => {
  await lay();
  const group = table.telegram.supergroup("Harbour office");
  const ann = table.telegram.user({ id: 7, name: "Ann" }).in(group);
  ann.says("/project new Harbour");
  await table.said(group, /^Harbour is made/);
  const ask = async (text: string) =>
    await postRequest(table.moai().url, text, undefined, `telegram:${group.id}`);

  await ask("/projects");
  await ask("/open Where is **the** crane?\nAnd @gpt?");
  await table.said(group, /^All have answered/);
  await ask("/export md");
  await ask("/nonsense");
  ann.says("/status");
  await table.said(group, /^Project: Harbour/);

  const question = table.telegram
    .messages(group)
    .find(({ text }) => text?.startsWith("Host on the page:"));
  expect(question?.text).toMatch(
    /^Host on the page:\n\/open Where is the crane\?\nAnd @gpt\?\nAsked: Claude, GPT\.(?:\n|$)/,
  );
  expect(question?.entities?.map(({ type }) => type)).toEqual([
    "bold",
    "blockquote",
    "bold",
    "code",
  ]);
  expect(table.telegram.replies(group)).not.toContainEqual(expect.stringMatching(/▸|nonsense/));
  expect(table.telegram.messages(group).filter(({ document }) => document)).toEqual([]);
});
