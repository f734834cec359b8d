import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src/core/reply.ts";
import { createModels, type Models } from "../../src/models/create-models.ts";
import * as pickedModels from "../../src/storage/picked-models.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { layTable, type Table } from "../support/lay-table.ts";
import {
  createModelServer,
  type ModelServer,
  reply as jsonReply,
  say,
  type ServerReply,
} from "../support/model-server.ts";

const qwen = {
  id: "qwen/qwen3-max",
  name: "Qwen: Qwen3 Max",
  context_length: 262_144,
  pricing: { prompt: "0.0000012", completion: "0.000006" },
};

describe.each(databases)("the team on $name", ({ open }) => {
  let database: TestDatabase;
  let server: ModelServer;
  let models: Models;
  let table: Table;
  let list: () => ServerReply;

  beforeEach(async () => {
    list = () =>
      jsonReply(200, {
        data: [
          qwen,
          { id: "other/qwen3-max", name: "Qwen3 Max elsewhere" },
          ...many(1, 20).map((id) => ({ id })),
        ],
      });
    server = await createModelServer(({ path, model }) =>
      path.endsWith("/models") ? list() : say(`${model} has a view.`),
    );
    database = await open();
    await start();
    await table.say("/project new Harbour");
  });

  afterEach(async () => {
    await table.close();
    await database.close();
    await server.close();
  });

  /** As main does it, with what is stored from before. */
  async function start(router: "openrouter" | "requesty" = "openrouter"): Promise<void> {
    models = await createModels({
      router,
      baseUrl: server.url,
      apiKey: "test-key",
      models: undefined,
      firstTokenTimeoutMs: 10_000,
      silenceTimeoutMs: 10_000,
      timeoutMs: 10_000,
    });
    const { offer } = models;
    if (offer) {
      for (const model of await pickedModels.list(database.db, offer.router)) offer.add(model);
    }
    table = layTable(database, models);
  }

  async function restart(router: "openrouter" | "requesty" = "openrouter"): Promise<void> {
    await table.close();
    await start(router);
  }

  /** The list is there, as it is for all but the first who ask. */
  async function fetched(): Promise<void> {
    await models.offer?.list.load();
  }

  async function press({ buttons }: Reply, label: string): Promise<Reply> {
    const button = buttons.find((one) => one.label === label);
    if (!button) throw new Error(`no button ${label} in ${JSON.stringify(buttons)}`);
    return await table.say(button.command);
  }

  test("a command does not wait for the list, and finds it when it is asked again", async () => {
    const early = await table.say("/team find qwen");
    await fetched();
    const found = await press(early, "Try again");

    expect(early.text).toBe("The list of openrouter is being fetched. Try again in a moment.");
    expect(found.text).toMatch(/^“qwen” at openrouter: 2 models\./);
    expect(server.calls).toHaveLength(1);
  });

  test("who opens the team has the list when looking for more", async () => {
    const team = await table.say("/team");
    await fetched();
    const all = await press(team, "Find more models");

    expect(all.text).toMatch(
      /^openrouter lists 22 models\. Search with \/team find and a part of a name, like/,
    );
    expect(server.calls).toHaveLength(1);
  });

  test("what is found shows name, id, context and prices, with a tick for each", async () => {
    await fetched();

    const found = await table.say("/team find MAX qwen");

    expect(found).toMatchObject({ isPanel: true });
    expect(found.text).toBe(
      [
        "“MAX qwen” at openrouter: 2 models.",
        "Qwen: Qwen3 Max\nqwen/qwen3-max · 262K tokens · $1.20 in, $6.00 out",
        "Qwen3 Max elsewhere\nother/qwen3-max",
        "Prices are for a million tokens in and out.",
        "The team of Harbour: Claude, GPT, Gemini.",
      ].join("\n\n"),
    );
    expect(found.buttons.map(({ label }) => label)).toEqual([
      "☐ Qwen: Qwen3 Max",
      "☐ Qwen3 Max elsewhere",
      "Back to the team",
    ]);
  });

  test("what is found is told in the language of the place", async () => {
    await fetched();
    await table.say("/language da");

    const found = await table.say("/team find qwen/");
    const all = await table.say("/team find #2");

    expect(found.text).toBe(
      [
        "”qwen/” hos openrouter: 1 model.",
        "Qwen: Qwen3 Max\nqwen/qwen3-max · 262 tusind tokens · 1,20 $ ind, 6,00 $ ud",
        "Priserne er for en million tokens ind og ud.",
        "Holdet i Harbour: Claude, GPT, Gemini.",
      ]
        .join("\n\n")
        .replaceAll(" $", "\u00A0$"),
    );
    expect(all.buttons.slice(-3).map(({ label }) => label)).toEqual([
      "◀ Side 1",
      "Side 3 ▶",
      "Tilbage til holdet",
    ]);
  });

  test("what is found is paged, and each page changes the team without leaving it", async () => {
    await fetched();

    const first = await table.say("/team find many");
    const second = await press(first, "Page 2 ▶");
    const ticked = await press(second, "☐ many/m9");
    const last = await press(await press(ticked, "☑ many/m9"), "Page 3 ▶");

    expect(first.buttons).toHaveLength(10);
    expect(ticked.text).toContain("The team of Harbour: Claude, GPT, Gemini, m9.");
    expect(ticked.buttons.map(({ label }) => label)).toContain("◀ Page 1");
    expect(last.text).toContain("The team of Harbour: Claude, GPT, Gemini.");
    expect(last.buttons.map(({ label }) => label)).toEqual([
      "☐ many/m17",
      "☐ many/m18",
      "☐ many/m19",
      "☐ many/m20",
      "◀ Page 2",
      "Back to the team",
    ]);
  });

  test("a picked model answers at the table, also after a restart without the list", async () => {
    await fetched();
    await table.say("/team find +qwen/qwen3-max qwen");
    const before = await table.ended((await table.say("/open Who are you?")).discussionId);

    list = () => jsonReply(503, {});
    await restart();
    const after = await table.ended((await table.say("/open And now?")).discussionId);
    const alone = await table.ended((await table.say("@qwen3-max And you?")).discussionId);

    for (const { messages } of [before, after]) {
      expect(messages.map(({ content }) => content)).toContain("qwen/qwen3-max has a view.");
    }
    expect(alone.messages.at(-1)?.content).toBe("qwen/qwen3-max has a view.");
    expect((await table.say("/team")).buttons.map(({ label }) => label)).toEqual([
      "☑ Claude",
      "☑ GPT",
      "☑ Gemini",
      "☑ qwen3-max",
      "Find more models",
    ]);
  });

  test("a long list of models at hand is paged, too", async () => {
    await fetched();
    await table.say(
      `/team ${many(1, 10)
        .map((id) => `+${id}`)
        .join(" ")}`,
    );

    const first = await table.say("/team");
    const second = await press(first, "Page 2 ▶");
    const without = await press(second, "☑ m7");

    expect(first.buttons.map(({ label }) => label).slice(-2)).toEqual([
      "Page 2 ▶",
      "Find more models",
    ]);
    expect(second.buttons).toHaveLength(7);
    expect(without.buttons.map(({ label }) => label)).toEqual([
      "☑ m6",
      "☐ m7",
      "☑ m8",
      "☑ m9",
      "☑ m10",
      "◀ Page 1",
      "Find more models",
    ]);
  });

  test("a new project begins with the models of the settings alone", async () => {
    await fetched();
    await table.say("/team +qwen/qwen3-max");

    const made = await table.say("/project new Attic");

    expect(made.text).toContain("Its team: claude, gpt, gemini.");
  });

  test("the team takes names and ids of the list, in the order in which they are written", async () => {
    await fetched();

    const reply = await table.say("/project models QWEN/qwen3-max, Claude many/m1; qwen/qwen3-max");
    const again = await table.say("/project models @m1, qwen/qwen3-max");

    expect(reply.text).toBe("The team of Harbour: qwen3-max, claude, m1.");
    expect(again.text).toBe("The team of Harbour: m1, qwen3-max.");
  });

  test("two models with the same short name keep apart", async () => {
    await fetched();

    const reply = await table.say("/project models qwen/qwen3-max, other/qwen3-max");
    const discussion = await table.ended((await table.say("/open Who?")).discussionId);

    expect(reply.text).toBe("The team of Harbour: qwen3-max, other-qwen3-max.");
    expect(discussion.messages.map(({ content }) => content).toSorted()).toEqual([
      "other/qwen3-max has a view.",
      "qwen/qwen3-max has a view.",
    ]);
  });

  test("two persons who pick the same at once, or the same name, get along", async () => {
    await fetched();
    await table.say("/project new Harbour", "telegram:1");
    await table.say("/project new Harbour", "telegram:2");

    const replies = await Promise.all([
      table.say("/project models qwen/qwen3-max"),
      table.say("/project models qwen/qwen3-max", "telegram:1"),
      table.say("/project models other/qwen3-max", "telegram:2"),
    ]);

    const [one, same, other] = replies.map(({ text }) => text.replace("The team of Harbour: ", ""));
    expect(one).toBe(same);
    expect(new Set([one, other]).size).toBe(2);
    expect([one, other]).toContain("qwen3-max.");
  });

  test("a model of another router is not offered, and its seat says that it is not there", async () => {
    await fetched();
    await table.say("/project models claude, qwen/qwen3-max");
    await restart("requesty");

    const team = await table.say("/team");
    const discussion = await table.ended((await table.say("/open Who?")).discussionId);
    const without = await press(team, "☑ qwen3-max");

    expect(team.text).toBe(
      "The team of Harbour: Claude, qwen3-max.\nNot available now: qwen3-max.",
    );
    expect(
      discussion.messages.map((message) => message.kind === "model" && message.outcome),
    ).toContain("unavailable");
    expect(without.text).toBe("The team of Harbour: Claude.");
    expect(without.buttons.map(({ label }) => label)).not.toContain("☐ qwen3-max");
  });

  test("a name that was left behind is taken up by the same model of another router", async () => {
    await fetched();
    await table.say("/project models claude, qwen/qwen3-max");
    await restart("requesty");
    await fetched();

    const again = await table.say("/team +qwen/qwen3-max");

    expect(again.text).toBe("The team of Harbour: Claude, qwen3-max.");
  });

  test("a picked model gives way to one of that name in the settings", async () => {
    const { offer } = models;
    await pickedModels.insert(
      database.db,
      offer?.router ?? "",
      { name: "claude", id: "qwen/qwen3-max" },
      "2026-01-01T00:00:00.000Z",
    );
    await restart();
    await fetched();

    const reply = await table.say("/project models claude, qwen/qwen3-max");

    expect(reply.text).toBe("The team of Harbour: claude, qwen3-max.");
  });

  test.each([
    ["/team +gtp", /^No model is called “gtp”\. There are: claude, gpt, gemini\. \/team find /],
    ["/team find +no/such many", /^No model is called “no\/such”\./],
    ["/team -claude -gpt -gemini", /^A team has at least one model\./],
    [
      `/team ${many(1, 20)
        .map((id) => `+${id}`)
        .join(" ")}`,
      /^A team has at most 20 models, and this would be one of 23\. Leave some out\./,
    ],
    [`/team find ${"x".repeat(5000)}`, /^No model of openrouter has “x{40}…” in its name or id\./],
    ["/team find #999 many", /many\/m20\n\n/],
    ["/team #99", /^The team of Harbour: Claude, GPT, Gemini\.$/],
  ])("%.40j leaves the team and says what is the matter", async (text, answer) => {
    await fetched();

    const reply = await table.say(text);

    expect(reply).toMatchObject({ isPanel: true, text: expect.stringMatching(answer) });
    expect((await table.say("/project info")).text).toContain("Team: claude, gpt, gemini");
    expect(await pickedModels.list(database.db, models.offer?.router ?? "")).toEqual([]);
  });

  test.each<readonly [title: string, answer: ServerReply, problem: RegExp]>([
    [
      "out of reach",
      jsonReply(503, {}),
      /^openrouter could not be reached for its list of models\./,
    ],
    ["refusing the key", jsonReply(401, {}), /^openrouter did not accept AI_API_KEY/],
    ["no router", jsonReply(200, "<html>"), /^openrouter answered with something that is no list/],
  ])(
    "without a list, from a router %s, the models at hand are chosen",
    async (_, answer, problem) => {
      list = () => answer;
      await fetched();

      const find = await table.say("/team find qwen");
      const unknown = await table.say("/project models claude, qwen/qwen3-max");
      const known = await table.say("/project models claude, gpt");

      expect(find.text).toMatch(problem);
      expect(find.buttons.map(({ label }) => label)).toEqual(["Try again", "Back to the team"]);
      expect(unknown.text).toMatch(/^“qwen\/qwen3-max” is none of the models here\. openrouter /);
      expect(known.text).toBe("The team of Harbour: claude, gpt.");
    },
  );
});

test("the demo voices have nobody more to offer", async () => {
  const [sqlite] = databases;
  const database = await sqlite.open();
  const table = layTable(database);
  await table.say("/project new Harbour");

  const team = await table.say("/team");
  const find = await table.say("/team find qwen");

  expect(team.buttons.map(({ label }) => label)).toEqual(["☑ Claude", "☑ GPT", "☑ Gemini"]);
  expect(find.text).toMatch(/^The demo voices are all there are\./);
  await table.close();
  await database.close();
});

/** Their ids, from one number to another. */
function many(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `many/m${from + index}`);
}
