import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { answered, scriptedModel } from "../support/scripted-model.ts";

describe.each(databases)("asking on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;

  beforeEach(async () => {
    database = await open();
    table = layTable(database, [
      scriptedModel("claude", () => answered("Claude's view.", 2_500_000)),
      scriptedModel("gpt", () => {
        throw new ModelError("rate_limited", { partialText: "Half a th" });
      }),
      scriptedModel("gemini", () => answered('[1,{"looks":"like json"}]\0', 0)),
    ]);
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  test("what a provider says beside the text cannot keep it from being stored", async () => {
    await table.close();
    table = layTable(database, [
      scriptedModel("claude", () => ({ ...answered("Yes."), answeredBy: "claude\0-5" })),
    ]);

    const { discussionId } = await table.say("/in Inbox /open Where is the crane?");

    const { messages } = await table.ended(discussionId);
    expect(messages).toMatchObject([{ content: "Yes.", answeredBy: "claude-5" }]);
  });

  test("/open asks the whole team, and who fails leaves the others' answers alone", async () => {
    await table.say("/project new Harbour");

    const reply = await table.say("/open Where is\nthe crane?");
    const discussion = await table.ended(reply.discussionId);

    expect(reply.text).toBe("Asked: Claude, GPT, Gemini.");
    expect(discussion).toMatchObject({
      question: "Where is\nthe crane?",
      type: "open",
      status: "completed",
      stopReason: "answered",
      rounds: [{ roundNumber: 1, type: "parallel" }],
    });
    expect(discussion.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    const said = discussion.messages
      .filter((message) => message.kind === "model")
      .map(({ model, content, outcome }) => ({ model, content, outcome }));
    expect(said).toEqual(
      expect.arrayContaining([
        { model: "claude", content: "Claude's view.", outcome: "answered" },
        { model: "gpt", content: "Half a th", outcome: "rate_limited" },
        { model: "gemini", content: '[1,{"looks":"like json"}]', outcome: "answered" },
      ]),
    );
  });

  test("/open where there is no project yet asks in the Inbox", async () => {
    const question = 'Where is "the crane"?\n- left\n- right';

    const reply = await table.say(`/open ${question}`);
    const discussion = await table.ended(reply.discussionId);

    expect(reply.text).toBe("Asked: Claude, GPT, Gemini.");
    expect(discussion.question).toBe(question);
    expect(discussion.project.name).toBe("Inbox");
    expect((await table.say("/projects")).text).toMatch(/^▸ is selected\.\n▸ Inbox/);
  });

  test("/open without a selected project offers places to ask in, and the question is not lost", async () => {
    await table.say("/project new Harbour", "telegram:5:1");

    const offer = await table.say("/open Where?\nAnd why?", "telegram:5");
    const reply = await table.say(offer.buttons[1]?.command ?? "", "telegram:5");

    expect(offer.text).toBe("No project is selected. Where shall I ask?");
    expect((await table.discussion(reply.discussionId)).question).toBe("Where?\nAnd why?");
    expect(offer.buttons.map(({ label }) => label)).toEqual(["In Inbox", "In Harbour"]);
    expect((await table.discussion(reply.discussionId)).project.name).toBe("Harbour");
  });

  test("/ask asks one model, without a project in the Inbox", async () => {
    const reply = await table.say("/ask Claude: Where is the crane?");
    const discussion = await table.ended(reply.discussionId);

    expect(reply.text).toBe("Claude is asked.");
    expect(discussion.seats.map(({ model }) => model)).toEqual(["claude"]);
    expect(discussion.messages).toHaveLength(1);
    expect((await table.say("/status")).text).toContain("Where is the crane?");
  });

  test("/ask alone shows whom, and a name without a question waits for it", async () => {
    await table.say("/project new Harbour");

    const whom = await table.say("/ask");
    const what = await table.say(whom.buttons[0]?.command ?? "");
    const asked = await table.say(`${what.unfinished} Where is the crane?`);

    expect(whom.buttons.map(({ label }) => label)).toEqual(["Claude", "GPT", "Gemini"]);
    expect(what.text).toBe("Write your question to Claude.");
    expect((await table.ended(asked.discussionId)).question).toBe("Where is the crane?");
  });

  test("/ask alone offers those who sit in the current discussion, and asks them there", async () => {
    await table.say("/project new Harbour");
    await table.say("/project models claude, gemini");
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    const whom = await table.say("/ask");
    const what = await table.say(whom.buttons[1]?.command ?? "");
    await table.say(`${what.unfinished} Are you sure?`);
    const { messages } = await table.until(discussionId, (one) => one.messages.length === 4);

    expect(whom.text).toBe("About “Where is the crane?”: whom do you want to ask?");
    expect(whom.buttons.map(({ label }) => label)).toEqual(["Claude", "Gemini"]);
    expect(messages.at(-2)).toMatchObject({ content: "Are you sure?", addressees: ["gemini"] });
    expect(messages.at(-1)).toMatchObject({ model: "gemini", isDirect: true });
  });

  test("/ask becomes the current discussion only where there is none", async () => {
    await table.say("/project new Harbour");
    const first = await table.say("/open First?");
    await table.ended(first.discussionId);

    await table.say("/ask claude Second?");

    expect((await table.say("/status")).text).toContain("“First?”");
  });

  test("a team of models that are configured no more gets no answer, and is told so", async () => {
    await table.say("/project new Harbour");
    await table.say("/project models gpt");

    const reply = await table.say("/open Where?");
    const discussion = await table.ended(reply.discussionId);

    expect(discussion.stopReason).toBe("nobody_answered");
  });

  test.each([
    ["/open", "Say what to ask: /open Is P equal to NP?"],
    ["/open   \n ", "Say what to ask: /open Is P equal to NP?"],
    ["/ask bard Where?", "No model is called “bard”. There are: claude, gpt, gemini."],
    ["/ask __proto__ Where?", "No model is called “__proto__”. There are: claude, gpt, gemini."],
    [
      `/open ${"x".repeat(100_001)}`,
      "A question has at most 100,000 characters, and this one has 100,001. Shorten it.",
    ],
    ["/in", "Say where and what: /in Inbox /open Is P equal to NP?"],
    ["/in Attic /open Where?", "No project is called “Attic”. Yours: Harbour."],
    ["", "Write a question, or /help for what there is."],
  ])("%j is answered with what is wrong", async (text, answer) => {
    await table.say("/project new Harbour");

    const reply = await table.say(text);

    expect(reply).toEqual({ text: answer, buttons: [], isRefusal: true });
  });

  test("text without a command is offered, and not lost", async () => {
    await table.say("/project new Harbour");

    const offer = await table.say("Where is the crane?");

    expect(offer.buttons).toEqual([
      { label: "Ask all", command: "/open Where is the crane?" },
      { label: "Discuss", command: "/discuss Where is the crane?" },
    ]);
  });

  test("/status says project, team, router, discussion and what to do next", async () => {
    await table.say("/project new Harbour");
    const reply = await table.say("/open Where is the crane?");
    await table.ended(reply.discussionId);

    const status = await table.say("/status");

    expect(status.text.replaceAll(/\b[0-9a-f]{6}\b/g, "id")).toBe(
      [
        "Project: Harbour (id)",
        "Team: claude, gpt, gemini",
        "Models: scripted",
        "Discussion: id “Where is the crane?”, ended, round 1 of 1, 3 messages, 30 tokens, $0.0025",
        "Ask all with /open and a question, or one with /ask and a name.",
      ].join("\n"),
    );
  });

  test("a request is handled once, however often and however close together it arrives", async () => {
    await table.say("/project new Harbour");
    const request = { id: "telegram:812", person: "Ann", place: "web", text: "/open Where?" };

    const replies = await Promise.all([1, 2, 3, 4].map(() => table.handle(request)));
    const again = await table.handle({ ...request, text: "/open Something else?" });

    expect(new Set([...replies, again].map((reply) => JSON.stringify(reply))).size).toBe(1);
    await table.ended(replies[0]?.discussionId);
    const { length } = await database.db.selectFrom("discussion").select("id").execute();
    expect(length).toBe(1);
  });

  test("a wrong request is answered once too", async () => {
    const request = { id: "telegram:813", person: "Ann", place: "web", text: "/ask bard Where?" };

    const [first, second] = [await table.handle(request), await table.handle(request)];

    expect(second).toEqual(first);
  });

  test("what nobody foresaw is said with a reference that stands in the log, and is not stored", async () => {
    await database.db.schema.alterTable("place").renameTo("plaza").execute();

    const reply = await table.handle({ id: "x", person: "Ann", place: "web", text: "/status" });

    const ref = /^Something broke \(ref (\w{4})\)\./.exec(reply.text)?.[1] ?? "none";
    expect(table.logged.join("")).toContain(`"ref":"${ref}"`);
    expect(await database.db.selectFrom("request").select("id").execute()).toEqual([]);
  });

  test("/help lists every command with its form", async () => {
    const help = await table.say("/help");

    expect(help.text).toContain("/open <question>: asks the whole team at once");
    expect(help.text).toContain('/project new "Name": makes a project');
    expect(help.text).toContain("/help: lists the commands");
  });
});
