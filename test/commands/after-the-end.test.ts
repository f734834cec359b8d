import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import type { PromptMessage } from "../../src/core/prompt.ts";
import { parseReply } from "../../src/core/reply.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { positionBlock } from "../support/position-block.ts";
import { answered, type Script, scriptedModel } from "../support/scripted-model.ts";

/** What a call is for, as its prompt says. */
function occasionOf(prompt: readonly PromptMessage[]) {
  const system = prompt[0]?.content ?? "";
  if (system.startsWith("You are the secretary")) return "report";
  if (system.includes('{"ratified"')) return "confirmation";
  return prompt.at(-1)?.content.includes("asks you directly") ? "direct" : "turn";
}

describe.each(databases)("beside and after the end on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;
  /** Calls for this hang until they are aborted or let go. */
  let hanging: ReturnType<typeof occasionOf> | undefined;
  let letGo: PromiseWithResolvers<void>;
  let isHanging: PromiseWithResolvers<void>;
  let reports: number;

  beforeEach(async () => {
    database = await open();
    hanging = undefined;
    letGo = Promise.withResolvers();
    isHanging = Promise.withResolvers();
    reports = 0;
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  /** A table of two who say these, agree with each other in their second turn, and find a report all right. */
  async function lay(costNanoUsd: Partial<Record<"turn" | "report", number>> = {}): Promise<void> {
    const script = (name: string): Script => {
      let turns = 0;
      return async (prompt, { signal }) => {
        const occasion = occasionOf(prompt);
        if (occasion === "report") reports += 1;
        if (occasion === hanging) {
          isHanging.resolve();
          await Promise.race([letGo.promise, aborted(signal)]);
        }
        if (occasion === "report") {
          return answered(
            '{"agreements": ["It stands east."], "disagreements": []}',
            costNanoUsd.report,
          );
        }
        if (occasion === "confirmation") return '{"ratified": {"agreement 1": true}}';
        turns += 1;
        const seats = turns === 2 ? (prompt[0]?.content.match(/Panelist \d+/g) ?? []) : [];
        return answered(`${name} ${turns}.${positionBlock(name, seats)}`, costNanoUsd.turn);
      };
    };
    table = layTable(
      database,
      ["claude", "gpt"].map((name) => scriptedModel(name, script(name))),
    );
    await table.say("/project new Harbour");
  }

  async function notices(): Promise<readonly string[]> {
    const rows = await database.db
      .selectFrom("request")
      .select("reply")
      .where("id", "like", "end:%")
      .orderBy("createdAt")
      .execute();
    return rows.map(({ reply }) => parseReply(reply).text);
  }

  async function hang(occasion: ReturnType<typeof occasionOf>, text: string): Promise<void> {
    hanging = occasion;
    await table.say(text);
    await isHanging.promise;
  }

  test("each pause for the budget is said", async () => {
    await lay({ turn: 400_000_000 });
    await table.say("/settings budget_usd 1");
    const { discussionId } = await table.say("/discuss 3 Where is the crane?");
    await table.ended(discussionId);

    await table.say("/next");
    await table.ended(discussionId);
    await table.say("/settings budget_usd 0.1");
    await table.say("/continue");
    await table.ended(discussionId);

    expect(await notices()).toHaveLength(3);
  });

  test.each([
    ["direct", "@gpt Why?"],
    ["report", "/consensus"],
  ] as const)(
    "/next while there is a %s call adds one round, not those that were left",
    async (occasion, text) => {
      await lay();
      await table.say("/settings auto_consensus off");
      const { discussionId } = await table.say("/discuss 6 Where is the crane?");
      expect((await table.ended(discussionId)).rounds).toHaveLength(2);

      await hang(occasion, text);
      await table.say("/next");
      letGo.resolve();

      expect((await table.ended(discussionId)).rounds).toHaveLength(3);
    },
  );

  test("words while nobody is to speak any more are kept, with a button for a round", async () => {
    await lay();
    await hang("turn", "/open Where is the crane?");

    const reply = await table.say("In Denmark, I mean.");
    letGo.resolve();

    expect(reply.text).toBe("It is kept. The table hears it in the next round.");
    expect(reply.buttons.map(({ command }) => command)).toEqual(["/next"]);
  });

  test("/stop of a direct answer leaves the end as it was", async () => {
    await lay();
    await table.say("/settings auto_consensus off");
    const { discussionId } = await table.say("/discuss 6 Where is the crane?");
    await table.ended(discussionId);

    await hang("direct", "@gpt Why?");
    const { buttons } = await table.say("/stop");

    expect((await table.ended(discussionId)).stopReason).toBe("consensus");
    expect(buttons.map(({ command }) => command)).not.toContain("/continue");
  });

  test("a report that was stopped is not written later by itself", async () => {
    await lay();
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    await hang("report", "/consensus");
    await table.say("/stop");
    await table.ended(discussionId);
    await table.say("/settings auto_consensus off");
    await table.say("/next");
    await table.ended(discussionId);

    expect(reports).toBe(1);
  });

  test("a report whose confirmation was stopped is shown, and not paid for again", async () => {
    await lay();
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    await hang("confirmation", "/consensus");
    await table.say("/stop");
    const reply = await table.say("/consensus");

    expect(reply.markdown).toContain("It stands east.");
    expect(reports).toBe(1);
  });

  test("/continue asks those again who were all stopped in the opening", async () => {
    await lay();
    await hang("turn", "/discuss 1 Where is the crane?");
    const { discussionId } = await table.say("/stop");
    await table.until(discussionId, ({ messages }) => messages.length === 2);

    hanging = undefined;
    await table.say("/continue");

    const { stopReason, messages } = await table.ended(discussionId);
    expect(stopReason).toBe("consensus");
    expect(messages.map((message) => message.kind === "model" && message.outcome)).toEqual(
      Array.from({ length: 4 }, () => "answered"),
    );
  });

  test("what a report costs counts in /status and against the budget", async () => {
    await lay({ turn: 100_000_000, report: 900_000_000 });
    await table.say("/settings budget_usd 1");
    await table.say("/settings ratify off");
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);
    await table.say("/consensus");
    await table.until(discussionId, (one) => one.status === "completed" && !!one.consensus);

    const status = await table.say("/status");
    await table.say("/next");

    expect(status.text).toContain("$1.10");
    expect((await table.ended(discussionId)).stopReason).toBe("budget");
  });

  test("what a failed answer cost counts against the budget when it is asked for again", async () => {
    let asked = 0;
    const usage = answered("", 400_000_000).usage;
    table = layTable(database, [
      scriptedModel("claude", () => answered("Yes.", 100_000_000)),
      scriptedModel("gpt", () => {
        asked += 1;
        throw new ModelError("refused", { usage });
      }),
    ]);
    await table.say("/project new Harbour");
    await table.say("/settings budget_usd 1");
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    for (let time = 1; time <= 4; time += 1) {
      await table.say("/retry");
      await table.ended(discussionId);
    }

    expect(asked).toBeLessThanOrEqual(3);
  });
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new ModelError("stopped")), { once: true });
  });
}
