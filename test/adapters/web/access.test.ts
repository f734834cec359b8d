import { mkdtempSync, rmSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createWeb } from "../../../src/adapters/web/create-web.ts";
import type { Request } from "../../../src/commands/request.ts";
import { createEventBus } from "../../../src/engine/event-bus.ts";
import { createLog } from "../../../src/log.ts";
import { type OpenDatabase, openDatabase } from "../../../src/storage/database.ts";

const token = "correct horse battery staple";
const page = { host: "localhost:8484", origin: "http://localhost:8484" };

let database: OpenDatabase;
let pageDirectory: string;
let closing: AbortController;
let received: Request[];
let logged: string[];

beforeAll(async () => {
  database = await openDatabase("sqlite::memory:");
  pageDirectory = mkdtempSync(join(tmpdir(), "moai-page-"));
  mkdirSync(join(pageDirectory, "assets"));
  writeFileSync(join(pageDirectory, "index.html"), "<title>moai</title>");
  writeFileSync(join(pageDirectory, "assets/index-abc.js"), "0");
});

afterAll(async () => {
  await database.close();
  rmSync(pageDirectory, { recursive: true });
});

beforeEach(() => {
  closing = new AbortController();
  received = [];
  logged = [];
});

afterEach(() => closing.abort());

function web(options: { token?: string; pageDirectory?: string; db?: OpenDatabase["db"] } = {}) {
  return createWeb(
    {
      db: options.db ?? database.db,
      bus: createEventBus(),
      models: new Map(),
      modelsLine: () => "",
      offer: undefined,
      isDemo: true,
      version: "0.0.0",
      handle: async (request) => {
        received.push(request);
        if (request.text === "/throw") throw new Error("secret detail");
        return { text: `handled ${request.text}`, buttons: [] };
      },
      log: createLog("debug", { write: (line) => void logged.push(line) }),
      token: options.token,
      pageDirectory: options.pageDirectory ?? pageDirectory,
    },
    closing.signal,
  );
}

function post(body: unknown, headers: Record<string, string> = {}) {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...page, ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}

const request = { id: "web:0123456789abcdef", text: "/help" };

describe("GET /healthz", () => {
  test("is ok while the database answers, from wherever it is asked", async () => {
    const response = await web({ token }).request("/healthz", { headers: { host: "10.0.0.7" } });

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  test("is 503 without a word of the driver when the database is away", async () => {
    const away = await openDatabase("sqlite::memory:");
    await away.close();

    const response = await web({ db: away.db }).request("/healthz");

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: "the database does not answer" });
  });
});

describe("POST /api/requests", () => {
  test("hands the request to the commands and returns their reply", async () => {
    const response = await web().request("/api/requests", post(request));

    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ text: "handled /help", buttons: [] });
    expect(received).toEqual([
      { ...request, person: "Host", place: "web", isFromElsewhere: false },
    ]);
  });

  test.each([
    ["no JSON", "{"],
    ["no object", "null"],
    ["no text", { id: request.id }],
    ["an empty text", { id: request.id, text: " \n" }],
    ["an id of another adapter", { id: "telegram:1", text: "/help" }],
    ["an id that is too long", { id: `web:${"a".repeat(65)}`, text: "/help" }],
  ])("refuses %s", async (_what, body) => {
    const response = await web().request("/api/requests", post(body));

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringMatching(/^Send \{.*\.$/) });
    expect(received).toEqual([]);
  });

  test("refuses a body of another type, as a form of another site would send it", async () => {
    const response = await web().request(
      "/api/requests",
      post(request, { "content-type": "text/plain" }),
    );

    expect(response.status).toBe(415);
    expect(received).toEqual([]);
  });

  test("refuses more than 256 kB, also when the length is not said before", async () => {
    const text = "a".repeat(256 * 1024);
    const chunked = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(JSON.stringify({ ...request, text })));
        controller.close();
      },
    });

    const said = await web().request("/api/requests", post({ ...request, text }));
    const unsaid = await web().request("/api/requests", {
      ...post(""),
      body: chunked,
      duplex: "half",
    });

    expect(said.status).toBe(413);
    expect(unsaid.status).toBe(413);
    expect(await unsaid.json()).toEqual({
      error: "This is too long: a request has at most 256 kB. Shorten it.",
    });
    expect(received).toEqual([]);
  });

  test("takes a long question whole", async () => {
    const text = `/open ${"é".repeat(100_000)}`;

    const response = await web().request("/api/requests", post({ ...request, text }));

    expect(response.status).toBe(200);
    expect(received[0]?.text).toBe(text);
  });

  test("says a reference when something breaks, and logs the rest", async () => {
    const response = await web().request("/api/requests", post({ ...request, text: "/throw" }));
    const body = await response.text();

    expect(response.status).toBe(500);
    expect(body).toMatch(/^\{"error":"Something broke \(ref [0-9a-f]{4}\)\./);
    expect(body).not.toContain("secret");
    const ref = /ref ([0-9a-f]{4})/.exec(body)?.[1];
    expect(logged.join("")).toContain(`"ref":"${ref}"`);
  });
});

describe("access without a token", () => {
  test.each(["localhost:8484", "LOCALHOST", "127.0.0.1:9", "[::1]:8484", "127.1.2.3"])(
    "lets %s in",
    async (host) => {
      const response = await web().request("/", { headers: { host } });

      expect(response.status).toBe(200);
    },
  );

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.168.0.5",
    "",
  ])("refuses the host %j, wherever it points", async (host) => {
    const app = web();

    const statuses = await Promise.all(
      ["/", "/api/events", "/assets/index-abc.js"].map(
        async (path) => (await app.request(path, { headers: { host } })).status,
      ),
    );

    expect(statuses).toEqual([403, 403, 403]);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://localhost:3000" }],
    ["a page without origin", { origin: "null" }],
  ])("refuses requests of %s", async (_who, headers) => {
    const response = await web().request("/api/requests", post(request, headers));

    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: "Requests are taken from moai's own page only.",
    });
    expect(received).toEqual([]);
  });

  test("refuses a request that does not say where it comes from", async () => {
    const { origin: _origin, ...headers } = page;

    const response = await web().request("/api/requests", {
      ...post(request),
      headers: { ...headers, "content-type": "application/json" },
    });

    expect(response.status).toBe(403);
  });

  test("takes the browser's word for its own page", async () => {
    const response = await web().request("/api/requests", {
      ...post(request),
      headers: {
        host: page.host,
        "content-type": "application/json",
        "sec-fetch-site": "same-origin",
      },
    });

    expect(response.status).toBe(200);
  });

  test.each([{ origin: "https://evil.example" }, { "sec-fetch-site": "cross-site" }])(
    "shows no events to a page with %j",
    async (headers) => {
      const response = await web().request("/api/events", {
        headers: { host: page.host, ...headers },
      });

      expect(response.status).toBe(403);
    },
  );
});

describe("access with a token", () => {
  test("asks for it on the page, and refuses everything else", async () => {
    const app = web({ token });

    const login = await app.request("/");
    const events = await app.request("/api/events");
    const asset = await app.request("/assets/index-abc.js");

    expect(login.status).toBe(401);
    expect(await login.text()).toContain('<form method="post" action="/login">');
    expect(events.status).toBe(401);
    expect(await events.json()).toEqual({
      error: "This table is private. Open its page and enter the token.",
    });
    expect(asset.status).toBe(401);
  });

  test("opens by the address, and takes the token out of it", async () => {
    const app = web({ token });

    const response = await app.request(`/?token=${encodeURIComponent(token)}`, {
      headers: { host: "moai.example" },
    });
    const cookie = response.headers.get("set-cookie") ?? "";
    const inside = await app.request("/", { headers: { cookie: cookie.split(";")[0] ?? "" } });

    expect(await response.text()).toContain('content="0; url=/"');
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toContain(token);
    expect(inside.status).toBe(200);
    expect(await inside.text()).toContain("<title>moai</title>");
  });

  test("opens by the form", async () => {
    const response = await web({ token }).request("/login", {
      method: "POST",
      headers: page,
      body: new URLSearchParams({ token: ` ${token}\n` }),
    });

    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toContain("moai_session=");
  });

  test.each([
    [
      "by the form",
      "/login?place=telegram%3A-7",
      { method: "POST", headers: page, body: new URLSearchParams({ token }) },
    ],
    ["by the address", `/?token=${encodeURIComponent(token)}&place=telegram%3A-7`, {}],
  ])("opens %s where it was to be opened", async (_, address, init) => {
    const app = web({ token });

    const asked = await app.request("/?place=telegram%3A-7");
    const response = await app.request(address, init);

    expect(await asked.text()).toContain('action="/login?place=telegram%3A-7"');
    expect(await response.text()).toContain('content="0; url=/?place=telegram%3A-7"');
  });

  test("writes nothing of an address into the form but its place, encoded", async () => {
    const login = await web({ token }).request("/?place=%22%3E%3Cscript%3E&next=//evil.example");

    const html = await login.text();
    expect(html).toContain('action="/login?place=%22%3E%3Cscript%3E"');
    expect(html).not.toContain("evil");
  });

  test("keeps the session from the open network where a proxy speaks TLS", async () => {
    const enter = async (headers: Record<string, string>) => {
      const response = await web({ token }).request(`/?token=${encodeURIComponent(token)}`, {
        headers,
      });
      return response.headers.get("set-cookie");
    };

    expect(await enter({ "x-forwarded-proto": "https" })).toMatch(/; Secure/);
    expect(await enter({ "x-forwarded-proto": "http" })).not.toMatch(/Secure/);
    expect(await enter({})).not.toMatch(/Secure/);
  });

  test("takes a form that cannot be read for one without the token", async () => {
    const response = await web({ token }).request("/login", {
      method: "POST",
      headers: { ...page, "content-type": "multipart/form-data; boundary=x" },
      body: "no part of anything",
    });

    expect(response.status).toBe(401);
    expect(await response.text()).toContain("That is not the token.");
  });

  test.each(["", "wrong", `${token}x`])("refuses the token %j", async (offered) => {
    const app = web({ token });

    const byForm = await app.request("/login", {
      method: "POST",
      headers: page,
      body: new URLSearchParams({ token: offered }),
    });
    const byAddress = await app.request(`/?token=${offered}`);

    expect(byForm.status).toBe(401);
    expect(byForm.headers.get("set-cookie")).toBeNull();
    expect(byAddress.status).toBe(401);
    expect(byAddress.headers.get("set-cookie")).toBeNull();
  });

  test.each(["moai_session=", "moai_session=0", `moai_session=${token}`])(
    "refuses the cookie %j",
    async (cookie) => {
      const response = await web({ token }).request("/api/events", { headers: { cookie } });

      expect(response.status).toBe(401);
    },
  );

  test("ends every session when the token is another one", async () => {
    const entered = await web({ token }).request(`/?token=${encodeURIComponent(token)}`);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";

    const response = await web({ token: "another" }).request("/", { headers: { cookie } });

    expect(response.status).toBe(401);
  });

  test("lets programs in by the authorization header", async () => {
    const app = web({ token: "s3cret" });
    const body = { method: "POST", body: JSON.stringify(request) };
    const headers = { "content-type": "application/json" };

    const right = await app.request("/api/requests", {
      ...body,
      headers: { ...headers, authorization: "Bearer s3cret" },
    });
    const wrong = await app.request("/api/requests", {
      ...body,
      headers: { ...headers, authorization: "Bearer s3cre" },
    });

    expect(right.status).toBe(200);
    expect(wrong.status).toBe(401);
  });

  test("does not let another site use the session", async () => {
    const app = web({ token });
    const entered = await app.request(`/?token=${encodeURIComponent(token)}`);
    const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";

    const response = await app.request(
      "/api/requests",
      post(request, { cookie, origin: "https://evil.example" }),
    );

    expect(response.status).toBe(403);
    expect(received).toEqual([]);
  });
});

describe("GET /", () => {
  test.each(["foo", "telegram:", "telegram:x", ""])(
    "says that there is no place %j",
    async (place) => {
      const response = await web().request(`/?place=${place}`, {
        headers: { "accept-language": "da" },
      });

      expect(response.status).toBe(400);
      expect(await response.text()).toMatch(/^Det sted findes ikke\. /);
    },
  );

  test("forbids everything that does not come from moai itself", async () => {
    const response = await web().request("/");

    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; " +
        "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types dompurify",
    );
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
  });

  test("lets browsers keep what never changes, and ask again for the page", async () => {
    const app = web();

    const index = await app.request("/");
    const asset = await app.request("/assets/index-abc.js");
    const missing = await app.request("/assets/index-old.js");

    expect(index.headers.get("cache-control")).toBe("no-cache");
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(missing.status).toBe(404);
    expect(missing.headers.get("cache-control")).toBeNull();
  });

  test.each(["/../package.json", "/..%2fpackage.json", "/assets/%2e%2e/%2e%2e/etc/passwd"])(
    "serves nothing outside the page for %s",
    async (path) => {
      const response = await web().request(`http://localhost${path}`);

      expect(response.status).toBe(404);
      expect(await response.text()).toBe("There is nothing at this address.\n");
    },
  );

  test("says how to build the page where it is missing", async () => {
    const response = await web({ pageDirectory: "/nowhere" }).request("/");

    expect(response.status).toBe(503);
    expect(await response.text()).toBe("The page is not built yet. Run: npm run prepare\n");
  });
});
