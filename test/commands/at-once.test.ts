import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { positionBlock } from "../support/position-block.ts";
import { scriptedModel } from "../support/scripted-model.ts";

describe.each(databases)("what comes at the same moment on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;
  /** What the models were asked last, in the order of the calls. */
  let calls: string[];
  /** Held back until it resolves. */
  let held: Promise<void>;

  beforeEach(async () => {
    database = await open();
    calls = [];
    held = Promise.resolve();
    table = layTable(database, models());
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  function models() {
    return ["claude", "gpt"].map((name) =>
      scriptedModel(name, async (prompt) => {
        calls.push(prompt.at(-1)?.content ?? "");
        await held;
        return `${name} has a view.${positionBlock(name)}`;
      }),
    );
  }

  test.each(["@gpt And why?", "/next", "/consensus"])(
    "%s is done when it comes while the end is being stored",
    async (text) => {
      let answers = 0;
      let isSaid = false;
      await table.close();
      table = layTable(
        {
          ...database,
          write: async (work, committed) => {
            // After both answers the next to be stored is the end, which is decided already.
            if (answers === 2 && !isSaid) {
              isSaid = true;
              await table.say(text);
            }
            return await database.write(work, committed);
          },
        },
        models(),
      );
      table.bus.subscribe((event) => {
        if (event.kind === "asked") answers += 1;
      });

      const { discussionId } = await table.say("/in Inbox /open Where is the crane?");
      await table.until(discussionId, () => calls.length > 2);

      const ended = await table.ended(discussionId);
      expect(isSaid).toBe(true);
      expect(ended.stopReason).toBeDefined();
    },
  );

  test("first questions are all asked, in one Inbox", async () => {
    const replies = await Promise.all(
      [1, 2, 3, 4].map((topic) =>
        table.say(`/open Where is crane ${topic}?`, `telegram:-5:${topic}`),
      ),
    );

    expect(replies.filter(({ isRefusal }) => isRefusal)).toEqual([]);
    const projects = await table.db.selectFrom("project").select("name").execute();
    expect(projects).toEqual([{ name: "Inbox" }]);
  });

  test("settings are all kept", async () => {
    await table.say("/project new Harbour");

    await Promise.all(
      ["ratify off", "auto_consensus off", "anonymity off", "default_rounds 5"].map((setting) =>
        table.say(`/settings ${setting}`),
      ),
    );

    const [project] = await table.db.selectFrom("project").select("settings").execute();
    expect(JSON.parse(project?.settings ?? "")).toMatchObject({
      ratify: false,
      auto_consensus: false,
      anonymity: false,
      default_rounds: 5,
    });
  });

  test("of two new discussions one starts, and the other waits for a choice", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    await table.say("/project new Harbour");

    const replies = await Promise.all(["A?", "B?"].map((text) => table.say(`/discuss 1 ${text}`)));
    resolve();

    expect(replies.filter(({ discussionId }) => discussionId !== undefined)).toHaveLength(1);
    expect(replies.flatMap(({ buttons }) => buttons.map(({ command }) => command))).toContainEqual(
      expect.stringMatching(/^\/instead \/discuss 1 [AB]\?$/),
    );
  });

  test("two further rounds are both held", async () => {
    const { discussionId } = await table.say("/in Inbox /open Where is the crane?");
    await table.ended(discussionId);

    await Promise.all([table.say("/next"), table.say("/next")]);

    const { rounds } = await table.ended(discussionId);
    expect(rounds).toHaveLength(3);
  });
});
