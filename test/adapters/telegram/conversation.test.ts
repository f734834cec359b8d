import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reply, say } from "../../support/model-server.ts";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";

const code = "let wave = 1; // 🌊 <b> & \n".repeat(340);
const long = `An answer with 😀, <b>HTML</b> & entities.\n\n\`\`\`ts\n${code}\`\`\`\n\nThe end.`;

let table: ServedTable;

beforeEach(async () => {
  table = await layServedTable(
    async ({ model, body }) => {
      if (body.includes("at leisure")) await isTyping();
      if (model === "v/broken") return reply(400, {});
      return say(body.includes("at length") ? long : `**${model}** has a view.`);
    },
    { models: "claude=v/claude,gpt=v/gpt,broken=v/broken" },
  );
});

afterEach(async () => {
  await table.close();
});

async function isTyping(): Promise<void> {
  const { telegram, ann } = table;
  await telegram.until(() => telegram.actions(ann().chat).includes("typing"));
}

describe("commands", () => {
  const conversations: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
    "of a newcomer": [
      ["/start", /^moai seats several AI models/],
      ["/help", /^moai, Master of AIs[^]*\/open <question>[^]*\/help: lists the commands$/],
      ["/status", /^Project: none selected/],
      ["/projects", /^There is no project yet/],
      ["What now?", /^Whom shall I ask\?$/],
      ["/nonsense", /^There is no command \/nonsense\. \/help lists them all\.$/],
    ],
    "about projects": [
      ["/project new “Harbour”", /^Harbour is made and selected/],
      ["/project models Claude, broken", /^The team of Harbour: claude, broken\.$/],
      ["/project info", /^Harbour \(/],
      ["/project set default_rounds 5", /^default_rounds is 5 now\.$/],
      ["/project rename Pier", /^Harbour is called Pier now\.$/],
      ["/project select pier", /^Pier is selected/],
      ["/in Pier /status", /^Project: Pier/],
      ["/project delete Pier", /^Delete Pier\? This cannot be undone\./],
    ],
    "with questions": [
      ["/project new Harbour", /^Harbour is made and selected/],
      ["/open@moai_bot Where is the crane?", /^Claude\nv\/claude has a view\.$/],
      ["/ask gpt And the tide?", /^GPT\nv\/gpt has a view\.$/],
    ],
  };

  test.each(Object.entries(conversations))("%s are answered", async (_, conversation) => {
    const talk = table.ann();

    for (const [text, answer] of conversation) {
      talk.says(text);
      await table.said(talk.chat, answer);
    }

    expect(table.telegram.replies(talk.chat).length).toBeGreaterThanOrEqual(conversation.length);
  });

  test("are in the menu", async () => {
    const menu = await table.telegram.until(() =>
      table.telegram.requests.find(({ method }) => method === "setMyCommands"),
    );

    expect(menu.parameters["commands"]).toEqual(
      expect.arrayContaining([
        { command: "open", description: "asks the whole team at once; none sees another's answer" },
        { command: "project", description: "makes and changes projects" },
        { command: "help", description: "lists the commands" },
      ]),
    );
  });

  test("in groups are taken when they are moai's, and other words are not", async () => {
    const group = table.telegram.group("Harbour office");
    const talk = table.telegram.user({ id: 7, name: "Ann" }).in(group);

    talk.says("Good morning");
    talk.says("/status@other_bot");
    talk.says("/status@moai_bot");
    talk.says("/project new Harbour");
    await table.said(group, /Harbour is made/);

    expect(table.telegram.replies(group)).toEqual([
      expect.stringMatching(/^Project: none selected/),
      expect.stringMatching(/^Harbour is made/),
    ]);
  });

  test("in topics are answered in their topic", async () => {
    const forum = table.telegram.supergroup("Harbour office", { isForum: true });
    const topic = table.telegram.topic(forum, "Cranes");
    const talk = table.telegram.user({ id: 7, name: "Ann" }).in(forum);

    talk.says("/status", { topic });
    await table.said(forum, /^Project: none/);

    const [, , answer] = table.telegram.messages(forum);
    expect(answer).toMatchObject({ message_thread_id: topic, is_topic_message: true });
  });
});

describe("answers", () => {
  test("a long one arrives whole, in numbered parts that keep their code", async () => {
    const talk = table.ann();

    talk.says("/ask claude Tell me at length");
    await table.said(talk.chat, /The end\.$/);

    const parts = table.telegram
      .messages(talk.chat)
      .filter(({ text }) => text?.startsWith("Claude ("));
    const texts = parts.map(({ text = "" }) => text.replace(/^Claude \(\d\/\d\)\n/, ""));
    expect(parts.map(({ text = "" }) => text.split("\n")[0])).toEqual([
      "Claude (1/3)",
      "Claude (2/3)",
      "Claude (3/3)",
    ]);
    const squeezed = (text: string) => text.replaceAll(/\s/g, "");
    expect(squeezed(texts.join(""))).toBe(
      squeezed(`An answer with 😀, <b>HTML</b> & entities.${code}The end.`),
    );
    for (const { entities = [] } of parts) {
      expect(entities[0]).toMatchObject({ type: "bold", offset: 0, length: "Claude".length });
      expect(entities).toContainEqual(expect.objectContaining({ type: "pre", language: "ts" }));
    }
  });

  test("of those who answer are shown though one fails, and typing is shown meanwhile", async () => {
    const talk = table.ann();
    talk.says("/project new Harbour");

    talk.says("/open Where, at leisure, is the crane?");
    await table.said(talk.chat, /^GPT\nv\/gpt has a view\.$/);
    await table.said(talk.chat, /^Claude\nv\/claude has a view\.$/);
    await table.said(
      talk.chat,
      /^Broken\nBroken did not answer: its provider did not accept the request\.$/,
    );

    expect(table.telegram.actions(talk.chat)).toContain("typing");
  });
});

describe("buttons", () => {
  test("do what they say once, however often they are pressed", async () => {
    const talk = table.ann();
    talk.says("Where is the crane?");
    await table.offered(talk.chat, "Ask all");

    const presses = [talk.presses("Ask all"), talk.presses("Ask all"), talk.presses("Ask all")];
    await table.telegram.until(() => presses.every(({ answer }) => answer !== undefined));
    await table.said(talk.chat, /^Claude\nv\/claude has a view\.$/);

    expect(table.count("discussion")).toBe(1);
    // The question whom to ask has become the message that says who was asked.
    expect(table.telegram.replies(talk.chat)).not.toContain("Whom shall I ask?");
  });

  test("of another time or another chat do nothing, and say so", async () => {
    const talk = table.ann();
    const bob = table.bob();
    talk.says("/project new Harbour");
    talk.says("/project delete Harbour");
    await table.said(talk.chat, /^Delete Harbour/);
    const ofAnn = table.telegram
      .messages(talk.chat)
      .flatMap(({ reply_markup }) => reply_markup?.inline_keyboard.flat() ?? []);

    const [button] = ofAnn;
    const data = button && "callback_data" in button ? button.callback_data : "";
    const presses = [bob.pressesData(data), talk.pressesData("v1:old"), talk.pressesData("")];
    await table.telegram.until(() => presses.every(({ answer }) => answer !== undefined));

    expect(new Set(presses.map(({ answer }) => answer?.text))).toEqual(
      new Set(["This button is from another time. Send the command again."]),
    );
    talk.says("/projects");
    await table.said(talk.chat, /▸ Harbour/);
  });
});

describe("an update", () => {
  test("that is delivered twice is handled and answered once", async () => {
    const talk = table.ann();
    talk.says("/project new Harbour");
    talk.says("/open Where is the crane?");
    await table.said(talk.chat, /^Claude\nv\/claude has a view\.$/);

    for (const update of [100_001, 100_002, 100_002]) table.telegram.redeliver(update);
    talk.says("/status");
    await table.said(talk.chat, /^Project: Harbour/);

    expect(table.count("discussion")).toBe(1);
    expect(
      table.telegram.replies(talk.chat).filter((text) => text.startsWith("Asked:")),
    ).toHaveLength(1);
  });
});

describe("strangers", () => {
  test("get no answer and leave no row; the log says once who they are", async () => {
    const stranger = table.telegram.user({ id: 666, name: "Eve" }).inPrivate();
    const talk = table.ann();

    for (const text of ["/start", "/ask claude Who pays?", "hello"]) stranger.says(text);
    talk.says("/start");
    await table.said(talk.chat, /^moai seats/);

    expect(table.telegram.replies(stranger.chat)).toEqual([]);
    expect(table.count("request")).toBe(1);
    expect(table.questions()).toEqual([]);
    expect(table.logged().match(/"telegramUser":666/g)).toHaveLength(1);
  });
});

describe("a panel", () => {
  test("is changed in its place by its buttons", async () => {
    const talk = table.ann();
    talk.says("/project new Harbour");
    talk.says("/team");
    await table.offered(talk.chat, "☑ GPT");

    talk.presses("☑ GPT");
    await table.offered(talk.chat, "☐ GPT");
    talk.says("/settings");
    await table.offered(talk.chat, "☑ Anonymous");
    talk.presses("☑ Anonymous");
    await table.offered(talk.chat, "☐ Anonymous");

    const texts = table.telegram.replies(talk.chat);
    expect(texts.filter((text) => text.includes("The team of Harbour:"))).toEqual([
      "The team of Harbour: Claude, Broken.",
    ]);
    expect(texts.filter((text) => text.includes("anonymity off"))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("anonymity on"))).toEqual([]);
  });
});
