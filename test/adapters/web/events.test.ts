import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commands } from "../../../src/commands/index.ts";
import { english } from "../../../src/core/texts/english.ts";
import type { PageEvent } from "../../../src/adapters/web/view.ts";
import { busyDisk } from "../../support/busy-disk.ts";
import { databases } from "../../support/databases.ts";
import type { Table } from "../../support/lay-table.ts";
import { type LaidWeb, layWeb } from "../../support/lay-web.ts";
import { type EventReader, readEvents } from "../../support/read-events.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.each(databases)("GET /api/events on $name", ({ open }) => {
  let laid: LaidWeb;
  let claude: SteppedModel;
  let gpt: SteppedModel;
  let table: Table;
  let app: LaidWeb["app"];

  beforeEach(async () => {
    [claude, gpt] = [steppedModel("claude"), steppedModel("gpt")];
    laid = layWeb(await open(), [claude, gpt]);
    ({ table, app } = laid);
  });

  afterEach(() => laid.close());

  async function connect(place = "web", headers = {}): Promise<EventReader> {
    const response = await app.request(`http://localhost/api/events?place=${place}`, { headers });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    return readEvents(response);
  }

  test("shows an empty table first", async () => {
    const events = await connect();

    const [first] = await events.until(isTable);

    expect(first).toEqual({
      kind: "table",
      table: {
        place: "web",
        language: "en",
        version: "1.2.3",
        project: null,
        projects: [],
        settings: [],
        commands: commands.map(({ name }) => ({ name, ...english.commands[name] })),
        models: [
          { name: "claude", displayName: "Claude" },
          { name: "gpt", displayName: "GPT" },
        ],
        modelsLine: "scripted",
        offer: undefined,
        isDemo: true,
        discussion: null,
        asks: [],
      },
    });
  });

  test("is in the language of the browser until the place has its own", async () => {
    const events = await connect("web", { "accept-language": "da" });
    const [first] = await events.until(isTable);

    await table.say("/project new Harbour", "web", "en");
    const later = (await events.until(isTable)).at(-1);

    expect(first).toMatchObject({ table: { language: "da" } });
    expect(later).toMatchObject({ table: { language: "en" } });
  });

  test("tells of a project as soon as it is made", async () => {
    const events = await connect();
    await events.until(isTable);

    await table.say('/project new "Energy"');
    const told = (await events.until(isTable)).at(-1);

    expect(told).toMatchObject({
      table: {
        project: { name: "Energy", models: ["claude", "gpt"] },
        projects: [{ name: "Energy" }],
      },
    });
  });

  test("hands over what is stored and what is being written to a page that comes later", async () => {
    await table.say("/in Inbox /open Tea or coffee?");
    await claude.write("Tea");
    claude.end();
    await gpt.write("Cof");
    await gpt.write("fee");
    await stored(table, 1);

    const events = await connect();
    const told = await events.until(({ kind }) => kind === "partial");

    expect(told.map(({ kind }) => kind)).toEqual(["table", "messages", "partial"]);
    expect(told[1]).toMatchObject({ messages: [{ model: "claude", content: "Tea", seq: 1 }] });
    expect(told[2]).toMatchObject({ turn: { model: "gpt", roundNumber: 1 }, text: "Coffee" });
  });

  test("sends the stored answer before the end of its turn", async () => {
    const events = await connect();
    await table.say("/in Inbox /ask claude Tea or coffee?");
    await claude.write("Tea.");
    claude.end();

    const told = await events.until(({ kind }) => kind === "asked");

    const kinds = told.map((event) =>
      event.kind === "messages" && event.messages.length > 0 ? "stored" : event.kind,
    );
    expect(kinds.indexOf("stored")).toBeGreaterThan(-1);
    expect(kinds.indexOf("stored")).toBeLessThan(kinds.indexOf("asked"));
  });

  test.each(Array.from({ length: 12 }, (_, index) => index))(
    "neither loses nor doubles a word when the page comes %i steps into a stream",
    async (steps) => {
      await table.say("/in Inbox /ask claude Count.");
      await claude.write("0 ");

      const connected = connect();
      for (let word = 1; word < 40; word += 1) {
        await claude.write(`${word} `);
        if (word > steps) await nextTick();
      }
      const events = await connected;
      // A turn that ends before the page has looked is told of as stored.
      await events.until(isTable);
      await claude.write("end");
      claude.end();
      const told = await events.until(({ kind }) => kind === "asked");

      expect(told.reduce(heard, "")).toBe(
        `${Array.from({ length: 40 }, (_, word) => `${word} `).join("")}end`,
      );
    },
  );

  test("shows what was asked before what is answered to it, however slow the disk is", async () => {
    const { discussionId } = await table.say("/in Inbox /open Tea or coffee?");
    for (const model of [claude, gpt]) model.end();
    await table.ended(discussionId);
    const events = await connect();
    await events.until(({ kind }) => kind === "messages");

    const busy = busyDisk();
    const said = table.say("@gpt And you?");
    await gpt.write("Cocoa.");
    const told = await events.until((event) => textOf(event) === "Cocoa.");
    await Promise.all([said, busy]);

    expect(told).toContainEqual({
      kind: "messages",
      discussionId,
      messages: [expect.objectContaining({ content: "And you?" })],
    });
  });

  test("turns to the next discussion with the words that were said in it already", async () => {
    const events = await connect();
    await table.say("/in Inbox /ask claude First?");
    await claude.write("One.");
    claude.end();
    await events.until(({ kind }) => kind === "asked");

    const { discussionId } = await table.say("/open Second?");
    await claude.write("Two");
    const told = await events.until(
      (event) =>
        "turn" in event && event.turn.discussionId === discussionId && textOf(event) === "Two",
    );

    expect(told.findLast(isTable)).toMatchObject({
      table: { discussion: { question: "Second?" } },
    });
    expect(told.filter((event) => textOf(event) === "Two")).toHaveLength(1);
  });

  test("shows a question to one model beside the current discussion", async () => {
    const events = await connect();
    await table.say("/in Inbox /open First?");
    const { discussionId } = await table.say("/ask gpt Second?");

    const told = await events.until(
      (event) => event.kind === "table" && event.table.asks.length > 0,
    );

    expect(told.at(-1)).toMatchObject({
      table: {
        discussion: { question: "First?" },
        asks: [{ id: discussionId, question: "Second?", seats: [{ model: "gpt" }] }],
      },
    });
  });

  test("says in words why a model did not answer", async () => {
    const events = await connect();
    await table.say("/in Inbox /ask claude First?");
    await claude.asked();
    claude.fail("no_credit");

    const told = await events.until(
      (event) => event.kind === "messages" && event.messages.length > 0,
    );

    expect(told.at(-1)).toMatchObject({
      messages: [
        {
          outcome: "no_credit",
          content: "",
          failure: "Claude did not answer: its account is out of credit.",
        },
      ],
    });
  });

  test("names the others of a position, and says nothing of itself or of strangers", async () => {
    await table.say("/in Inbox /open Tea or coffee?");
    const seats = (await table.discussion(await onlyDiscussion(table))).seats;
    const label = (model: string) => seats.find((seat) => seat.model === model)?.label ?? "";
    const agrees = { [label("claude")]: true, [label("gpt")]: false, "Panelist 9": true };
    const because = `${label("gpt")} has the better leaves`;
    const block = { stance: "Tea", agrees, changed: true, because, new_argument: true };
    await claude.write(
      `I hear ${label("gpt")}.\n\n\`\`\`position\n${JSON.stringify(block)}\n\`\`\``,
    );
    claude.end();
    await stored(table, 1);

    const events = await connect();
    const told = await events.until(({ kind }) => kind === "messages");

    expect(told.at(-1)).toMatchObject({
      hasEarlier: false,
      messages: [
        {
          content: "I hear GPT.",
          position: {
            kind: "stance",
            agrees: [],
            disagrees: ["gpt"],
            hasChanged: true,
            because: "GPT has the better leaves",
          },
        },
      ],
    });
  });

  test("keeps what another place says to itself", async () => {
    const events = await connect("telegram:-100:7");
    await events.until(isTable);

    await table.say('/project new "Ours"', "web");
    await table.say("/open Secret?", "web");
    await claude.write("secret");
    await table.say('/project new "Theirs"', "telegram:-100:7");
    const told = await events.until(isTable);

    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ table: { projects: [{ name: "Theirs" }] } });
  });

  test("ends at once when the server closes", async () => {
    const events = await connect();
    await events.until(isTable);

    laid.closing.abort();

    await expect(events.until(() => false)).resolves.toEqual([]);
  });

  test("lets a page go that reads too slowly, so that it comes again", async () => {
    await table.say("/in Inbox /ask claude Count.");
    await claude.asked();
    const events = await connect();
    await events.until(({ kind }) => kind === "partial");

    for (let word = 0; word < 20_000; word += 1) await claude.write("word ");
    const told = await events.until(() => false);

    expect(told.length).toBeLessThan(20_000);
  });

  test.each(["", "telegram:", "telegram:abc", "web:x", "../web"])(
    "refuses the place %j",
    async (place) => {
      const response = await app.request(`http://localhost/api/events?place=${place}`);

      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: english.page.noSuchPlace });
    },
  );
});

function isTable(event: PageEvent): boolean {
  return event.kind === "table";
}

function textOf(event: PageEvent): string | undefined {
  return event.kind === "text" || event.kind === "partial" ? event.text : undefined;
}

function heard(text: string, event: PageEvent): string {
  if (event.kind === "partial" || event.kind === "asking") return textOf(event) ?? "";
  return text + (textOf(event) ?? "");
}

function nextTick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function onlyDiscussion({ db }: Table): Promise<string> {
  const { id } = await db.selectFrom("discussion").select("id").executeTakeFirstOrThrow();
  return id;
}

/** Resolves once so many messages are stored. */
async function stored(table: Table, count: number): Promise<void> {
  await table.until(await onlyDiscussion(table), ({ messages }) => messages.length >= count);
}
