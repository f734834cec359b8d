import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { english } from "../../../src/core/texts/english.ts";
import { databases } from "../../support/databases.ts";
import type { Table } from "../../support/lay-table.ts";
import { type LaidWeb, layWeb } from "../../support/lay-web.ts";
import { scriptedModel } from "../../support/scripted-model.ts";

describe.each(databases)("the API of the page on $name", ({ open }) => {
  let laid: LaidWeb;
  let table: Table;
  let app: LaidWeb["app"];

  beforeEach(async () => {
    laid = layWeb(await open(), [scriptedModel("claude", () => "They hum.")]);
    ({ table, app } = laid);
  });

  afterEach(() => laid.close());

  async function ask(question: string, place = "web"): Promise<string> {
    const { discussionId = "" } = await table.say(`/in Inbox /open ${question}`, place);
    await table.ended(discussionId);
    return discussionId;
  }

  async function get(path: string): Promise<Response> {
    return await app.request(`http://localhost${path}`);
  }

  async function post(path: string, body: unknown): Promise<Response> {
    return await app.request(`http://localhost${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin" },
      body: JSON.stringify(body),
    });
  }

  test("says in the language of the browser why no models are listed", async () => {
    const response = await app.request("http://localhost/api/models?q=qwen", {
      headers: { "accept-language": "da-DK,da;q=0.9" },
    });

    expect(await response.json()).toEqual({
      kind: "failed",
      problem: expect.stringMatching(/^Der er kun demostemmerne\./),
    });
  });

  test("answers in the language of the browser, and refuses in it", async () => {
    const inDanish = { "accept-language": "da-DK,da;q=0.9,en;q=0.8" };
    const headers = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
    const askIn = async (id: string, language: Record<string, string>) =>
      await app.request("http://localhost/api/requests", {
        method: "POST",
        headers: { ...headers, ...language },
        body: JSON.stringify({ id, text: "/projects" }),
      });

    const first = await askIn("web:11111111", inDanish);
    const later = await askIn("web:22222222", { "accept-language": "en" });
    const gone = await app.request("http://localhost/api/discussions/none/messages?before=1", {
      headers: inDanish,
    });

    const noProject = { text: expect.stringMatching(/^Der er ikke noget projekt endnu\./) };
    expect(await first.json()).toMatchObject(noProject);
    expect(await later.json()).toMatchObject(noProject);
    expect(await gone.json()).toEqual({ error: "Diskussionen findes ikke længere." });
  });

  test("lists the discussions of a place and all places", async () => {
    const id = await ask("Heat pumps?");
    await ask("Theirs?", "telegram:-100:7");

    const response = await get("/api/discussions");

    expect(await response.json()).toMatchObject({
      discussions: [{ id, question: "Heat pumps?", status: "completed", excerpt: null }],
      places: [
        { id: "web", name: "This page" },
        { id: "telegram:-100:7", name: "Telegram chat -100, topic 7", detail: "Theirs?" },
      ],
    });
  });

  test("shows where the words stand that were looked for", async () => {
    await ask("Heat pumps?");

    const response = await get("/api/discussions?q=hu");

    expect(await response.json()).toMatchObject({
      discussions: [{ question: "Heat pumps?", excerpt: "They hum." }],
    });
  });

  test.each(["/api/discussions?place=x", "/api/discussions?place=telegram:"])(
    "refuses %s",
    async (path) => {
      const response = await get(path);

      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: english.page.noSuchPlace });
    },
  );

  test("hands over what was said before a message", async () => {
    const id = await ask("Heat pumps?");
    await table.say("/say Mind the noise.");

    const response = await get(`/api/discussions/${id}/messages?before=2`);

    expect(await response.json()).toMatchObject({
      messages: [{ seq: 1, content: "They hum." }],
      hasEarlier: false,
    });
  });

  test.each(["none/messages?before=2", "none/messages", "none/messages?before=x"])(
    "has no messages at %s",
    async (path) => {
      const response = await get(`/api/discussions/${path}`);

      expect(response.status).toBe(404);
    },
  );

  test("has no messages before a seq that no database can hold", async () => {
    const id = await ask("Heat pumps?");

    const response = await get(`/api/discussions/${id}/messages?before=9999999999`);

    expect(response.status).toBe(404);
  });

  test("sends an export under its name", async () => {
    const id = await ask("Wärmepumpen?");

    const response = await get(`/api/exports/discussion/${id}.md`);

    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="[\w.-]+\.md"; filename\*=UTF-8''[\w.%-]+\.md$/,
    );
    expect(await response.text()).toContain("They hum.");
  });

  test.each([
    "/api/exports/discussion/none.md",
    "/api/exports/discussion/none.exe",
    "/api/exports/chat/none.md",
    "/api/exports/discussion/..%2f..%2fetc.md",
  ])("has nothing to export at %s", async (path) => {
    const response = await get(path);

    expect(response.status).toBe(404);
  });

  test("reads back what it exported, longer than any request", async () => {
    const id = await ask("Heat pumps?");
    await table.say(`/say ${"long ".repeat(19_000)}`);
    await table.say(`/say ${"long ".repeat(19_000)}`);
    await table.say(`/say ${"long ".repeat(19_000)}`);
    const content = await (await get(`/api/exports/discussion/${id}.json`)).text();
    await table.say("/project delete Inbox confirmed");

    const response = await post("/api/imports", { id: "web:import-1", name: "a.json", content });

    expect(response.status).toBe(200);
    const listed = await (await get("/api/discussions")).json();
    expect(listed).toMatchObject({ discussions: [{ question: "Heat pumps?" }] });
  });

  test("refuses an import that is no file", async () => {
    const response = await post("/api/imports", { id: "web:import-1", name: "a.json" });

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: "Send a file that moai exported as JSON." });
  });

  test("asks at the place that is open", async () => {
    const place = "telegram:-100";

    await post("/api/requests", { id: "web:12345678", place, text: "/project new Theirs" });

    expect((await table.say("/projects")).text).toContain("There is no project yet.");
    expect((await table.say("/projects", place)).text).toContain("Theirs");
  });

  test.each(["telegram:x", "", "discord:1"])("asks at no place called %j", async (place) => {
    const response = await post("/api/requests", { id: "web:12345678", place, text: "/help" });

    expect(response.status).toBe(400);
  });
});
