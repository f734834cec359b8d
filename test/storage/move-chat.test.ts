import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { moveChat } from "../../src/storage/move-chat.ts";
import * as places from "../../src/storage/places.ts";
import * as projects from "../../src/storage/projects.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";

const [group, supergroup] = ["telegram:-4000001", "telegram:-1001000000001"];

describe.each(databases)("moveChat on $name", ({ open }) => {
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

  test("takes projects, discussions and what is selected along, once", async () => {
    await table.say("/project new Harbour", group);
    const { discussionId } = await table.say("/open Where is the crane?", group);
    await table.ended(discussionId);

    await moveChat(database.db, group, supergroup);
    await moveChat(database.db, group, supergroup);

    const [project] = await projects.list(database.db, supergroup);
    expect(project?.name).toBe("Harbour");
    expect(await projects.list(database.db, group)).toEqual([]);
    expect((await table.discussion(discussionId)).place).toBe(supergroup);
    expect(await places.load(database.db, supergroup)).toMatchObject({
      projectId: project?.id,
      discussionId,
    });
    expect(await places.load(database.db, group)).toMatchObject({ projectId: null });
  });

  test("puts a project into the one that has its name there already", async () => {
    const { discussionId: old } = await table.say("/in Inbox /open Where is the crane?", group);
    const { discussionId: young } = await table.say("/in Inbox /open And the pier?", supergroup);
    await Promise.all([table.ended(old), table.ended(young)]);

    await moveChat(database.db, group, supergroup);

    const owned = await projects.list(database.db, supergroup);
    expect(owned.map(({ name }) => name)).toEqual(["Inbox"]);
    expect((await table.discussion(old)).project.id).toBe(owned[0]?.id);
    expect((await table.discussion(young)).project.id).toBe(owned[0]?.id);
    expect((await places.load(database.db, supergroup)).discussionId).toBe(old);
  });
});
