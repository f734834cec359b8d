import { afterEach, describe, expect, test } from "vitest";
import { type ModelScript, reply } from "../../support/model-server.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";
import { occasionOf, speakTurn } from "../../support/telegram/turn-script.ts";

let table: ServedTable;

afterEach(async () => {
  await table.close();
});

/** A table of two. */
async function lay(script: ModelScript = speakTurn) {
  table = await layServedTable(script);
  return table.ann();
}

/** The bot's texts from the newest that fits on. */
function since(chat: { readonly id: number }, pattern: RegExp): readonly string[] {
  const texts = table.telegram.replies(chat);
  const index = texts.findLastIndex((text) => pattern.test(text));
  return index === -1 ? [] : texts.slice(index);
}

describe("/discuss", () => {
  test("shows each turn under its name and round, and at the end why it ended", async () => {
    const { chat, says } = await lay();

    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /^Ended after the last round\. All 2 were heard\. 2 rounds/);

    const texts = since(chat, /^At the table: Claude, GPT\. Each answers for itself first/);
    expect(texts.slice(1, 3).toSorted()).toEqual([
      "Claude\nv/claude speaks in the opening.",
      "GPT\nv/gpt speaks in the opening.",
    ]);
    expect(texts.slice(3, 5)).toEqual([
      "Claude · round 2\nv/claude speaks in round 2.",
      "GPT · round 2\nv/gpt speaks in round 2.",
    ]);
  });

  test("keeps one message that says how it gets on, without Stop at the end", async () => {
    const held = Promise.withResolvers<void>();
    const { chat, says } = await lay(async (call) => {
      if (call.model === "v/gpt" && occasionOf(call) === "round 2") await held.promise;
      return speakTurn(call);
    });

    says("/in Inbox /discuss 1 Where is the crane?");
    const status = await table.said(chat, /Round 2 of 2 ▰▰\n✓ Claude\n… GPT is thinking\n/);
    held.resolve();
    const last = await table.telegram.until(() =>
      table.telegram
        .messages(chat)
        .find(({ text = "", reply_markup }) => /^At the table.*\n/.test(text) && !reply_markup),
    );

    expect(status).toMatch(/^At the table[^]*\n\d:\d\d$/);
    expect(last.text).toMatch(/\n\nRound 2 of 2 ▰▰\n\d:\d\d$/);
  });

  test("is silent until its last message, which rings", async () => {
    const { chat, says } = await lay();

    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /^Ended after/);

    const sent = table.telegram.requests
      .filter(({ method }) => method === "sendMessage")
      .map(({ parameters }) => ({
        text: String(parameters["text"]),
        rings: parameters["disable_notification"] !== true,
      }));
    expect(sent.filter(({ text }) => /^(Claude|GPT)/.test(text))).toHaveLength(4);
    expect(sent.filter(({ rings }) => rings).map(({ text }) => text.split(" ")[0])).toEqual([
      "Ended",
    ]);
  });

  test("goes on by the button under its end", async () => {
    const { chat, says, presses } = await lay();
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.offered(chat, "Next round");

    presses("Next round");

    await table.said(chat, /^GPT · round 3\nv\/gpt speaks in round 3\.$/);
  });

  test("goes on by /next, which everybody hears", async () => {
    const { chat, says } = await lay();
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^All have answered/);

    says("/next Mind the tide");

    await table.said(
      chat,
      /^Claude · round 2\nv\/claude speaks in round 2\. The tide was mentioned\.$/,
    );
  });

  test("is stopped by its button, and taken up again with /continue", async () => {
    let isHanging = true;
    const { chat, says, presses } = await lay((call) =>
      isHanging && call.model === "v/gpt" && occasionOf(call) === "round 2"
        ? { kind: "silence" }
        : speakTurn(call),
    );
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.said(chat, /^Claude · round 2\nv\/claude/);
    await table.asked(4);

    isHanging = false;
    presses("Stop");
    await table.said(chat, /^Stopped\. 1 of 2 answers of round 2 are kept, 3 in all\.$/);
    says("/continue");
    await table.said(chat, /^The discussion goes on\.$/);
    await table.said(chat, /^Ended after the last round/);
  });
});

describe("a person", () => {
  test("speaks into a running discussion, and the next to speak hears it", async () => {
    const held = Promise.withResolvers<void>();
    const { chat, says } = await lay(async (call) => {
      if (call.model === "v/claude" && occasionOf(call) === "round 2") await held.promise;
      return speakTurn(call);
    });
    says("/in Inbox /discuss 1 Where is the crane?");
    await table.asked(3);

    says("Mind the tide");
    await table.said(chat, /^The next to speak will hear it\.$/);
    held.resolve();

    await table.said(chat, /^GPT · round 2\nv\/gpt speaks in round 2\. The tide was mentioned\.$/);
  });

  test("asks one participant by name, or by a reply to what it said", async () => {
    const { chat, says } = await lay();
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^All have answered/);

    says("@gpt Are you sure?");
    await table.said(chat, /^GPT\nv\/gpt speaks in a direct answer\.$/);
    says("claude: And you?");
    await table.said(chat, /^Claude\nv\/claude speaks in a direct answer\.$/);
    const answer = table.telegram
      .messages(chat)
      .find(({ text }) => text === "GPT\nv/gpt speaks in the opening.");
    says("Mind the tide", { replyTo: answer ?? { message_id: 0 } });
    await table.said(chat, /^GPT\nv\/gpt speaks in a direct answer\. The tide was mentioned\.$/);

    expect(table.count("discussion")).toBe(1);
  });

  test("is told the names when one is nobody's", async () => {
    const { chat, says } = await lay();

    says("@nobody Are you there?");

    await table.said(chat, /^No model is called “@nobody”\. There are: claude, gpt\.$/);
  });
});

describe("a discussion", () => {
  test("in which somebody failed offers to ask that one again", async () => {
    let isBroken = true;
    const { chat, says, presses } = await lay((call) =>
      isBroken && call.model === "v/gpt" ? reply(400, {}) : speakTurn(call),
    );
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^GPT\nGPT did not answer: its provider did not accept the request\.$/);
    await table.said(chat, /^All have answered\. Not everybody was heard: GPT[^]*\.$/);

    isBroken = false;
    await table.offered(chat, "Ask those who failed again");
    presses("Ask those who failed again");

    await table.said(chat, /^GPT\nv\/gpt speaks in the opening\.$/);
    expect(since(chat, /^Those who failed/)).not.toContain("Claude");
  });

  test("that has ended is listed and taken up again", async () => {
    const { chat, says, presses } = await lay();
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^All have answered/);
    says("/open Where is the pier?");
    await table.telegram.until(() => table.count("message") === 4);

    says("/discussions");
    const list = await table.said(chat, /^▸ is current[^]*crane[^]*ended$/);
    presses("Where is the crane?");
    await table.said(chat, /^“Where is the crane\?” is current\.$/);
    says("/next");
    await table.said(chat, /^Claude · round 2\nv\/claude/);

    expect(list).toMatch(/\n▸ \w{6} “Where is the pier\?”[^]*\n• \w{6} “Where is the crane\?”/);
    const [call] = table.questions().filter((one) => occasionOf(one) === "round 2");
    expect(call?.body).toContain("Where is the crane?");
    expect(call?.body).not.toContain("Where is the pier?");
  });
});
