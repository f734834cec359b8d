import { afterEach, expect, test } from "vitest";
import { createModelList } from "../../src/models/create-model-list.ts";
import { createModels } from "../../src/models/create-models.ts";
import type { ModelSettings } from "../../src/models/endpoint.ts";
import type { ModelListing } from "../../src/models/fetch-model-list.ts";
import {
  createModelServer,
  type ModelScript,
  type ModelServer,
  reply,
  say,
  silence,
  stream,
} from "../support/model-server.ts";

const key = "sk-or-v1-secret-0123456789";
const servers: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

test("OpenRouter's models are listed with context and prices for a million tokens", async () => {
  const { offer, server } = await routed("openrouter", () =>
    reply(200, {
      data: [
        {
          id: "qwen/qwen3-max",
          name: "Qwen: Qwen3 Max",
          context_length: 262_144,
          architecture: { output_modalities: ["text"] },
          pricing: { prompt: "0.0000012", completion: "0.000006" },
        },
        {
          id: "google/imagine",
          name: "Only pictures",
          architecture: { output_modalities: ["image"] },
          pricing: { prompt: "0", completion: "0" },
        },
        { id: "openrouter/auto", name: "Auto", pricing: { prompt: "-1", completion: "-1" } },
      ],
    }),
  );

  const listing = await offer.list.load();

  expect(listing).toEqual({
    kind: "listed",
    models: [
      {
        id: "qwen/qwen3-max",
        name: "Qwen: Qwen3 Max",
        contextLength: 262_144,
        inputPrice: 1.2,
        outputPrice: 6,
      },
      listed("openrouter/auto", "Auto"),
    ],
  });
  expect(server.calls[0]).toMatchObject({
    path: "/v1/models",
    headers: { authorization: `Bearer ${key}` },
  });
});

test("Requesty's prices for one token are read, too", async () => {
  const { offer } = await routed("requesty", () =>
    reply(200, {
      data: [
        {
          id: "anthropic/claude-opus-5",
          input_price: 0.000005,
          output_price: 0.000025,
          context_window: 200_000,
        },
      ],
    }),
  );

  const listing = await offer.list.load();

  expect(listing).toMatchObject({
    models: [{ contextLength: 200_000, inputPrice: 5, outputPrice: 25 }],
  });
});

test("an Ollama lists what is installed and can chat", async () => {
  const { offer, server } = await routed("ollama", () =>
    reply(200, { models: [{ name: "llama3.2:latest" }, { name: "nomic-embed-text:latest" }] }),
  );

  const listing = await offer.list.load();

  expect(listing).toEqual({
    kind: "listed",
    models: [listed("llama3.2:latest", "llama3.2:latest")],
  });
  expect(new Set(server.calls.map(({ path }) => path))).toEqual(new Set(["/api/tags"]));
});

test("all pages of a list are read, and none of another server", async () => {
  const { offer, server } = await routed("openrouter", ({ path }) =>
    path === "/v1/models"
      ? reply(200, { data: [{ id: "a/one" }], links: { next: "/v1/models?offset=1" } })
      : reply(200, { data: [{ id: "a/two" }], links: { next: "http://192.0.2.1/v1/models" } }),
  );

  const listing = await offer.list.load();

  expect(listing).toMatchObject({ models: [{ id: "a/one" }, { id: "a/two" }] });
  expect(server.calls.map(({ path }) => path)).toEqual(["/v1/models", "/v1/models?offset=1"]);
});

test("pages that lead in a circle come to an end", async () => {
  const { offer } = await routed("openrouter", ({ path }) =>
    reply(200, {
      data: [{ id: `a/${path.length}` }],
      links: { next: path.endsWith("1") ? "/v1/models?page=2" : "/v1/models?page=1" },
    }),
  );

  const listing = await offer.list.load();

  expect(listing).toMatchObject({ kind: "listed" });
});

test("entries that cannot be used are left out, one by one", async () => {
  const { offer } = await routed("openrouter", () =>
    reply(200, {
      data: [
        null,
        "a/text",
        { name: "without id" },
        { id: 7 },
        { id: "" },
        { id: "two words" },
        { id: "a,b" },
        { id: "x".repeat(500) },
        { id: "a/bidi\u202E" },
        { id: "a/twice", name: "First" },
        { id: "a/twice", name: "Second" },
        {
          id: "a/odd",
          name: "<b>Odd</b>\u202E\n name",
          context_length: "many",
          pricing: { prompt: "cheap", completion: -3 },
          architecture: "text",
        },
        { id: "a/long", name: "n".repeat(5000), pricing: 7, context_length: 0 },
      ],
    }),
  );

  const listing = await offer.list.load();

  expect(listing).toEqual({
    kind: "listed",
    models: [
      listed("a/twice", "First"),
      listed("a/odd", "<b>Odd</b> name"),
      listed("a/long", "n".repeat(100)),
    ],
  });
});

test("of a very long list the first ten thousand are kept", async () => {
  const { offer } = await routed("openrouter", () =>
    reply(200, { data: Array.from({ length: 12_000 }, (_, number) => ({ id: `a/m${number}` })) }),
  );

  const listing = await offer.list.load();

  expect(listing.kind === "listed" && listing.models.length).toBe(10_000);
});

test.each<readonly [title: string, script: ModelScript, reason: string]>([
  ["a wrong key", () => reply(401, { error: { message: `no ${key}` } }), "wrong_key"],
  ["a page", () => reply(200, "<html>It works!</html>"), "unreadable"],
  ["another shape", () => reply(200, { models: [] }), "unreadable"],
  ["no such path", () => reply(404, { error: "no" }), "unreadable"],
  ["a broken router", () => reply(503, "<html>"), "unreachable"],
  ["a list without end", () => stream(...endless()), "unreadable"],
])("%s is a failure with its reason", async (_title, script, reason) => {
  const { offer } = await routed("openrouter", script);

  const listing = await offer.list.load();

  expect(listing).toEqual({ kind: "failed", reason });
});

test("a router that is out of reach is a failure, and is asked again", async () => {
  const { offer, server } = await routed("openrouter", () => say(""));
  await server.close();

  const first = await offer.list.load();
  const second = offer.list.look();

  expect(first).toEqual({ kind: "failed", reason: "unreachable" });
  expect(second).toEqual(first);
});

test("a stopped moai waits for no list", async () => {
  const stopping = new AbortController();
  const { offer, server } = await routed("openrouter", () => silence, stopping.signal);

  const loading = offer.list.load();
  await server.called(1);
  stopping.abort();

  expect(await loading).toMatchObject({ kind: "failed" });
});

test("those who look at once share one fetch and never wait", async () => {
  const fetched = Promise.withResolvers<ModelListing>();
  let fetches = 0;
  const list = createModelList(() => {
    fetches += 1;
    return fetched.promise;
  });

  const looks = [list.look(), list.look()];
  const loads = [list.load(), list.load()];
  fetched.resolve(listingOf("a/one"));
  await Promise.all(loads);

  expect(looks).toEqual([{ kind: "fetching" }, { kind: "fetching" }]);
  expect(list.look()).toEqual(listingOf("a/one"));
  expect(fetches).toBe(1);
});

test("a list is fetched anew after an hour, and the old one serves until then and when that fails", async () => {
  let time = 0;
  const answers: ModelListing[] = [
    listingOf("a/old"),
    { kind: "failed", reason: "unreachable" },
    listingOf("a/new"),
  ];
  const list = createModelList(
    async () => answers.shift() ?? listingOf(),
    () => time,
  );

  const first = await list.load();
  time = 61 * 60 * 1000;
  const stale = list.look();
  await Promise.resolve();
  const afterFailure = await list.load();
  await Promise.resolve();
  const renewed = list.look();

  expect(first).toEqual(listingOf("a/old"));
  expect(stale).toEqual(first);
  expect(afterFailure).toEqual(first);
  expect(renewed).toEqual(listingOf("a/new"));
});

test("a failed list is fetched again when somebody looks", async () => {
  const answers: ModelListing[] = [{ kind: "failed", reason: "unreachable" }, listingOf("a/one")];
  const list = createModelList(async () => answers.shift() ?? listingOf());

  const first = await list.load();
  const second = await list.load();

  expect(first.kind).toBe("failed");
  expect(second).toEqual(listingOf("a/one"));
});

test("the demo voices offer nothing more", async () => {
  const { offer } = await createModels({ ...settings, router: "demo" });

  expect(offer).toBeUndefined();
});

test("an added model is asked by its id, with the key, and takes nobody's name", async () => {
  const { models, offer, server } = await routed("openrouter", () => say("Hello."));

  offer.add({ name: "qwen3-max", id: "qwen/qwen3-max" });
  offer.add({ name: "claude", id: "evil/claude" });
  const answer = await models.byName
    .get("qwen3-max")
    ?.ask([{ role: "user", content: "Hi" }], { signal: AbortSignal.any([]), onText: () => {} });

  expect(answer?.text).toBe("Hello.");
  expect(server.calls[0]).toMatchObject({
    model: "qwen/qwen3-max",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(models.byName.get("claude")?.id).not.toBe("evil/claude");
  expect(models.defaultTeam).toEqual(["claude", "gpt", "gemini"]);
});

const settings: ModelSettings = {
  router: undefined,
  models: undefined,
  firstTokenTimeoutMs: 10_000,
  silenceTimeoutMs: 10_000,
  timeoutMs: 10_000,
};

async function routed(
  router: "openrouter" | "requesty" | "ollama",
  script: ModelScript,
  signal?: AbortSignal,
) {
  const server = await createModelServer(script);
  servers.push(server);
  const models = await createModels(
    { ...settings, router, baseUrl: server.url, apiKey: key },
    signal ? { signal } : {},
  );
  if (!models.offer) throw new Error("nothing is offered");
  return { models, offer: models.offer, server };
}

function listed(id: string, name: string) {
  return { id, name, contextLength: undefined, inputPrice: undefined, outputPrice: undefined };
}

function listingOf(...ids: readonly string[]): ModelListing {
  return { kind: "listed", models: ids.map((id) => listed(id, id)) };
}

/** Of the entries that any list has, more than is taken. */
function endless(): readonly string[] {
  const some = `${JSON.stringify({ id: "a/one", description: "d".repeat(1024 * 1024) })},`;
  return ['{"data":[', ...Array.from({ length: 20 }, () => some)];
}
