import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/database.ts";
import * as discussions from "../../src/storage/discussions.ts";
import { askBeforeStart } from "../support/ask-before-start.ts";
import { runChaos } from "../support/chaos.ts";
import { createSqlite, type DatabasePlace } from "../support/databases.ts";
import {
  chunk,
  createModelServer,
  hang,
  type ModelScript,
  type ModelServer,
  say,
  stream,
} from "../support/model-server.ts";
import { postRequest } from "../support/post-request.ts";
import { readEvents } from "../support/read-events.ts";
import type { RunningMoai } from "../support/start-moai.ts";
import { startWithModels } from "../support/start-with-models.ts";

test("a moai that is killed again and again ends every discussion, with every answer once", async () => {
  const seed = Date.now() % 1_000_000;

  const { problems, finished, lostMs } = await runChaos({ seed, kills: 6, discussions: 4 });

  expect(problems, `seed ${seed}`).toEqual([]);
  expect(finished - lostMs.length).toBe(48);
});

describe("a running moai", () => {
  let place: DatabasePlace;
  let server: ModelServer;
  let script: ModelScript;
  const started: RunningMoai[] = [];

  beforeEach(async () => {
    place = await createSqlite();
    server = await createModelServer((call) => script(call));
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((moai) => moai.stop("SIGKILL")));
    await server.close();
    await place.remove();
  });

  async function start(): Promise<RunningMoai> {
    const moai = await startWithModels(place.url, server.url);
    started.push(moai);
    return moai;
  }

  /** Without the check of the key. */
  const calls = () => server.calls.filter(({ model }) => model !== "");

  /** Resolves when that many answers are stored at a place, with all that its page was told until then. */
  async function stored(moai: RunningMoai, count: number, at = "web"): Promise<string> {
    const events = readEvents(await fetch(new URL(`/api/events?place=${at}`, moai.url)));
    const ids = new Set<string>();
    const told = await events.until((event) => {
      if (event.kind === "messages") for (const { id } of event.messages) ids.add(id);
      return ids.size >= count;
    });
    await events.cancel();
    return JSON.stringify(told);
  }

  async function load(id: string | undefined) {
    const database = await openDatabase(place.url);
    const discussion = await discussions.load(database.db, id ?? "");
    await database.close();
    return discussion;
  }

  /** Two answer, the third begins and says no more. */
  const gptHangs: ModelScript = ({ model }) =>
    model === "test/gpt" ? stream(chunk({ content: "Well" }), hang) : say(`${model} says west.`);

  test("ends on SIGTERM with what is finished stored, and asks the others again when it starts", async () => {
    script = gptHangs;
    const moai = await start();
    await postRequest(moai.url, "/project new Harbour");
    const { discussionId } = await postRequest(moai.url, "/discuss 1 Where is the crane?");
    await stored(moai, 2);

    const status = await moai.stop("SIGTERM");
    const asked = calls().map(({ model }) => model);
    const interrupted = await load(discussionId);
    script = ({ model }) => say(`${model} says east.`);
    const again = await start();
    await stored(again, 6);

    // It gives itself five seconds, and says 1 where those are not enough.
    expect(status).toBe(0);
    expect(asked.toSorted()).toEqual(["test/claude", "test/gemini", "test/gpt"]);
    expect(interrupted).toMatchObject({ status: "active" });
    expect(interrupted?.messages.map(({ content }) => content).toSorted()).toEqual([
      "test/claude says west.",
      "test/gemini says west.",
    ]);
    expect(
      calls()
        .slice(3)
        .map(({ model }) => model),
    ).toEqual(["test/gpt", "test/gpt", "test/gemini", "test/claude"]);
  });

  test("carries two places on at once, and neither reads a word of the other", async () => {
    script = ({ body, model }) =>
      say(`${model} says ${body.includes("crane") ? "the crane" : "the bakery"}.`, {
        latencyMs: 5,
      });
    const chat = { place: "telegram:7", text: "/discuss 2 Where is the bakery?" };
    await askBeforeStart(place.url, [chat]);
    const moai = await start();
    await postRequest(moai.url, "/project new Harbour");
    await postRequest(moai.url, "/discuss 2 Where is the crane?");

    const [page, telegram] = await Promise.all([stored(moai, 9), stored(moai, 9, "telegram:7")]);

    expect(page).toContain("crane");
    expect(page).not.toContain("bakery");
    expect(telegram).toContain("bakery");
    expect(telegram).not.toContain("crane");
    expect(calls()).toHaveLength(18);
    expect(calls().filter(({ body }) => body.includes("crane"))).toHaveLength(9);
    expect(calls().filter(({ body }) => body.includes("crane") && body.includes("bakery"))).toEqual(
      [],
    );
  });

  test("hangs up on a model that hangs when a person says stop, and counts what is kept", async () => {
    script = gptHangs;
    const moai = await start();
    await postRequest(moai.url, "/project new Harbour");
    const { discussionId } = await postRequest(moai.url, "/open Where is the crane?");
    await stored(moai, 2);

    const reply = await postRequest(moai.url, "/stop");
    const ends = await Promise.all(
      calls().map(async ({ model, ended }) => `${model} ${await ended}`),
    );
    await stored(moai, 3);
    await moai.stop();

    expect(reply.text).toBe("Stopped. 2 of 3 answers of the opening are kept.");
    expect(ends.toSorted()).toEqual([
      "test/claude answered",
      "test/gemini answered",
      "test/gpt hung up",
    ]);
    expect(await load(discussionId)).toMatchObject({ status: "completed", stopReason: "stopped" });
  });
});
