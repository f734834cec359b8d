import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { layServedTable, type ServedTable } from "../../support/telegram/lay-served-table.ts";
import { speakTurn } from "../../support/telegram/turn-script.ts";

let table: ServedTable;

beforeEach(async () => {
  table = await layServedTable(speakTurn);
});

afterEach(async () => {
  await table.close();
});

function asked(): string {
  return (
    table
      .questions()
      .at(-1)
      ?.messages.map(({ content }) => content)
      .join("\n") ?? ""
  );
}

describe("a text file", () => {
  test("with a question is read into it, with its name", async () => {
    const { chat, sendsDocument } = table.ann();

    sendsDocument({
      name: "tides.csv",
      content: "day,high\n```1,3.4",
      caption: "/ask claude When is high water?",
    });
    await table.said(chat, /^Claude\nv\/claude/);

    for (const part of ["When is high water?", "The document tides.csv:", "day,high", "```1,3.4"]) {
      expect(asked()).toContain(part);
    }
  });

  test("without one is offered to all, and nothing of it is lost", async () => {
    const { chat, sendsDocument, presses } = table.ann();

    sendsDocument({ name: "notes.md", content: "# Cranes\n\nThere are two." });
    await table.offered(chat, "Ask all");
    presses("Ask all");
    await table.asked(2);

    expect(asked()).toContain("There are two.");
  });

  test.each([
    [
      "clip.pdf",
      Buffer.from([0x25, 0x50, 0x44, 0x46, 0xff, 0xfe]),
      /^I read text only, and clip\.pdf is/,
    ],
    ["empty.txt", " ", /^empty\.txt is empty\.$/],
    ["long.txt", "x".repeat(120_000), /^long\.txt has 120,000 characters, and a question takes/],
    ["huge.txt", "x".repeat(20_971_521), /^huge\.txt is larger than Telegram gives to bots/],
  ])("that cannot be read is declined in a sentence: %s", async (name, content, sentence) => {
    const { chat, sendsDocument } = table.ann();

    sendsDocument({ name, content, caption: "/ask claude What is this?" });

    await table.said(chat, sentence);
    expect(table.count("discussion")).toBe(0);
  });

  test("that Telegram does not hand out is asked for again", async () => {
    const { chat, sendsDocument } = table.ann();
    table.telegram.fail("getFile", { kind: "reset", when: "before" });

    sendsDocument({ name: "notes.md", content: "x", caption: "/ask claude What is this?" });

    await table.said(chat, /^notes\.md could not be fetched from Telegram\. Send it again\.$/);
    expect(table.logged()).not.toContain(table.telegram.token);
  });

  test("is written by /export, and an export is read back", async () => {
    const { chat, says, sendsDocument } = table.ann();
    says("/in Inbox /open Where is the crane?");
    await table.said(chat, /^All have answered/);

    says("/export json");
    const message = await table.telegram.until(() =>
      table.telegram.messages(chat).find(({ document }) => document),
    );
    const content = table.telegram.fileOf(message).toString();
    sendsDocument({ name: "moai.json", content });
    await table.said(chat, /^“Where is the crane\?” is imported into Inbox/);

    expect(message.document?.file_name).toMatch(/crane.*\.json$/i);
    expect(message.caption).toBe("The discussion as JSON.");
    expect(table.count("discussion")).toBe(2);
    expect(table.telegram.replies(chat).filter((text) => text.startsWith("Claude\n"))).toHaveLength(
      1,
    );
  });
});

describe("what is no text", () => {
  test("is declined in one sentence, an album once", async () => {
    const { chat, says } = table.ann();
    const photo = [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }];
    const from = { id: 7, is_bot: false, first_name: "Ann" };
    const message = { date: 1, chat, from };
    table.telegram.pushRaw({ message: { ...message, message_id: 1, photo, media_group_id: "a" } });
    table.telegram.pushRaw({ message: { ...message, message_id: 2, photo, media_group_id: "a" } });
    const voice = { file_id: "v", file_unique_id: "v", duration: 3 };
    table.telegram.pushRaw({ message: { ...message, message_id: 3, voice } });
    const location = { latitude: 55.7, longitude: 12.6 };
    table.telegram.pushRaw({ message: { ...message, message_id: 4, location } });

    says("/status");
    await table.said(chat, /^Project: none|\nProject: none/);

    const declined = table.telegram
      .replies(chat)
      .join("\n")
      .match(/I read text only/g);
    expect(declined).toHaveLength(3);
  });
});

describe("a long question", () => {
  test("that Telegram cut is put together again", async () => {
    const { chat, says } = table.ann();
    const first = `/ask claude ${"a".repeat(4096 - "/ask claude ".length)}`;

    says(first);
    says("b".repeat(3000));
    says("and the end?");
    await table.said(chat, /^Claude\nv\/claude/);

    expect(asked()).toContain(`${"a".repeat(100)}${"b".repeat(3000)}\n> and the end?`);
    expect(table.count("request")).toBe(1);
  });

  test("does not swallow what somebody else says in between", async () => {
    const [ann, bob] = [table.ann(), table.bob()];

    ann.says(`/ask claude ${"a".repeat(3000)}`);
    bob.says("/status");
    ann.says("and the end?");
    await table.said(ann.chat, /^Claude\nv\/claude/);

    expect(asked()).toContain(`${"a".repeat(100)}\n> and the end?`);
    expect(table.telegram.replies(bob.chat).join("\n")).toContain("Project: none");
  });
});

describe("a link", () => {
  test("to a project of this chat selects it", async () => {
    const { chat, says } = table.ann();
    says("/project new Harbour");
    await table.said(chat, /^Harbour is made/);
    says("/project new Pier");
    await table.said(chat, /^Pier is made/);
    const id = table.value("select id from project where name = 'Harbour'");

    says(`/start p_${id}`);

    await table.said(chat, /^Harbour is selected\./);
  });
});
