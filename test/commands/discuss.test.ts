import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import type { Outcome } from "../../src/core/outcome.ts";
import type { PromptMessage } from "../../src/core/prompt.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import { positionBlock } from "../support/position-block.ts";
import { answered, type Script, scriptedModel } from "../support/scripted-model.ts";

/** Speaks, always of something new, and agrees with nobody. */
const stubborn = (name: string): Script => {
  let turns = 0;
  return () => `${name} ${(turns += 1)}.${positionBlock(name)}`;
};

/** From the second turn on agrees with every seat of the table. */
const agreeable = (name: string): Script => {
  let turns = 0;
  return (prompt) => {
    turns += 1;
    return `${name} ${turns}.${positionBlock(name, turns > 1 ? seatsOf(prompt) : [])}`;
  };
};

function fail(outcome: Outcome): never {
  throw new ModelError(outcome);
}

function seatsOf(prompt: readonly PromptMessage[]): readonly string[] {
  return prompt[0]?.content.match(/Panelist \d+/g) ?? [];
}

describe.each(databases)("a discussion on $name", ({ open }) => {
  let database: TestDatabase;
  let table: Table;

  beforeEach(async () => {
    database = await open();
  });

  afterEach(async () => {
    await table.close();
    await database.close();
  });

  async function lay(scripts: Readonly<Record<string, Script>>): Promise<void> {
    table = layTable(
      database,
      Object.entries(scripts).map(([name, script]) => scriptedModel(name, script)),
    );
    await table.say("/project new Harbour");
  }

  const stubbornTable = () =>
    lay({ claude: stubborn("claude"), gpt: stubborn("gpt"), gemini: stubborn("gemini") });

  test("runs by itself to its last round, each speaking once in each", async () => {
    await stubbornTable();

    const reply = await table.say("/discuss 2 Where is the crane?");
    const ended = await table.ended(reply.discussionId);

    expect(reply.text).toBe(
      "At the table: Claude, GPT, Gemini. Each answers for itself first, then 2 rounds of discussion.",
    );
    expect(ended).toMatchObject({ type: "discuss", stopReason: "round_limit" });
    const said = ended.messages.map((message) => [
      message.roundNumber,
      message.kind === "model" && message.model,
    ]);
    expect(said.slice(3)).toEqual([
      [2, "gpt"],
      [2, "gemini"],
      [2, "claude"],
      [3, "gemini"],
      [3, "claude"],
      [3, "gpt"],
    ]);
  });

  test("ends when all agree, and says so", async () => {
    await lay({ claude: agreeable("claude"), gpt: agreeable("gpt") });

    const { discussionId } = await table.say("/discuss 5 Where is the crane?");
    const ended = await table.ended(discussionId);

    expect(ended).toMatchObject({ stopReason: "consensus", rounds: { length: 2 } });
    const notices = await database.db
      .selectFrom("request")
      .select("reply")
      .where("id", "like", "end:%")
      .execute();
    expect(notices).toHaveLength(1);
    expect(notices[0]?.reply).toContain(
      "Ended in agreement. All 2 were heard. 2 rounds, 60 tokens, $0.00.",
    );
  });

  test("takes the project's number of rounds where none is given", async () => {
    await lay({ claude: stubborn("claude"), gpt: stubborn("gpt") });
    await table.say("/project set default_rounds 1");

    const { discussionId } = await table.say("/discuss Where is the crane?");

    expect((await table.ended(discussionId)).rounds).toHaveLength(2);
  });

  test("goes on from an open question without a new one", async () => {
    await stubbornTable();
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.ended(discussionId);

    const reply = await table.say("/discuss 1");
    const ended = await table.until(
      discussionId,
      ({ rounds, status }) => rounds.length === 2 && status === "completed",
    );

    expect(reply).toMatchObject({
      text: "At the table: Claude, GPT, Gemini. 1 round more.",
      discussionId,
    });
    expect(ended).toMatchObject({ type: "discuss", stopReason: "round_limit" });
  });

  test("/next gives exactly one more round after any end", async () => {
    await lay({ claude: agreeable("claude"), gpt: agreeable("gpt") });
    const { discussionId } = await table.say("/discuss 5 Where is the crane?");
    await table.ended(discussionId);

    for (const rounds of [3, 4]) {
      const reply = await table.say("/next");
      const ended = await table.until(
        discussionId,
        (one) => one.rounds.length === rounds && one.status === "completed",
      );
      expect(reply.text).toBe("The next round begins.");
      expect(ended.stopReason).toBe("consensus");
    }
  });

  test.each([
    [
      "/discuss 0",
      "The number of rounds is between 1 and 10, and you wrote 0. Write /discuss 3, or /discuss 3 and a question.",
    ],
    [
      "/discuss -1",
      "The number of rounds is between 1 and 10, and you wrote -1. Write /discuss 3, or /discuss 3 and a question.",
    ],
    [
      "/discuss 999",
      "The number of rounds is between 1 and 10, and you wrote 999. Write /discuss 3, or /discuss 3 and a question.",
    ],
    ["/discuss", "There is nothing to discuss yet. Ask a question: /discuss Is P equal to NP?"],
    ["/discuss 3", "There is nothing to discuss yet. Ask a question: /discuss Is P equal to NP?"],
    ["/next", expect.stringMatching(/^There is no discussion here yet/)],
    ["/say Hello", expect.stringMatching(/^There is no discussion here yet/)],
    ["/stop", "Nothing is running here. /discussions lists what was."],
    ["/continue", expect.stringMatching(/^There is no discussion here yet/)],
    ["/retry", expect.stringMatching(/^There is no discussion here yet/)],
    ["/resume", "Say which: /resume and an id of /discussions."],
    ["/resume ffff", "No discussion begins with “ffff”. /discussions lists them."],
    ["/resume %", "No discussion begins with “%”. /discussions lists them."],
    ["/discussions", "There is no discussion yet. Start one with /discuss and a question."],
    ["@bard what now?", "No model is called “@bard”. There are: claude, gpt, gemini."],
    ["@gpt", "Write your question to GPT."],
  ])("%j is answered with what is wrong", async (text, answer) => {
    await stubbornTable();

    expect((await table.say(text)).text).toEqual(answer);
  });

  test("a number that begins a question is a part of it when it is no number of rounds", async () => {
    await stubbornTable();
    await table.say("/project set default_rounds 1");

    const { discussionId } = await table.say("/discuss 99 bottles of beer?");

    expect((await table.ended(discussionId)).question).toBe("99 bottles of beer?");
  });

  test("says roughly what more than three rounds will cost", async () => {
    await lay({
      claude: () => answered(`Yes.${positionBlock("x")}`, 1_000_000),
      gpt: () => answered(`No.${positionBlock("y")}`, 1_000_000),
    });

    const first = await table.say("/discuss 4 Where is the crane?");
    await table.ended(first.discussionId);
    const more = await table.say("/discuss 5");

    expect(first.text).toMatch(/ That is roughly 8 calls, 21,000 tokens\.$/);
    expect(more.text).toMatch(/ That is roughly 10 calls, [\d,]+ tokens, about \$0\.\d+\.$/);
  });

  test("a table of one is told that it cannot disagree, and runs", async () => {
    await lay({ claude: stubborn("claude") });

    const reply = await table.say("/discuss 1 Where is the crane?");
    const ended = await table.ended(reply.discussionId);

    expect(reply.text).toMatch(/^At the table: Claude alone, who cannot disagree with itself\./);
    expect(ended.messages).toHaveLength(2);
  });

  test("a new question while one runs waits for a choice, and is not lost", async () => {
    const hold = Promise.withResolvers<void>();
    await lay({ claude: async () => (await hold.promise, "Well.") });
    const first = await table.say("/discuss 1 First?");

    const offer = await table.say("/discuss 1 Second?");
    const second = await table.say(offer.buttons[0]?.command ?? "");
    hold.resolve();

    expect(offer.text).toMatch(/^A discussion is running here\./);
    expect(await table.ended(first.discussionId)).toMatchObject({ stopReason: "stopped" });
    expect(await table.ended(second.discussionId)).toMatchObject({ question: "Second?" });
  });

  test("a single answer that is still being written holds up no new question", async () => {
    const hold = Promise.withResolvers<void>();
    await lay({ claude: async () => (await hold.promise, "Well.") });
    const asked = await table.say("/ask claude First?");

    const opened = await table.say("/open Second?");
    hold.resolve();

    expect(opened.text).toBe("Asked: Claude.");
    expect(await table.ended(asked.discussionId)).toMatchObject({ stopReason: "answered" });
    await table.ended(opened.discussionId);
  });

  test("/stop says what is kept", async () => {
    const asked = Promise.withResolvers<void>();
    await lay({
      claude: () => "West.",
      gpt: async (_, { signal }) => {
        const { promise, reject } = Promise.withResolvers<never>();
        signal.addEventListener("abort", () => reject(new ModelError("stopped")));
        asked.resolve();
        return await promise;
      },
    });
    const { discussionId } = await table.say("/open Where is the crane?");
    await asked.promise;
    await table.until(discussionId, ({ messages }) => messages.length === 1);

    const reply = await table.say("/stop");

    expect(reply.text).toBe("Stopped. 1 of 2 answers of the opening are kept.");
    await table.until(discussionId, ({ messages }) => messages.length === 2);
  });

  test("a person's words are heard by the next to speak", async () => {
    const hold = Promise.withResolvers<void>();
    const prompts: string[] = [];
    await lay({
      claude: async () => (await hold.promise, "West."),
      gpt: (prompt) => (prompts.push(JSON.stringify(prompt)), "East."),
    });
    const { discussionId } = await table.say("/discuss 1 Where is the crane?");

    const reply = await table.say("Mind the tide.");
    hold.resolve();
    await table.ended(discussionId);

    expect(reply.text).toBe("The next to speak will hear it.");
    expect(prompts.at(-1)).toContain("[Person Ann]\\n> Mind the tide.");
  });

  test("a direct question is answered by those it names alone, and heard by all later", async () => {
    await stubbornTable();
    const { discussionId } = await table.say("/discuss 1 Where is the crane?");
    const before = await table.ended(discussionId);

    const reply = await table.say("@gpt, @Gemini why?");
    const ended = await table.until(
      discussionId,
      (one) => one.messages.length === 9 && one.status === "completed",
    );

    expect(reply.text).toBe("GPT and Gemini are asked.");
    expect(ended.stopReason).toBe(before.stopReason);
    expect(ended.messages.slice(6)).toMatchObject([
      { kind: "person", content: "why?", isDirect: true, addressees: ["gpt", "gemini"] },
      { kind: "model", isDirect: true },
      { kind: "model", isDirect: true },
    ]);
  });

  test.each(["gpt: why?", "GPT: why?", "@gpt why?", "@GPT: why?"])("%j asks GPT", async (text) => {
    await stubbornTable();

    const reply = await table.say(text);

    expect(reply.text).toBe("GPT is asked.");
    expect((await table.ended(reply.discussionId)).seats).toMatchObject([{ model: "gpt" }]);
  });

  test.each(["Note: mind the tide", "https://x.org/a: is it true?", "gpt is right"])(
    "%j asks nobody in particular",
    async (text) => {
      await stubbornTable();

      expect((await table.say(text)).text).toBe("Whom shall I ask?");
    },
  );

  test("one silent, one limited, one cut, one empty, one refused: the table ends and says who failed", async () => {
    const failing =
      (outcome: ConstructorParameters<typeof ModelError>[0]): Script =>
      () => {
        throw new ModelError(outcome);
      };
    await lay({
      claude: stubborn("claude"),
      gpt: failing("timeout"),
      gemini: failing("rate_limited"),
      grok: failing("network"),
      kimi: failing("empty"),
      qwen: failing("refused"),
    });

    const { discussionId } = await table.say("/discuss 1 Where is the crane?");
    await table.ended(discussionId);

    const [notice] = await database.db
      .selectFrom("request")
      .select("reply")
      .where("id", "like", "end:%")
      .execute();
    expect(notice?.reply).toContain("Ended after the last round. Not everybody was heard:");
    for (const failure of [
      "GPT in the opening (it took too long)",
      "Gemini in round 2 (rate limit)",
      "Grok in the opening (its provider could not be reached)",
      "Kimi in round 2 (it sent an empty answer)",
      "Qwen in the opening (its provider refused the question)",
    ]) {
      expect(notice?.reply).toContain(failure);
    }
  });

  test("a table at which nobody answers ends, keeps the question and can be asked again", async () => {
    let isWell = false;
    await lay({
      claude: () => {
        if (isWell) return "West.";
        throw new ModelError("network");
      },
    });
    const { discussionId } = await table.say("/open Where is the crane?");
    const ended = await table.ended(discussionId);

    isWell = true;
    const reply = await table.say("/retry");
    const again = await table.until(discussionId, ({ stopReason }) => stopReason === "answered");

    expect(ended.stopReason).toBe("nobody_answered");
    expect(reply.text).toBe("Those who failed are asked again.");
    expect(again.messages).toMatchObject([{ content: "West.", outcome: "answered", seq: 2 }]);
  });

  test("one who failed is asked again alone, also while the others still speak", async () => {
    let isWell = false;
    const gemini = Promise.withResolvers<string>();
    await lay({
      claude: () => (isWell ? "West." : fail("rate_limited")),
      gpt: () => (isWell ? "North." : fail("timeout")),
      gemini: () => gemini.promise,
    });
    const { discussionId } = await table.say("/open Where is the crane?");
    await table.until(discussionId, ({ messages }) => messages.length === 2);

    isWell = true;
    const reply = await table.say("/retry claude");
    gemini.resolve("East.");
    const ended = await table.ended(discussionId);
    const said = ended.messages.filter((message) => message.kind === "model");

    expect(reply.text).toBe("Claude is asked again.");
    expect(said.map(({ model, outcome }) => [model, outcome])).toEqual(
      expect.arrayContaining([
        ["claude", "answered"],
        ["gpt", "timeout"],
        ["gemini", "answered"],
      ]),
    );
    expect(said).toHaveLength(3);
    expect((await table.say("/retry gemini")).text).toBe(
      "Gemini did not fail, or was asked again since.",
    );
  });

  test("a direct answer that failed is asked for again, and the end stays as it was", async () => {
    let isWell = true;
    const claude = stubborn("claude");
    await lay({
      claude: (...call) => (isWell ? claude(...call) : fail("network")),
      gpt: stubborn("gpt"),
    });
    const { discussionId } = await table.say("/discuss 1 Where is the crane?");
    await table.ended(discussionId);
    isWell = false;
    await table.say("@claude Are you sure?");
    await table.until(discussionId, (one) => one.messages.length === 6);
    await table.ended(discussionId);

    isWell = true;
    await table.say("/retry claude");
    const again = await table.until(
      discussionId,
      ({ messages, status }) =>
        status === "completed" && messages.some(({ content }) => content.startsWith("claude 3.")),
    );

    expect(again).toMatchObject({ stopReason: "round_limit", rounds: { length: 2 } });
  });

  test("one who timed out is not waited for again, until a person asks", async () => {
    let isWell = false;
    let calls = 0;
    await lay({
      claude: () => {
        calls += 1;
        return isWell ? "West." : fail("timeout");
      },
      gpt: stubborn("gpt"),
      gemini: stubborn("gemini"),
    });
    const { discussionId } = await table.say("/discuss 2 Where is the crane?");
    const ended = await table.ended(discussionId);
    const callsAlone = calls;

    isWell = true;
    const reply = await table.say("/retry");
    const again = await table.until(
      discussionId,
      ({ messages, status }) =>
        status === "completed" && messages.some(({ content }) => content === "West."),
    );

    expect(ended).toMatchObject({ stopReason: "round_limit", rounds: { length: 3 } });
    expect(callsAlone).toBe(1);
    expect(reply.text).toBe("Those who failed are asked again.");
    expect(again.rounds).toHaveLength(3);
    expect(again.messages.at(-1)).toMatchObject({ content: "West.", roundNumber: 3 });
  });

  test("a turn that failed in an earlier round is not asked for again", async () => {
    let calls = 0;
    const second = Promise.withResolvers<string>();
    await lay({
      claude: () => ((calls += 1) === 1 ? fail("network") : second.promise),
      gpt: stubborn("gpt"),
    });
    const { discussionId } = await table.say("/discuss 1 Where is the crane?");
    await table.until(discussionId, ({ rounds }) => rounds.length === 2);

    const reply = await table.say("/retry claude");
    second.resolve("West.");
    await table.ended(discussionId);

    expect(reply.text).toBe(
      "The table has gone on since. Claude is asked again in its next round.",
    );
  });

  test("pauses before the call that would pass the budget, and goes on when it is told to", async () => {
    const costly = (name: string): Script => {
      const speak = stubborn(name);
      return async (...call) => {
        const text = await speak(...call);
        return answered(typeof text === "string" ? text : text.text, 100_000_000);
      };
    };
    await lay({ claude: costly("claude"), gpt: costly("gpt") });
    await table.say("/project set budget_usd 0.35");

    const { discussionId } = await table.say("/discuss 2 Where is the crane?");
    const paused = await table.ended(discussionId);
    const reply = await table.say("/continue");
    const again = await table.until(
      discussionId,
      (one) => one.status === "completed" && one.messages.length > 3,
    );

    expect(paused).toMatchObject({ stopReason: "budget", messages: { length: 3 } });
    expect(reply.text).toBe("The discussion goes on. It pauses again after $0.35 more.");
    expect(again).toMatchObject({ stopReason: "round_limit", messages: { length: 6 } });
  });

  test("a question that begins with a number is discussed whole, for the project's rounds", async () => {
    await stubbornTable();
    await table.say("/project set default_rounds 2");

    const { buttons } = await table.say("7 wonders of the world: which is the best?");
    const button = buttons.find(({ label }) => label === "Discuss");
    const { discussionId } = await table.say(button?.command ?? "");

    expect(await table.discussion(discussionId)).toMatchObject({
      question: "7 wonders of the world: which is the best?",
      roundsWanted: 3,
    });
  });

  test.each([
    (id: string) => `/resume ${id} /export md`,
    (id: string) => `/resume ${id} /export project`,
    () => "/in Pier /export project",
  ])("the file of another discussion takes nobody away from the running one: %#", async (write) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isHeld = false;
    const slow: Script = async () => {
      if (isHeld) await promise;
      return "Well.";
    };
    await lay({ claude: slow, gpt: slow });
    await table.say("/project new Pier");
    const first = await table.say("/open Where is the pier?");
    await table.ended(first.discussionId);
    await table.say("/project select Harbour");
    isHeld = true;
    const running = await table.say("/discuss 1 Where is the crane?");

    const { file } = await table.say(write(first.discussionId ?? ""));
    const heard = await table.say("Mind the tide.");
    resolve();

    expect(file).toBeDefined();
    expect(heard).toMatchObject({ discussionId: running.discussionId });
  });

  test("/discussions shows each question on one line, and cuts no character in two", async () => {
    await stubbornTable();
    for (const question of [`${"x".repeat(39)}😀y`, "Where is\n\u202Ethe crane?"]) {
      const { discussionId } = await table.say(`/open ${question}`);
      await table.ended(discussionId);
    }

    const { text, buttons } = await table.say("/discussions");

    expect(text.split("\n")).toHaveLength(3);
    expect(text).toContain("“Where is the crane?”");
    for (const said of [text, ...buttons.map(({ label }) => label)]) {
      expect(said.isWellFormed()).toBe(true);
    }
  });

  test("/discussions lists them newest first, and /resume takes one up", async () => {
    await stubbornTable();
    const first = await table.say("/open First?");
    await table.ended(first.discussionId);
    const second = await table.say("/open Second?");
    await table.ended(second.discussionId);

    const list = await table.say("/discussions");
    const resumed = await table.say(list.buttons[0]?.command ?? "");

    expect(list.text.split("\n").slice(1)).toEqual([
      expect.stringMatching(/^▸ \w{6} “Second\?”, \d{4}-\d\d-\d\d, ended$/),
      expect.stringMatching(/^• \w{6} “First\?”, \d{4}-\d\d-\d\d, ended$/),
    ]);
    expect(resumed).toMatchObject({
      text: "“First?” is current.",
      discussionId: first.discussionId,
    });
    expect((await table.say(`/resume ${first.discussionId}`, "telegram:1")).text).toMatch(
      /^No discussion begins/,
    );
  });
});
