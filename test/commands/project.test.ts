import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";

describe.each(databases)("projects on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;

  beforeEach(async () => {
    database = await open();
    table = layTable(database);
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  test.each([
    ['/project new "Harbour"', "Harbour"],
    ["/project new Harbour", "Harbour"],
    ["/project new “Harbour”", "Harbour"],
    ["/project new „Harbour“", "Harbour"],
    ["/PROJECT NEW  Old   harbour ", "Old harbour"],
    ["/project new __proto__", "__proto__"],
    ['/project new Ann\'s "best" harbour', 'Ann\'s "best" harbour'],
    ["/project new \u202Eharbour\u202C", "harbour"],
    ["/project new Hafen\0; drop table project", "Hafen; drop table project"],
  ])("%j makes and selects a project", async (text, name) => {
    const reply = await table.say(text);

    expect(reply.text).toBe(
      `${name} is made and selected. Its team: claude, gpt, gemini. Ask them all with /open and your question.`,
    );
    expect((await table.say("/projects")).text).toContain(`▸ ${name} (`);
  });

  test.each([
    ["/project new", 'A project needs a name: /project new "Name".'],
    ['/project new ""', 'A project needs a name: /project new "Name".'],
    [
      `/project new ${"x".repeat(5000)}`,
      "A project's name has at most 255 characters, and this one has 5000. Choose a shorter one.",
    ],
    [
      "/project new HARBOUR",
      "A project called Harbour is here already. /project select Harbour goes to it.",
    ],
    ["/project select", "Say which: /project select <name or id>."],
    ["/project select Attic", "No project is called “Attic”. Yours: Harbour."],
    ["/project delete", "Say which: /project delete <name or id>."],
    ["/project models claude, gtp", "No model is called “gtp”. There are: claude, gpt, gemini."],
    [
      "/project models",
      "The team of Harbour is claude, gpt, gemini. Choose among claude, gpt, gemini: /project models claude, gpt.",
    ],
    ["/project dance", expect.stringContaining('Say more: /project new "Name"; /project select')],
    ["/projct", "There is no command /projct. /help lists them all."],
  ])("%j is answered with what is wrong", async (text, answer) => {
    await table.say("/project new Harbour");

    const reply = await table.say(text);

    expect(reply.text).toEqual(answer);
  });

  test("a project is selected by its name in any case or by the beginning of its id", async () => {
    await table.say("/project new Harbour");
    await table.say("/project new Café");
    const list = await table.say("/projects");
    const id = /Harbour \((\w+)\)/.exec(list.text)?.[1] ?? "";

    const byName = await table.say("/project select HARBOUR");
    const byOtherForm = await table.say("/project select cafe\u0301");
    const byId = await table.say(`/project select ${id}`);
    const byButton = await table.say(list.buttons[0]?.command ?? "");

    expect(byName.text).toMatch(/^Harbour is selected/);
    expect(byOtherForm.text).toMatch(/^Café is selected/);
    expect(byId.text).toMatch(/^Harbour is selected/);
    expect(byButton.text).toMatch(/^Harbour is selected/);
  });

  test("a project is renamed, keeps its id, and takes no other's name", async () => {
    await table.say("/project new Harbour");
    await table.say("/project new Attic");

    const taken = await table.say("/project rename harbour");
    const renamed = await table.say('/project rename "ATTIC"');

    expect(taken.text).toMatch(/^A project called Harbour is here already/);
    expect(renamed.text).toBe("Attic is called ATTIC now.");
    expect((await table.say("/project info")).text).toMatch(/^ATTIC \(/);
  });

  test("the team is chosen with commas, blanks, display names and repeats", async () => {
    await table.say("/project new Harbour");

    const reply = await table.say("/project models  Gemini ,CLAUDE; gpt, claude");

    expect(reply.text).toBe("The team of Harbour: gemini, claude, gpt.");
    expect((await table.say("/project info")).text).toContain("Team: gemini, claude, gpt");
  });

  test("a project is deleted only after its button is pressed", async () => {
    await table.say("/project new Harbour");
    const asked = await table.say("/open Where is the crane?");
    await table.ended(asked.discussionId);

    const question = await table.say("/project delete harbour");
    const still = await table.say("/projects");
    const gone = await table.say(question.buttons[0]?.command ?? "");

    expect(question.text).toBe("Delete Harbour and its 1 discussion? This cannot be undone.");
    expect(still.text).toContain("Harbour");
    expect(gone.text).toBe("Harbour is deleted.");
    expect((await table.say("/projects")).text).toMatch(/^There is no project yet/);
    expect((await table.say("/status")).text).toContain("Project: none selected");
    await expect(table.discussion(asked.discussionId)).rejects.toThrow("no such discussion");
  });

  test("a project whose name ends like a confirmation is asked about, and no other is deleted", async () => {
    await table.say("/project new plan");
    await table.say("/project new plan confirmed");

    const question = await table.say('/project delete "plan confirmed"');
    await table.say(question.buttons[0]?.command ?? "");

    const projects = await table.db.selectFrom("project").select("name").execute();
    expect(question.text).toContain("Delete plan confirmed?");
    expect(projects.map(({ name }) => name)).toEqual(["plan"]);
  });

  test("another chat can neither see, select nor delete a project", async () => {
    await table.say("/project new Harbour", "telegram:1");
    const own = await table.say("/project delete Harbour", "telegram:1");
    const confirm = own.buttons[0]?.command ?? "";

    for (const place of ["telegram:2", "telegram:2:1", "web"]) {
      expect((await table.say("/projects", place)).text).toMatch(/^There is no project yet/);
      expect((await table.say("/project select Harbour", place)).text).toMatch(/^There is no/);
      expect((await table.say(confirm, place)).text).toMatch(/^There is no project yet/);
    }
    expect((await table.say("/project info", "telegram:1")).text).toMatch(/^Harbour/);
  });

  test("all topics of a chat share its projects, and each selects its own", async () => {
    await table.say("/project new Harbour", "telegram:-100:7");

    const other = await table.say("/projects", "telegram:-100:8");
    const chat = await table.say("/project select harbour", "telegram:-100");

    expect(other.text).toMatch(/^None is selected\.\n• Harbour/);
    expect(chat.text).toMatch(/^Harbour is selected/);
  });

  test.each([
    ["default_rounds 5", "default_rounds is 5 now."],
    [
      "default_rounds 0",
      "default_rounds takes a whole number from 1 to 10, like 3. You wrote “0”.",
    ],
    [
      "default_rounds 2.5",
      "default_rounds takes a whole number from 1 to 10, like 3. You wrote “2.5”.",
    ],
    ["consensus_threshold 0,75", "consensus_threshold is 0.75 now."],
    [
      "consensus_threshold 80%",
      "consensus_threshold takes a number from 0 to 1, like 0.8. You wrote “80%”.",
    ],
    ["system_prompt_override Be brief.", "system_prompt_override is “Be brief.” now."],
    ["system_prompt_override off", "system_prompt_override is off now."],
    ["secretary Claude", "secretary is claude now."],
    ["secretary nobody", "No model is called “nobody”. There are: claude, gpt, gemini."],
    ["anonymity off", "anonymity is off now."],
    ["anonymity perhaps", "anonymity takes on or off. You wrote “perhaps”."],
    ["round_order parallel", "round_order is parallel now."],
    ["round_order random", "round_order takes sequential or parallel. You wrote “random”."],
    ["auto_consensus no", "auto_consensus is off now."],
    ["ratify off", "ratify is off now."],
    ["budget_usd $0.50", "budget_usd is 0.5 now."],
    ["budget_usd off", "budget_usd is off now."],
    [
      "budget_usd -1",
      "budget_usd takes an amount in US dollars like 0.50, or off. You wrote “-1”.",
    ],
    [
      "__proto__ 1",
      expect.stringMatching(/^There is no setting “__proto__”\. There are: default_rounds, /),
    ],
  ])("/project set %s", async (words, answer) => {
    await table.say("/project new Harbour");

    const reply = await table.say(`/project set ${words}`);

    expect(reply.text).toEqual(answer);
  });

  test("settings are listed with their meaning, and changed ones are shown with the project", async () => {
    await table.say("/project new Harbour");
    await table.say("/project set default_rounds 5");

    const list = await table.say("/project set");
    const one = await table.say("/project set anonymity");
    const info = await table.say("/project info");

    expect(list.text.split("\n")).toHaveLength(10);
    expect(list.text).toContain("default_rounds 5: rounds of a discussion after the opening");
    expect(one.text).toMatch(/^anonymity is on: .* It takes on or off\.$/);
    expect(info.text).toContain("Settings: default_rounds 5. /project set lists them all.");
  });
});
