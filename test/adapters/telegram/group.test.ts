import { afterEach, describe, expect, test } from "vitest";
import { postRequest } from "../../support/post-request.ts";
import type { ModelScript } from "../../support/model-server.ts";
import type { FakeTelegramOptions } from "../../support/telegram/fake-telegram.ts";
import { layTelegramTable, type TelegramTable } from "../../support/telegram/lay-telegram-table.ts";
import { occasionOf, speakTurn } from "../../support/telegram/turn-script.ts";

let table: TelegramTable;

afterEach(async () => {
  await table.close();
});

async function layGroup(
  script: ModelScript = speakTurn,
  options: FakeTelegramOptions = {},
  environment: Readonly<Record<string, string>> = {},
) {
  table = await layTelegramTable(
    script,
    { hangGuardMs: 20_000, ...options },
    { AI_MODELS: "claude=v/claude,gpt=v/gpt", ...environment },
  );
  const group = table.telegram.supergroup("Harbour office");
  const owner = table.telegram.user({ id: 9, name: "Olga" }).in(group);
  const ann = table.telegram.user({ id: 7, name: "Ann" }).in(group);
  const bob = table.telegram.user({ id: 8, name: "Bob" }).in(group);
  return { group, owner, ann, bob };
}

function messageWith(chat: { readonly id: number }, text: string) {
  const message = table.telegram.messages(chat).find((one) => one.text === text);
  if (!message) throw new Error(`nobody said: ${text}`);
  return message;
}

describe("in a group", () => {
  test("a reply to an answer asks the one who gave it, and a reply to the bot speaks to all", async () => {
    const { group, ann } = await layGroup();
    ann.says("/in Inbox /open Where is the crane?");
    await table.said(group, /^All have answered[^]*\.$/);

    ann.says("Are you sure?", { replyTo: messageWith(group, "GPT\nv/gpt speaks in the opening.") });
    await table.said(group, /^GPT\nv\/gpt speaks in a direct answer\.$/);
    ann.says("Mind the tide", {
      replyTo: messageWith(group, await table.said(group, /^GPT is asked\./)),
    });
    await table.said(group, /^It is kept\. The table hears it in the next round\.$/);

    const direct = table.questions().filter((call) => occasionOf(call) === "a direct answer");
    expect(direct.map(({ model }) => model)).toEqual(["v/gpt"]);
    expect(direct[0]?.body).toContain("Are you sure?");
  });

  test("what somebody writes is answered by a reply to it", async () => {
    const { group, ann, bob } = await layGroup();
    const ofAnn = ann.says("/in Inbox /open Where is the crane?");
    await table.said(group, /^All have answered[^]*\.$/);
    const ofBob = bob.says("/status");
    await table.said(group, /^Project: Inbox/);

    const repliesTo = (pattern: RegExp) =>
      table.telegram.messages(group).find(({ text = "" }) => pattern.test(text))?.reply_to_message
        ?.message_id;
    expect(repliesTo(/^Asked: /)).toBe(ofAnn.message_id);
    expect(repliesTo(/^Project: /)).toBe(ofBob.message_id);
    expect(repliesTo(/^Claude\n/)).toBe(undefined);
  });

  test("words to a model or to the bot are heard where it may read them, and no others are", async () => {
    const { group, ann } = await layGroup(speakTurn, { canReadAllGroupMessages: true });
    for (const text of [
      "Good morning",
      "@nobody are you there?",
      "note: buy rope",
      "/weather tomorrow",
      "/status@other_bot",
    ]) {
      ann.says(text);
    }

    ann.says("claude: Where is the crane?");
    await table.said(group, /^Claude\nv\/claude speaks in the opening\.$/);
    ann.says("@moai_bot Where is the pier?");
    await table.said(group, /^Whom shall I ask\?$/);

    expect(table.count("request")).toBe(2);
  });

  test("only who asked and admins stop what runs", async () => {
    const { group, owner, ann, bob } = await layGroup(
      () => ({ kind: "silence" }),
      {},
      {
        ALLOWED_USERS: "7, 8, 9",
      },
    );
    owner.says("/status");
    await table.said(group, /^Project: none/);
    ann.says("/in Inbox /discuss 1 Where is the crane?");
    await table.asked(2);
    await table.offered(group, "Stop");

    const press = bob.presses("Stop");
    await table.telegram.until(() => press.answer);
    bob.says("/stop");
    await table.said(group, /^Only who asked, or an admin of this group, can do that\.$/);
    const before = table.telegram.replies(group).filter((text) => text.startsWith("Stopped"));
    owner.says("/stop");
    await table.said(group, /^Stopped\. 0 of 2/);

    expect(press.answer?.text).toBe("Only who asked, or an admin of this group, can do that.");
    expect(before).toEqual([]);
  });

  test("who asked stops it, and only admins delete", async () => {
    const { group, owner, ann } = await layGroup(
      () => ({ kind: "silence" }),
      {},
      {
        ALLOWED_USERS: "7, 8, 9",
      },
    );
    owner.says("/status");
    await table.said(group, /^Project: none/);
    ann.says("/in Inbox /discuss 1 Where is the crane?");
    await table.asked(2);

    ann.says("/stop");
    await table.said(group, /^Stopped\. 0 of 2/);
    ann.says("/project delete Inbox");
    await table.said(group, /^Only who asked, or an admin of this group, can do that\.$/);
    owner.says("/project delete Inbox");

    await table.said(group, /^Delete Inbox and its 1 discussion\?/);
  });

  test.each([
    "/project delete Inbox confirmed",
    "/instead /in Inbox /project delete Inbox confirmed",
    "/in Inbox / project delete Inbox confirmed",
    "/In Inbox /instead /PROJECT  delete Inbox confirmed",
  ])("nobody else deletes by %j", async (text) => {
    const { group, owner, ann } = await layGroup(undefined, {}, { ALLOWED_USERS: "7, 8, 9" });
    owner.says("/in Inbox /status");
    await table.said(group, /^Project: Inbox/);

    ann.says(text);

    await table.said(group, /^Only who asked, or an admin of this group, can do that\.$/);
    expect(table.value("select count(*) from project")).toBe("1");
  });

  test("the bot says how to speak to it when it comes, and not when it is there already", async () => {
    const { group, ann } = await layGroup();

    ann.addsBot();
    const before = table.telegram.replies(group);
    ann.removesBot();
    ann.addsBot();
    await table.said(
      group,
      /I see commands and replies to me, and nothing else that is said here\.$/,
    );

    expect(before).toEqual([]);
  });

  test("that is allowed as a whole, everybody may speak, anonymous admins too, and bots not", async () => {
    const { group } = await layGroup();
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

  test("an edited question is offered to be asked again", async () => {
    const { group, ann } = await layGroup();
    const question = ann.says("/ask claude Where is the crane?");
    await table.said(group, /^Claude\nv\/claude/);

    ann.edits(question, "/ask claude Where is the pier?");
    await table.offered(group, "Ask again");
    ann.presses("Ask again");
    await table.asked(2);

    expect(table.questions().at(-1)?.body).toContain("Where is the pier?");
  });
});

describe("a group that becomes a supergroup", () => {
  test("keeps its projects and its running discussion, and is answered there", async () => {
    const held = Promise.withResolvers<void>();
    table = await layTelegramTable(
      async (call) => {
        await held.promise;
        return speakTurn(call);
      },
      { hangGuardMs: 20_000 },
      { AI_MODELS: "claude=v/claude,gpt=v/gpt" },
    );
    const ann = table.telegram.user({ id: 7, name: "Ann" });
    const group = table.telegram.group("Harbour office");
    ann.in(group).says("/project new Harbour");
    await table.said(group, /^Harbour is made and selected[^]*\.$/);
    ann.in(group).says("/open Where is the crane?");
    await table.asked(2);
    await table.said(group, /^Asked: Claude, GPT\.$|^Asked: Claude, GPT\.\n/);

    const next = table.telegram.migrate(group, ann);
    held.resolve();
    await table.said(next, /^Claude\nv\/claude/);
    await table.said(next, /^GPT\nv\/gpt/);
    ann.in(next).says("/projects");

    await table.said(next, /▸ Harbour/);
  });

  test("stays allowed as a whole, and who runs moai is told its new id", async () => {
    table = await layTelegramTable(speakTurn, { hangGuardMs: 20_000 });
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

  test("of which only a refusal tells is followed as well", async () => {
    const held = Promise.withResolvers<void>();
    table = await layTelegramTable(async (call) => {
      await held.promise;
      return speakTurn(call);
    });
    const ann = table.telegram.user({ id: 7, name: "Ann" });
    const group = table.telegram.group("Harbour office");
    const next = table.telegram.supergroup("Harbour office");
    ann.in(group).says("/ask claude Where is the crane?");
    await table.said(group, /^Claude is asked\./);

    table.telegram.refuseMoved(group, next);
    held.resolve();

    await table.said(next, /^Claude\nv\/claude/);
  });
});

test("what is asked on the page is read in the chat above its answer, and look-ups are not", async () => {
  const { group, ann } = await layGroup();
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
