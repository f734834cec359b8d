import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createExportFile } from "../../src/commands/export-file.ts";
import type { ExportOf } from "../../src/core/reply.ts";
import { readAll } from "../export/write-out.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";

describe.each(databases)("/export on $name", ({ open }) => {
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

  async function read(of: ExportOf | undefined): Promise<{ name: string; text: string }> {
    if (!of) throw new Error("no file is offered");
    const file = await createExportFile(database.db)(of, AbortSignal.timeout(20_000));
    if (!file) throw new Error("the file is gone");
    return { name: file.name, text: await readAll(file.chunks) };
  }

  test.each([
    ["/export", "discussion", "md", "The discussion as Markdown."],
    ["/export md", "discussion", "md", "The discussion as Markdown."],
    ["/export JSON", "discussion", "json", "The discussion as JSON."],
    ["/export html project", "project", "html", "Harbour with its 1 discussion as HTML."],
    ["/export project", "project", "md", "Harbour with its 1 discussion as Markdown."],
  ])("%j offers what it names", async (text, scope, format, words) => {
    await table.say("/project new Harbour");
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    const reply = await table.say(text);

    expect(reply.text).toBe(words);
    expect(reply.file).toMatchObject({ scope, format });
  });

  test.each([
    ["/export pdf", /^“pdf” is nothing to export\. Write \/export, /],
    ["/export", /^There is no discussion here to export\. Take one up with \/discussions/],
    ["/export project", /^Harbour has no discussion yet\. Start one with \/discuss/],
  ])("%j is answered with what is wrong", async (text, answer) => {
    await table.say("/project new Harbour");

    const reply = await table.say(text);

    expect(reply.text).toMatch(answer);
    expect(reply.file).toBeUndefined();
  });

  test("a discussion is written out with its answers and what people said", async () => {
    await table.say("/project new Harbour");
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);
    await table.say("/say Mind the tide.");

    const { name, text } = await read((await table.say("/export")).file);

    expect(name).toMatch(/^\d{4}-\d\d-\d\d-where-is-the-crane\.md$/);
    expect(text).toContain("# Harbour\n");
    expect(text).toContain("**Claude:**\n\n> claude has a view.");
    expect(text).toContain("**Ann (person):**\n\n> Mind the tide.");
    expect(text).toContain("All have answered. All 3 were heard.");
  });

  test("a project is written out with all its discussions, oldest first", async () => {
    await table.say("/project new Harbour");
    for (const question of ["Where?", "Why?"]) {
      const { discussionId } = await table.say(`/open ${question}`);
      await table.ended(discussionId);
    }

    const { name, text } = await read((await table.say("/export project")).file);

    expect(name).toMatch(/-harbour\.md$/);
    expect(text.match(/^## Discussion .*$/gm)).toEqual([
      "## Discussion 1: Where?",
      "## Discussion 2: Why?",
    ]);
    expect(text).toContain("**Discussions:** 2");
  });

  test("is written in the language of the topic in which it was asked", async () => {
    const topic = "telegram:-100:7";
    await table.say("/project new Havn", topic, "da");
    const { discussionId } = await table.say("/open Hvor er kranen?", topic);
    await table.ended(discussionId);

    const reply = await table.say("/export project", topic);
    const { text } = await read(reply.file);
    const discussion = await read((await table.say("/export html", topic)).file);

    expect(reply.text).toBe("Havn med dets ene diskussion som Markdown.");
    expect(text).toContain("**Diskussioner:** 1");
    expect(text).toContain("Alle har svaret. Alle 3 blev hørt. 1 runde, ");
    expect(discussion.text).toContain('<html lang="da">');
  });

  test("what is deleted can no longer be written out", async () => {
    await table.say("/project new Harbour");
    const { discussionId } = await table.say("/open Where?");
    await table.ended(discussionId);
    const { file } = await table.say("/export");

    await table.say("/project delete Harbour confirmed");

    await expect(read(file)).rejects.toThrow("the file is gone");
  });

  test("an export that nobody reads on ends when its signal aborts", async () => {
    await table.say("/project new Harbour");
    const { discussionId } = await table.say(`/open ${"Where? ".repeat(12_000)}`);
    await table.ended(discussionId);
    const { file } = await table.say("/export json");
    const leaving = new AbortController();
    const opened = file && (await createExportFile(database.db)(file, leaving.signal));
    const chunks = opened?.chunks[Symbol.asyncIterator]();
    await chunks?.next();

    leaving.abort();

    await expect(chunks?.next().then(() => chunks.next())).rejects.toThrow("aborted");
  });
});
