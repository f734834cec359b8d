import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import type { TableEvent } from "../../src/engine/event-bus.ts";
import type { Model } from "../../src/models/model.ts";
import * as discussions from "../../src/storage/discussions.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { scriptedModel } from "../support/scripted-model.ts";

/** Streams one word, then hangs until it is aborted. */
function hangingModel(name: string): Model & { readonly asked: Promise<void> } {
  const { promise: asked, resolve } = Promise.withResolvers<void>();
  const model = scriptedModel(name, async (_, { signal, onText }) => {
    onText("Well");
    resolve();
    const { promise, reject } = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => {
      reject(new ModelError("stopped", { partialText: "Well" }));
    });
    return await promise;
  });
  return { ...model, asked };
}

describe.each(databases)("a discussion on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table | undefined;

  beforeEach(async () => {
    database = await open();
  });

  afterEach(async () => {
    await table?.close();
    await database.close();
  });

  async function opened(...models: readonly Model[]): Promise<{ table: Table; id: string }> {
    table = layTable(database, models);
    await table.say("/project new Harbour");
    const { discussionId = "" } = await table.say("/open Where is the crane?");
    return { table, id: discussionId };
  }

  test("is carried on after a restart, and only those are asked who had not answered", async () => {
    const gpt = hangingModel("gpt");
    const first = await opened(
      scriptedModel("claude", () => "West."),
      gpt,
    );
    await gpt.asked;
    await first.table.until(first.id, ({ messages }) => messages.length === 1);
    await first.table.close();
    const interrupted = await first.table.discussion(first.id);

    let claudeCalls = 0;
    table = layTable(database, [
      scriptedModel("claude", () => `West again ${(claudeCalls += 1)}.`),
      scriptedModel("gpt", () => "East."),
    ]);
    for (const id of await discussions.active(database.db)) table.wake(id);
    const ended = await table.ended(first.id);

    expect(interrupted).toMatchObject({ status: "active", messages: [{ content: "West." }] });
    expect(ended.messages.map(({ content }) => content)).toEqual(["West.", "East."]);
    expect(claudeCalls).toBe(0);
  });

  test("is carried by one run however often it is woken", async () => {
    let calls = 0;
    const { table: laid, id } = await opened(
      scriptedModel("claude", () => `West ${(calls += 1)}.`),
    );

    for (let time = 0; time < 20; time += 1) laid.wake(id);
    await laid.ended(id);

    expect(calls).toBe(1);
  });

  test("keeps what was said when a person stops it, and hangs up on the model", async () => {
    const gpt = hangingModel("gpt");
    const { table: laid, id } = await opened(
      scriptedModel("claude", () => "West."),
      gpt,
    );
    await gpt.asked;
    await laid.until(id, ({ messages }) => messages.length === 1);

    await discussions.complete(database.db, id, "stopped");
    laid.stop(id);
    const ended = await laid.until(id, ({ messages }) => messages.length === 2);

    expect(ended).toMatchObject({ status: "completed", stopReason: "stopped" });
    expect(ended.messages).toMatchObject([
      { content: "West.", outcome: "answered" },
      { content: "Well", outcome: "stopped" },
    ]);
  });

  test("tells who is asked, what is said while it is said, and that it is stored", async () => {
    const events: TableEvent[] = [];
    const gpt = hangingModel("gpt");
    table = layTable(database, [gpt]);
    table.bus.subscribe((event) => events.push(event));
    await table.say("/project new Harbour");
    const { discussionId = "" } = await table.say("/open Where is the crane?");
    await gpt.asked;
    const partials = table.bus.partials(discussionId);
    await discussions.complete(database.db, discussionId, "stopped");
    table.stop(discussionId);
    await table.until(discussionId, ({ messages }) => messages.length === 1);

    const turn = { place: "web", discussionId, roundNumber: 1, model: "gpt", isDirect: false };
    expect(partials).toEqual([{ turn, text: "Well" }]);
    expect(table.bus.partials(discussionId)).toEqual([]);
    expect(events.filter(({ kind }) => kind !== "changed")).toEqual([
      { kind: "asking", turn },
      { kind: "text", turn, text: "Well" },
      { kind: "asked", turn },
    ]);
    expect(events.at(-1)).toEqual({ kind: "changed", place: "web", discussionId });
  });

  test("of two places never shows one the other's words", async () => {
    const prompts: string[] = [];
    table = layTable(database, [
      scriptedModel("claude", (prompt) => {
        prompts.push(JSON.stringify(prompt));
        return prompts.at(-1)?.includes("secret one") ? "I know one." : "I know two.";
      }),
    ]);
    const [one, two] = await Promise.all([
      table.say("/ask claude What is the secret one?", "telegram:1"),
      table.say("/ask claude What is the secret two?", "telegram:2"),
    ]);

    const ended = [await table.ended(one.discussionId), await table.ended(two.discussionId)];

    expect(ended.map(({ messages }) => messages[0]?.content)).toEqual([
      "I know one.",
      "I know two.",
    ]);
    expect(
      prompts.every((text) => text.includes("secret one") !== text.includes("secret two")),
    ).toBe(true);
  });

  test("says of a participant that is configured no more that it did not answer", async () => {
    const { table: laid, id } = await opened(scriptedModel("claude", () => "West."));
    await laid.ended(id);
    await laid.close();
    table = layTable(database, [scriptedModel("gpt", () => "East.")]);

    const { discussionId } = await table.say("/open And now?");
    const ended = await table.ended(discussionId);

    expect(ended).toMatchObject({
      stopReason: "nobody_answered",
      messages: [{ model: "claude", outcome: "unavailable" }],
    });
  });
});
