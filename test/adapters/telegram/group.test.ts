import { afterEach, describe, expect, test } from "vitest";
import type { ModelScript } from "../../support/model-server.ts";
import type { FastTableOptions } from "../../support/telegram/lay-fast-table.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";
import { occasionOf, speakTurn } from "../../support/telegram/turn-script.ts";

let table: ServedTable;

afterEach(async () => {
  await table.close();
});

async function layGroup(script: ModelScript = speakTurn, options: FastTableOptions = {}) {
  table = await layServedTable(script, options);
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
    const { group, owner, ann, bob } = await layGroup(() => ({ kind: "silence" }), {
      allowedUsers: [7, 8, 9],
    });
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
    const { group, owner, ann } = await layGroup(() => ({ kind: "silence" }), {
      allowedUsers: [7, 8, 9],
    });
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
    const { group, owner, ann } = await layGroup(undefined, { allowedUsers: [7, 8, 9] });
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
    table = await layServedTable(async (call) => {
      await held.promise;
      return speakTurn(call);
    });
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

  test("of which only a refusal tells is followed as well", async () => {
    const held = Promise.withResolvers<void>();
    table = await layServedTable(async (call) => {
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
