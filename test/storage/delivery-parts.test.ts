import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as deliveryParts from "../../src/storage/delivery-parts.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";

const place = "telegram:7";
const at = { place, now: new Date(0) };

describe.each(databases)("parts of a delivery on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;
  let of: deliveryParts.Delivered;
  let discussionId: string;

  beforeEach(async () => {
    database = await open();
    table = layTable(database);
    const reply = await table.say("/ask claude Where is the crane?", place);
    const discussion = await table.ended(reply.discussionId);
    discussionId = discussion.id;
    of = { kind: "message", id: discussion.messages[0]?.id ?? "" };
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  test("are drafts of a key until they are adopted, and then parts of the message", async () => {
    const { db } = database;
    await deliveryParts.saveDraft(db, "a turn", at, { part: 1, telegramMessageId: 41 });
    await deliveryParts.saveDraft(db, "a turn", at, { part: 2, telegramMessageId: 42 });
    await deliveryParts.saveDraft(db, "another", at, { part: 1, telegramMessageId: 43 });
    expect(await deliveryParts.drafts(db, "a turn")).toEqual([41, 42]);

    await deliveryParts.adopt(db, "a turn", of);

    expect(await deliveryParts.load(db, of)).toEqual([
      { part: 1, telegramMessageId: 41, state: "begun" },
      { part: 2, telegramMessageId: 42, state: "begun" },
    ]);
    expect(await deliveryParts.drafts(db, "a turn")).toEqual([]);
    expect(await deliveryParts.drafts(db, "another")).toEqual([43]);
  });

  test("are not taken over by a message that stands there already", async () => {
    const { db } = database;
    await deliveryParts.save(db, of, at, { part: 1, state: "sent", telegramMessageId: 40 });
    await deliveryParts.saveDraft(db, "a turn", at, { part: 1, telegramMessageId: 41 });

    await deliveryParts.adopt(db, "a turn", of);

    expect(await deliveryParts.load(db, of)).toEqual([
      { part: 1, telegramMessageId: 40, state: "sent" },
    ]);
  });

  test("tell whose answer a message in a chat is", async () => {
    const { db } = database;
    await deliveryParts.save(db, of, at, { part: 1, state: "sent", telegramMessageId: 40 });

    expect(await deliveryParts.speakerOf(db, place, 40)).toEqual({ discussionId, model: "claude" });
    expect(await deliveryParts.speakerOf(db, place, 41)).toBeUndefined();
    expect(await deliveryParts.speakerOf(db, "telegram:8", 40)).toBeUndefined();
  });
});
