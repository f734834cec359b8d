import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { createExportFile } from "../../src/commands/export-file.ts";
import type { Request } from "../../src/commands/request.ts";
import type { Reply } from "../../src/core/reply.ts";
import { readAll } from "../export/write-out.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { positionBlock } from "../support/position-block.ts";
import { answered, scriptedModel } from "../support/scripted-model.ts";

const golden = await readFile(new URL("../export/discussion.golden.json", import.meta.url), "utf8");

function importOf(content: string, place = "web"): Request {
  const document = { name: "harbour.json", content };
  return { id: `test:${randomUUID()}`, person: "Ann", place, text: "/import", document };
}

describe.each(databases)("/import on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;

  beforeEach(async () => {
    database = await open();
    const models = ["claude", "gpt", "gemini"].map((name, index) =>
      scriptedModel(name, () => {
        if (name === "gemini") return '```position\n{"pass":true}\n```';
        return answered(`${name} has "a view" 🏗️${positionBlock("East")}`, 1_000_000 * index);
      }),
    );
    table = layTable(database, models);
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  async function bring(content: string, place = "web"): Promise<Reply> {
    return await table.handle(importOf(content, place));
  }

  async function exported(command: string, place = "web"): Promise<string> {
    const { file, text } = await table.say(command, place);
    if (!file) throw new Error(text);
    const written = await createExportFile(database.db)(file, AbortSignal.timeout(20_000));
    if (!written) throw new Error("the file is gone");
    return await readAll(written.chunks);
  }

  test("an export with everything in it is exported again byte for byte", async () => {
    const reply = await bring(golden);

    expect(reply.text).toBe(
      "“Where does the crane go?” is imported into Old *harbour*, a new project.",
    );
    expect(await exported("/export json")).toBe(golden);
  });

  test("what a table said is exported, imported elsewhere and exported again the same", async () => {
    await table.say("/project new Harbour");
    const { discussionId } = await table.say("/discuss 2 Where is the crane?");
    await table.ended(discussionId);
    await table.say("@gpt And the tide?");
    await table.ended(discussionId);
    const first = await exported("/export json");

    await bring(first, "telegram:5");

    expect(await exported("/export json", "telegram:5")).toBe(first);
    expect(first).toContain("And the tide?");
  });

  test("a project is imported with all its discussions, and exported again the same", async () => {
    await table.say("/project new Harbour");
    for (const question of ["Where?", "Why?"]) {
      const { discussionId } = await table.say(`/open ${question}`);
      await table.ended(discussionId);
    }
    const first = await exported("/export project json");

    const reply = await bring(first, "telegram:5");

    expect(reply.text).toBe("2 discussions are imported into Harbour, a new project.");
    expect(await exported("/export project json", "telegram:5")).toBe(first);
  });

  test("what is imported is current, has ended and can be gone on with", async () => {
    const { discussionId } = await bring(golden);
    const before = await table.discussion(discussionId);

    const { discussionId: resumed } = await table.say("/next");

    expect(before.status).toBe("completed");
    expect(resumed).toBe(discussionId);
    const after = await table.ended(resumed);
    expect(after.rounds.map(({ roundNumber }) => roundNumber)).toEqual([1, 2, 3, 4]);
    expect(after.messages.slice(0, before.messages.length)).toEqual(before.messages);
  });

  test("what was running when it was exported is stopped where it is imported", async () => {
    const running = golden
      .replace('"status":"completed"', '"status":"active"')
      .replace('"stopReason":"round_limit"', '"stopReason":null');

    const { discussionId } = await bring(running);

    expect(await table.discussion(discussionId)).toMatchObject({
      status: "completed",
      stopReason: "stopped",
    });
  });

  test("a project that is there already keeps its team and settings", async () => {
    await table.say('/project new "OLD *HARBOUR*"');
    await table.say("/project set default_rounds 7");

    const reply = await bring(golden);

    expect(reply.text).toBe(
      "“Where does the crane go?” is imported into OLD *HARBOUR*, whose team and settings stay as they are.",
    );
    expect((await table.discussion(reply.discussionId)).project.settings.default_rounds).toBe(7);
  });

  test("the dearest discussion that can be imported can be read and gone on with", async () => {
    const dear = golden
      .replaceAll(/"costNanoUsd":\d+/g, '"costNanoUsd":1000000000000000')
      .replace(/"stopReason":"\w+"/, '"stopReason":"stopped"')
      .replace(/"budget_usd":(?:null|\d+)/, '"budget_usd":1000');
    await bring(dear);

    await table.say("/continue");
    const { text } = await table.say("/status");

    expect(dear).toContain('"budget_usd":1000');
    expect(text).toMatch(/^Project: /);
  });

  test("a project whose instructions hold what no database takes can be asked", async () => {
    const odd = golden.replace(
      /"system_prompt_override":"[^"]*"/,
      String.raw`"system_prompt_override":"Be\u0000 kind"`,
    );
    await bring(odd);

    const reply = await table.say("/open Where is the pier?");

    expect(odd).not.toBe(golden);
    expect(reply.isRefusal).toBeUndefined();
  });

  test("a chat is not told again what it imports", async () => {
    const { discussionId = "" } = await bring(golden, "telegram:5");

    const row = await database.db
      .selectFrom("discussion")
      .select(["lastSeq", "deliveredSeq"])
      .where("id", "=", discussionId)
      .executeTakeFirstOrThrow();

    expect(row).toEqual({ lastSeq: 12, deliveredSeq: 12 });
  });

  test("the same file can be imported twice", async () => {
    const first = await bring(golden);

    const second = await bring(golden);

    expect(second.discussionId).not.toBe(first.discussionId);
    expect(await exported("/export json")).toBe(golden);
  });

  test("without a file it says what to send", async () => {
    const reply = await table.say("/import");

    expect(reply.text).toBe(
      "There is no file to import. Send one that /export json made, together with /import.",
    );
  });

  test("a discussion that runs stays current", async () => {
    const asked = Promise.withResolvers<void>();
    const models = ["claude", "gpt"].map((name) =>
      scriptedModel(name, async (_, { signal }) => {
        asked.resolve();
        return await new Promise<never>((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
        });
      }),
    );
    const waiting = layTable(database, models);
    table = waiting;
    await waiting.say("/project new Attic");
    const { discussionId: running } = await waiting.say("/open Where?");
    await asked.promise;

    const reply = await bring(golden);

    expect(reply.text).toMatch(/a new project\. The discussion that runs here stays current\.$/);
    expect(reply.buttons).toHaveLength(1);
    expect((await waiting.say("/stop")).discussionId).toBe(running);
    const resumed = await waiting.say(reply.buttons[0]?.command ?? "");
    expect(resumed.text).toBe("“Where does the crane go?” is current.");
  });
});

describe("/import", () => {
  test.each([
    ["nothing", "", /^The file is no JSON, or not all of it\. /],
    ["half of an export", golden.slice(0, 2000), /^The file is no JSON, or not all of it\. /],
    ["a list", "[]", /^The file is no export of moai\. /],
    ["another's JSON", '{"format":"other","version":1}', /^The file is no export of moai\. /],
    [
      "a newer version",
      golden.replace('"version":1', '"version":2'),
      /^The file is of version 2, and this moai reads up to 1\. Update moai/,
    ],
    [
      "an unknown outcome",
      golden.replace('"outcome":"network"', '"outcome":"bribed"'),
      /^The file is damaged or was changed: discussions\.0\.messages\.2\.outcome: Invalid option/,
    ],
    [
      "a turn told twice",
      golden.replace('"seq":2,"roundNumber":1', '"seq":2,"roundNumber":3'),
      /: has two turns of a model in one round\. Export it again\.$/,
    ],
    [
      "messages out of order",
      golden.replace('"seq":2,', '"seq":9,'),
      /: has messages out of order\. Export it again\.$/,
    ],
    [
      "a message of no round",
      golden.replace('"seq":12,"roundNumber":3', '"seq":12,"roundNumber":4'),
      /: lacks a round\. Export it again\.$/,
    ],
    [
      "the same seat twice",
      golden.replace('"model":"gpt","label"', '"model":"claude","label"'),
      /: has a seat twice\. Export it again\.$/,
    ],
    [
      "what no database takes",
      golden.replace("Half an", String.raw`Half\u0000an`),
      /discussions\.0\.messages\.2\.content: holds what is no text\. /,
    ],
    [
      "a number that no column takes",
      golden.replace('"heardSeq":4', '"heardSeq":3e9'),
      /discussions\.0\.messages\.\d+\.heardSeq: Too big/,
    ],
    [
      "a seat that heard what came later",
      golden.replaceAll(/"heardSeq":\d+/g, '"heardSeq":1000'),
      /: has a message that heard a later one\. Export it again\.$/,
    ],
    [
      "a team with a model twice",
      golden.replace(/"models":\["\w+"/, (models) => `${models},"claude","claude"`),
      /project\.models: has a model twice\. /,
    ],
    ["21 MB", `"${"x".repeat(21_000_000)}"`, /^The file is over 20 MB/],
    [
      "a deep nest",
      "[".repeat(1_000_000) + "]".repeat(1_000_000),
      /^The file is no export of moai\. /,
    ],
  ])("refuses %s in a sentence, and leaves nothing", async (_, content, answer) => {
    const [{ open }] = databases;
    const database = await open();
    onTestFinished(database.close);
    const table = layTable(database);

    const reply = await table.handle(importOf(content));

    expect(reply.text).toMatch(answer);
    expect(reply.text.length).toBeLessThan(400);
    expect((await table.say("/projects")).text).toBe(
      'There is no project yet. /project new "Name" makes one.',
    );
  });
});
