import { afterEach, describe, expect, test } from "vitest";
import { ConfigError } from "../../src/core/errors.ts";
import { english } from "../../src/core/texts/english.ts";
import { createModels } from "../../src/models/create-models.ts";
import type { ModelSettings } from "../../src/models/endpoint.ts";
import { createModelServer, reply, say, silence } from "../support/model-server.ts";
import type { ModelScript, ModelServer } from "../support/model-server.ts";

const key = "sk-or-v1-secret-0123456789";
const unset: ModelSettings = {
  router: undefined,
  models: undefined,
  firstTokenTimeoutMs: 10_000,
  silenceTimeoutMs: 10_000,
  timeoutMs: 10_000,
};
const servers: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("without any setting", () => {
  test("the demo voices sit down when no Ollama answers", async () => {
    const models = await createModels(unset, { fetch: refuse });

    expect(models.kind).toBe("demo");
    expect([...models.byName.keys()]).toEqual(["optimist", "skeptic", "pragmatist"]);
    expect(models.line(english)).toBe(
      "demo voices (scripted). Set AI_API_KEY or start Ollama for real ones",
    );
    expect(await models.checkKey(AbortSignal.any([]))).toEqual({ kind: "unknown" });
  });

  test("the first three models of an Ollama sit down, without those that only embed", async () => {
    const { fetch } = await ollama([
      "nomic-embed-text:latest",
      "llama3.2:latest",
      "qwen3:8b",
      "hf.co/bartowski/Phi-4-GGUF:latest",
      "mistral:latest",
    ]);

    const models = await createModels(unset, { fetch });

    expect(models.kind).toBe("ollama");
    expect(models.line(english)).toBe("Ollama at 127.0.0.1:11434 (llama3.2, qwen3:8b, Phi-4-GGUF)");
    expect([...models.byName].map(([name, { id }]) => [name, id])).toEqual([
      ["llama3.2", "llama3.2:latest"],
      ["qwen3:8b", "qwen3:8b"],
      ["Phi-4-GGUF", "hf.co/bartowski/Phi-4-GGUF:latest"],
    ]);
  });

  test("models of an Ollama with the same short name keep their whole names", async () => {
    const { fetch } = await ollama(["one/phi:latest", "two/phi:latest"]);

    const models = await createModels(unset, { fetch });

    expect([...models.byName.keys()]).toEqual(["one/phi:latest", "two/phi:latest"]);
  });

  test("AI_MODELS chooses among an Ollama's models", async () => {
    const { fetch } = await ollama(["llama3.2:latest"]);

    const models = await createModels(
      { ...unset, models: [named("qwen3"), named("small", "phi4:14b")] },
      { fetch },
    );

    expect([...models.byName].map(([name, { id }]) => [name, id])).toEqual([
      ["qwen3", "qwen3"],
      ["small", "phi4:14b"],
    ]);
  });

  test.each<readonly [title: string, script: ModelScript]>([
    ["has no models", () => reply(200, { models: [] })],
    ["is something else", () => reply(200, "<html>It works!</html>")],
    ["sends another shape", () => reply(200, { models: "none" })],
    ["fails", () => reply(500, {})],
    ["never answers", () => silence],
  ])("the demo voices sit down when what listens there %s", async (_title, script) => {
    const { fetch } = await redirected(script);

    const models = await createModels(unset, { fetch });

    expect(models.kind).toBe("demo");
  });
});

describe("a router", () => {
  test("seats Claude, GPT and Gemini by default", async () => {
    const models = await createModels({ ...unset, apiKey: key });

    expect(models.line(english)).toBe("openrouter (claude, gpt, gemini)");
    expect([...models.byName.values()].map(({ displayName }) => displayName)).toEqual([
      "Claude",
      "GPT",
      "Gemini",
    ]);
    for (const { id } of models.byName.values()) expect(id).toMatch(/^~?\w+\/[\w.-]+$/);
  });

  test("knows short names and takes any id", async () => {
    const models = await createModels({
      ...unset,
      router: "requesty",
      apiKey: key,
      models: [named("grok"), named("mine", "vendor/mine-1")],
    });

    expect(models.line(english)).toBe("requesty (grok, mine)");
    expect(models.byName.get("grok")?.id).toMatch(/^xai\//);
    expect(models.byName.get("mine")).toMatchObject({ id: "vendor/mine-1", displayName: "Mine" });
  });

  test("is asked with key, referer and title, again when it is busy for a moment", async () => {
    const { server } = await redirected((call) =>
      call.attempt === 1 ? reply(429, {}, { "retry-after": "0" }) : say("Hello."),
    );
    const models = await createModels({
      ...unset,
      router: "openrouter",
      baseUrl: server.url,
      apiKey: key,
      referer: "https://example.org",
    });

    const answer = await models.byName
      .get("claude")
      ?.ask([{ role: "user", content: "Hi" }], { signal: AbortSignal.any([]), onText: () => {} });

    expect(models.line(english)).toBe(
      `openrouter at ${new URL(server.url).host} (claude, gpt, gemini)`,
    );
    expect(answer?.text).toBe("Hello.");
    expect(server.calls).toHaveLength(2);
    expect(server.calls[1]?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      "http-referer": "https://example.org",
      "x-title": "moai",
    });
    expect(JSON.parse(server.calls[1]?.body ?? "")).toMatchObject({ usage: { include: true } });
  });

  test("at an address of the operator's own needs no key", async () => {
    const { server } = await redirected(() => say("Hello."));
    const settings = { ...unset, baseUrl: server.url, models: [named("local", "local-1")] };

    const models = await createModels(settings);
    const answer = await models.byName
      .get("local")
      ?.ask([{ role: "user", content: "Hi" }], { signal: AbortSignal.any([]), onText: () => {} });

    expect(models.kind).toBe("custom");
    expect(answer?.text).toBe("Hello.");
    expect(server.calls[0]?.model).toBe("local-1");
  });

  test("is Ollama when it is chosen, wherever it runs", async () => {
    const { server } = await ollama(["llama3.2:latest"]);
    const baseUrl = server.url.replace("/v1", "");

    const models = await createModels({ ...unset, router: "ollama", baseUrl });

    expect(models.line(english)).toBe(`Ollama at ${new URL(server.url).host} (llama3.2)`);
    expect(server.calls[0]?.path).toBe("/api/tags");
  });

  test("may be the demo", async () => {
    const models = await createModels({ ...unset, router: "demo", apiKey: key });

    expect(models.kind).toBe("demo");
    expect(models.line(english)).toBe("demo voices (scripted)");
  });
});

describe("settings that contradict themselves", () => {
  test.each<readonly [title: string, settings: Partial<ModelSettings>, problem: string]>([
    ["a router without its key", { router: "openrouter" }, "AI_API_KEY is not set"],
    ["Requesty without its key", { router: "requesty" }, "AI_API_KEY is not set"],
    ["a custom router without address", { router: "custom" }, "AI_BASE_URL is not set"],
    [
      "a custom router without models",
      { router: "custom", baseUrl: "http://127.0.0.1:1/v1" },
      "AI_MODELS is not set",
    ],
    ["an unknown name", { apiKey: key, models: [named("hal")] }, 'AI_MODELS has "hal"'],
    ["a tricky name", { apiKey: key, models: [named("toString")] }, 'AI_MODELS has "toString"'],
    ["an Ollama that is not there", { router: "ollama" }, 'AI_ROUTER is "ollama"'],
    ["a key that is no header", { apiKey: `${key}“` }, "AI_API_KEY is a value that is not shown"],
    ["a key with a line break", { apiKey: `${key}\nx` }, "AI_API_KEY is a value that is not shown"],
    [
      "an address with a password",
      { apiKey: "x", baseUrl: `https://ann:${key}@example.org/v1` },
      "AI_BASE_URL is a value that is not shown",
    ],
    ["another protocol", { apiKey: key, baseUrl: "file:///etc" }, "AI_BASE_URL"],
    ["a referer that is no header", { apiKey: key, referer: "https://ü.org\n" }, "AI_REFERER"],
  ])("name the variable for %s and never show the key", async (_title, settings, problem) => {
    const made = createModels({ ...unset, ...settings }, { fetch: refuse });

    const error: unknown = await made.catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(problem);
    expect(String(error)).not.toContain(key);
  });
});

describe("the check of the key", () => {
  test.each<readonly [title: string, script: ModelScript, expected: RegExp | string]>([
    ["accepts it", () => reply(200, { data: { label: "x", limit_remaining: null } }), "accepted"],
    ["says nothing where no such path is", () => reply(404, "nothing here"), "unknown"],
    ["says a wrong key", () => reply(401, { error: { message: `no ${key}` } }), /AI_API_KEY/],
    ["says an empty account", () => reply(402, {}), /credit/],
    [
      "says a used-up limit",
      () => reply(200, { data: { label: "x", limit_remaining: 0 } }),
      /credit/,
    ],
    ["says a broken router", () => reply(503, "<html>"), /could not be reached at 127\.0\.0\.1/],
  ])("%s", async (_title, script, expected) => {
    const { server } = await redirected(script);
    const models = await createModels({
      ...unset,
      router: "openrouter",
      apiKey: key,
      baseUrl: server.url,
    });

    const check = await models.checkKey(AbortSignal.any([]));

    expect(server.calls[0]).toMatchObject({
      path: "/v1/key",
      headers: { authorization: `Bearer ${key}` },
    });
    expect(check).toEqual(
      typeof expected === "string"
        ? { kind: expected }
        : { kind: "problem", message: expect.stringMatching(expected) },
    );
    expect(JSON.stringify(check)).not.toContain(key);
  });

  test("says nothing of a key that there is none of", async () => {
    const { server } = await redirected(() => reply(200, { data: [] }));
    const models = await createModels({
      ...unset,
      router: "custom",
      baseUrl: server.url,
      models: [named("claude", "v/claude")],
    });

    expect(await models.checkKey(AbortSignal.any([]))).toEqual({ kind: "unknown" });
  });

  test("does not throw when nobody listens or it is stopped", async () => {
    const models = await createModels({ ...unset, apiKey: key }, { fetch: refuse });

    const refused = await models.checkKey(AbortSignal.any([]));
    const stopped = await models.checkKey(AbortSignal.abort());

    const problem = { kind: "problem", message: expect.stringContaining("openrouter.ai") };
    expect(refused).toEqual(problem);
    expect(stopped).toEqual(problem);
  });
});

const refuse: typeof globalThis.fetch = () => Promise.reject(new TypeError("fetch failed"));

function named(name: string, id?: string) {
  return { name, id };
}

function ollama(names: readonly string[]) {
  return redirected(() => reply(200, { models: names.map((name) => ({ name, details: {} })) }));
}

/** A server, and a fetch that finds it behind every address. */
async function redirected(script: ModelScript) {
  const server = await createModelServer(script);
  servers.push(server);
  const fetch: typeof globalThis.fetch = (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    return globalThis.fetch(new URL(pathname, server.url), init);
  };
  return { server, fetch };
}
