import { createServer } from "node:net";
import { LLMock } from "@copilotkit/aimock";
import { afterEach, describe, expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import type { Model } from "../../src/models/model.ts";
import { createOpenAiModel } from "../../src/models/openai-model.ts";
import type { OpenAiModelOptions } from "../../src/models/openai-model.ts";
import { listen } from "../support/listen.ts";
import {
  chunk,
  comment,
  createModelServer,
  disconnect,
  done,
  event,
  hang,
  reply,
  say,
  silence,
  stream,
} from "../support/model-server.ts";
import type { ModelScript, ModelServer, ServerReply } from "../support/model-server.ts";

/** The first byte of a record, from RFC 8446. */
const tlsHandshake = 22;
const key = "sk-or-v1-secret-0123456789";
const servers: ModelServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

describe("a good answer", () => {
  test("streams its text in pieces and returns it whole", async () => {
    const { ask } = await modelBehind(() => say("Rust, but slowly."));

    const { answer, pieces } = await ask();

    expect(answer).toMatchObject({ outcome: "answered", text: "Rust, but slowly." });
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe("Rust, but slowly.");
  });

  test("sends the prompt, the id and the key once, asking for usage", async () => {
    const { ask, server } = await modelBehind(() => say("ok"), {
      headers: { "X-Title": "moai", "HTTP-Referer": "https://example.org" },
    });

    await ask();

    const [call] = server.calls;
    expect(server.calls).toHaveLength(1);
    expect(call?.path).toBe("/v1/chat/completions");
    expect(call?.headers).toMatchObject({
      authorization: `Bearer ${key}`,
      "x-title": "moai",
      "http-referer": "https://example.org",
    });
    expect(JSON.parse(call?.body ?? "")).toEqual({
      model: "test/model",
      messages: [
        { role: "system", content: "You are Panelist 1." },
        { role: "user", content: "Rust or Go?" },
      ],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test("asks only OpenRouter for the cost", async () => {
    const { ask, server } = await modelBehind(() => say("ok"), { asksForCost: true });

    await ask();

    expect(JSON.parse(server.calls[0]?.body ?? "")).toMatchObject({ usage: { include: true } });
  });

  test("reports tokens, cost in whole nano-dollars and the model that really answered", async () => {
    const usage = {
      prompt_tokens: 120,
      completion_tokens: 30,
      cost: 0.0123456789,
      prompt_tokens_details: { cached_tokens: 100 },
      completion_tokens_details: { reasoning_tokens: 12 },
    };
    const { ask } = await modelBehind(() => say("ok", { model: "vendor/real-7", usage }));

    const { answer } = await ask();

    expect(answer.answeredBy).toBe("vendor/real-7");
    expect(answer.usage).toEqual({
      inputTokens: 120,
      outputTokens: 30,
      cachedTokens: 100,
      reasoningTokens: 12,
      costNanoUsd: 12_345_679,
    });
  });

  test("survives fields of the wrong type", async () => {
    const odd = { prompt_tokens: "many", completion_tokens: 3, cost: null };
    const { ask } = await modelBehind(() =>
      stream(
        event({ choices: null, model: 7 }),
        event({ choices: [{ delta: { content: "fine" } }], usage: null }),
        event({ choices: [{ delta: null, finish_reason: "stop" }], usage: odd }),
        done,
      ),
    );

    const { answer } = await ask();

    expect(answer.text).toBe("fine");
    expect(answer.usage).toMatchObject({ inputTokens: undefined, outputTokens: 3 });
    expect(answer.usage?.costNanoUsd).toBeUndefined();
  });

  test("is truncated when it ran into its length limit", async () => {
    const { ask } = await modelBehind(() => say("half a", { finishReason: "length" }));

    const { answer } = await ask();

    expect(answer).toMatchObject({ outcome: "truncated", text: "half a" });
  });

  test("counts when the stream closes properly without a reason", async () => {
    const { ask } = await modelBehind(() => stream(chunk({ content: "fine" }), done));

    const { answer } = await ask();

    expect(answer.text).toBe("fine");
  });

  test("counts when the connection breaks behind the reason", async () => {
    const { ask } = await modelBehind(() =>
      stream(chunk({ content: "fine" }), chunk({}, { finish_reason: "stop" }), disconnect),
    );

    const { answer } = await ask();

    expect(answer.text).toBe("fine");
  });

  test.each([
    ["an empty event", stream("data:\n\n", chunk({ content: "fine" }), done)],
    ["a blank behind the closing event", stream(chunk({ content: "fine" }), "data: [DONE] \n\n")],
    ["no blank line at its end", stream(chunk({ content: "fine" }), "data: [DONE]")],
  ])("is whole in spite of %s", async (_, answered) => {
    const { ask } = await modelBehind(() => answered);

    expect((await ask()).answer).toMatchObject({ outcome: "answered", text: "fine" });
  });

  test("is read from a server that does not stream", async () => {
    const { ask } = await modelBehind(() =>
      reply(200, {
        choices: [{ message: { role: "assistant", content: "fi\nne" }, finish_reason: "length" }],
        usage: { prompt_tokens: 3, completion_tokens: 2 },
      }),
    );

    const { answer, pieces } = await ask();

    expect(answer).toMatchObject({
      outcome: "truncated",
      text: "fi\nne",
      usage: { inputTokens: 3 },
    });
    expect(pieces).toEqual(["fi\nne"]);
  });

  test("has no numbers that a database cannot give back", async () => {
    const usage = { prompt_tokens: 3e9, completion_tokens: 6, cost: 1e7 };
    const { ask } = await modelBehind(() =>
      stream(chunk({ content: "fine" }), event({ usage }), done),
    );

    expect((await ask()).answer.usage).toMatchObject({
      inputTokens: undefined,
      outputTokens: 6,
      costNanoUsd: undefined,
    });
  });

  test("is there with the closing event, though the body never ends", async () => {
    const { ask, server } = await modelBehind(() => stream(chunk({ content: "fine" }), done, hang));

    const { answer } = await ask();

    expect(answer.text).toBe("fine");
    expect(await server.calls[0]?.ended).toBe("hung up");
  });

  test("leaves its connection to the next, though the body ends after the closing event", async () => {
    const { ask, server } = await modelBehind(() => stream(chunk({ content: "fine" }), done, 1));

    for (let call = 0; call < 10; call += 1) {
      await ask();
      await server.calls.at(-1)?.ended;
    }

    // Not always the same: the next call may be faster than the end of the body before it.
    expect(new Set(server.calls.map(({ port }) => port)).size).toBeLessThan(10);
  });

  test("leaves reasoning and a leading block of thought out of the text", async () => {
    const { ask } = await modelBehind(() =>
      stream(
        chunk({ reasoning: "hmm" }),
        chunk({ reasoning_content: "hmm" }),
        chunk({ content: "<thi" }),
        chunk({ content: "nk>let me see</th" }),
        chunk({ content: "ink>\n\nYes." }),
        chunk({}, { finish_reason: "stop" }),
        done,
      ),
    );

    const { answer, pieces } = await ask();

    expect(answer.text).toBe("Yes.");
    expect(pieces).toEqual(["Yes."]);
  });
});

describe("a block of thought", () => {
  test.each([
    [["\n<think>\n</think>\n\n", "Yes."], "Yes."],
    [["<think>a</think>b<think>c</think>"], "b<think>c</think>"],
    [["<thi", "n ice"], "<thin ice"],
    [["<th"], "<th"],
    [["  indented"], "  indented"],
    [["so <think>aloud</think>"], "so <think>aloud</think>"],
  ])("in %j leaves %j", async (pieces, text) => {
    const { ask } = await modelBehind(() =>
      stream(...pieces.map((content) => chunk({ content })), done),
    );

    const { answer, pieces: shown } = await ask();

    expect(answer.text).toBe(text);
    expect(shown.join("")).toBe(text);
  });

  test("without end is an empty answer", async () => {
    const { ask } = await modelBehind(() => say("<think>and so on"));

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "empty", partialText: "" });
  });
});

describe("a failed call", () => {
  const failures: readonly (readonly [
    title: string,
    reply: ServerReply,
    outcome: string,
    retryable: boolean,
  ])[] = [
    ["429", reply(429, { error: { message: "slow down" } }), "rate_limited", true],
    [
      "429 without quota",
      reply(429, { error: { code: "insufficient_quota" } }),
      "no_credit",
      false,
    ],
    [
      "429 of type quota",
      reply(429, { error: { type: "insufficient_quota" } }),
      "no_credit",
      false,
    ],
    ["402", reply(402, { error: { code: 402, message: "no credits" } }), "no_credit", false],
    ["401", reply(401, { error: { message: `bad key ${key}` } }), "auth", false],
    ["403", reply(403, { error: { message: "forbidden" } }), "auth", false],
    ["403 by moderation", moderation(), "refused", false],
    ["500", reply(500, { error: { message: "oh" } }), "network", true],
    ["502 with a page", reply(502, "<html>Bad gateway</html>"), "network", true],
    ["200 with a page", reply(200, "<html>Welcome to our proxy</html>"), "network", false],
    ["404", reply(404, { error: { message: "no such model" } }), "rejected", false],
    ["400", reply(400, { error: { message: "odd" } }), "rejected", false],
    ["a redirect", reply(307, "", { location: "/v1/elsewhere" }), "rejected", false],
    ["204", reply(204, ""), "network", true],
    ["a status that there is not", reply(999, {}), "network", true],
    ["413", reply(413, "too large"), "too_long", false],
    ["400 by code", tooLong({ code: "context_length_exceeded", message: "x" }), "too_long", false],
    ["400 by text", tooLong({ message: "The Maximum Context Length is 8" }), "too_long", false],
    ["400 by Anthropic", tooLong({ message: "prompt is too long: 9 > 8" }), "too_long", false],
    ["400 by others", tooLong({ message: "Too many tokens" }), "too_long", false],
    [
      "400 by Google",
      tooLong({
        message: "The input token count (9) exceeds the maximum number of tokens allowed (8).",
      }),
      "too_long",
      false,
    ],
    [
      "400 by xAI",
      tooLong({
        message: "This model's maximum prompt length is 8 but the request contains 9 tokens.",
      }),
      "too_long",
      false,
    ],
    [
      "400 by Amazon",
      tooLong({ message: "Input is too long for requested model." }),
      "too_long",
      false,
    ],
    ["no text", say(""), "empty", false],
    ["blank text", say("\n  \n"), "empty", false],
    ["a content filter", say("I", { finishReason: "content_filter" }), "refused", false],
    ["a refusal", refusal(), "refused", false],
    ["error 429 in the stream", inBand({ code: 429, message: "x" }), "rate_limited", true],
    ["error '502' in the stream", inBand({ code: "502", message: "x" }), "network", true],
    ["error 402 in the stream", inBand({ code: 402, message: "x" }), "no_credit", false],
    ["a named error in the stream", inBand({ code: "server_error" }), "network", true],
    ["a typed error in the stream", inBand({ type: "authentication_error" }), "auth", false],
    ["error 401 in place of a stream", reply(200, { error: { code: 401 } }), "auth", false],
    ["error 429 in place of a stream", reply(200, { error: { code: 429 } }), "rate_limited", true],
    ["an end by error", stream(chunk({}, { finish_reason: "error" }), done), "network", false],
    ["broken JSON", stream('data: {"choices": [\n\n', done), "network", false],
    ["JSON that is no chunk", stream("data: 42\n\n", done), "network", false],
    ["an early end", stream(comment), "network", false],
    ["a broken connection", stream(comment, disconnect), "network", true],
  ];

  test.each(failures)("by %s", async (_title, answer, outcome, retryable) => {
    const { ask, server } = await modelBehind(() => answer);

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome, retryable });
    expect(server.calls).toHaveLength(1);
    expect(printed(error)).not.toContain(key);
  });

  test("is no whole answer where the reason to end is always there, and empty", async () => {
    const { ask } = await modelBehind(() =>
      stream(chunk({ content: "So far" }, { finish_reason: "" }), disconnect),
    );

    expect(await failure(ask())).toMatchObject({ outcome: "network", partialText: "So far" });
  });

  test("keeps what arrived and is not retried when the stream breaks", async () => {
    const { ask } = await modelBehind(() => stream(chunk({ content: "So far" }), disconnect));

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "network", retryable: false, partialText: "So far" });
  });

  test("keeps what arrived when the provider reports an error behind it", async () => {
    const failed = event({
      error: { code: 502, message: "upstream" },
      choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
    });
    const { ask } = await modelBehind(() => stream(chunk({ content: "So far" }), failed, done));

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "network", retryable: false, partialText: "So far" });
  });

  test("is not retried when reasoning was already paid for", async () => {
    const { ask } = await modelBehind(() => stream(chunk({ reasoning: "hmm" }), disconnect));

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "network", retryable: false });
  });

  test("by a server without TLS behind an https address has told it nothing", async () => {
    const { promise: firstBytes, resolve } = Promise.withResolvers<Buffer>();
    const server = createServer((socket) =>
      socket.once("data", resolve).on("data", () => socket.end("HTTP/1.1 200\r\n\r\n")),
    );
    const port = await listen(server);
    try {
      const error = await failure(
        askModel(openAiModel({ baseUrl: `https://127.0.0.1:${port}/v1` })),
      );

      expect(error).toMatchObject({ outcome: "network" });
      expect((await firstBytes)[0]).toBe(tlsHandshake);
      expect((await firstBytes).toString("latin1")).not.toContain(key);
    } finally {
      server.close();
    }
  });

  test("by a page without end is told by its status", async () => {
    const page = "<p>Bad gateway</p>".repeat(1000);
    const server = createServer((socket) => {
      const write = () => void socket.write(page, (error) => error ?? write());
      socket.on("error", () => undefined);
      socket.once("data", () => socket.write("HTTP/1.1 502 Bad Gateway\r\n\r\n", write));
    });
    const port = await listen(server);
    try {
      const model = openAiModel({ baseUrl: `http://127.0.0.1:${port}/v1` });

      const error = await failure(askModel(model));

      expect(error).toMatchObject({ outcome: "network", retryable: true });
      expect(printed(error)).toContain("502");
    } finally {
      server.close();
    }
  });

  test("by nobody listening is retryable and names the cause for the log", async () => {
    const { ask, server } = await modelBehind(() => say("ok"));
    await server.close();

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "network", retryable: true });
    expect(printed(error)).toContain("ECONNREFUSED");
  });

  test.each([
    [{ "retry-after": "7" }, 7000],
    [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("reads how long to wait from %j", async (headers, retryAfterMs) => {
    const { ask } = await modelBehind(() => reply(429, {}, headers));

    const error = await failure(ask());

    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  test("reads how long to wait from a date, also of a 503", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { ask } = await modelBehind(() => reply(503, {}, { "retry-after": date }));

    const error = await failure(ask());

    expect(error.retryAfterMs).toBeGreaterThan(3_000_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(3_600_000);
  });

  test("says nothing of what the provider wrote", async () => {
    const { ask } = await modelBehind(() =>
      reply(400, { error: { message: "your prompt was X" } }),
    );

    const error = await failure(ask());

    expect(printed(error)).not.toContain("your prompt");
    expect(printed(error)).toContain("400");
  });
});

describe("time", () => {
  const soon = { firstTokenTimeoutMs: 600, silenceTimeoutMs: 10_000, timeoutMs: 10_000 };

  test.each([
    ["no headers", silence, soon, ""],
    ["headers without a byte", stream(hang), soon, ""],
    [
      "silence behind some text",
      stream(chunk({ content: "So far" }), hang),
      { firstTokenTimeoutMs: 10_000, silenceTimeoutMs: 60, timeoutMs: 10_000 },
      "So far",
    ],
    [
      "an answer without end",
      stream(...Array.from({ length: 1000 }, () => [chunk({ content: "la" }), 10]).flat()),
      { firstTokenTimeoutMs: 10_000, silenceTimeoutMs: 10_000, timeoutMs: 900 },
      "la",
    ],
  ])("runs out for %s, which is not retried", async (_title, answer, timeouts, partialText) => {
    const { ask, server } = await modelBehind(() => answer, { timeouts });

    const error = await failure(ask());

    expect(error).toMatchObject({ outcome: "timeout", retryable: false });
    expect(error.partialText).toContain(partialText);
    expect(await server.calls[0]?.ended).toBe("hung up");
  });

  test.each([
    ["comments", comment],
    ["reasoning", chunk({ reasoning: "hmm" })],
  ])("does not run out while %s arrive", async (_title, life) => {
    const signs = Array.from({ length: 16 }, () => [life, 50]).flat();
    const { ask } = await modelBehind(
      () => stream(...signs, chunk({ content: "Done" }, { finish_reason: "stop" }), done),
      { timeouts: { firstTokenTimeoutMs: 500, silenceTimeoutMs: 500, timeoutMs: 10_000 } },
    );

    const { answer } = await ask();

    expect(answer.text).toBe("Done");
  });
});

describe("a stop", () => {
  test("before the call asks nobody", async () => {
    const { ask, server } = await modelBehind(() => say("ok"));

    const error = await failure(ask(AbortSignal.abort()));

    expect(error).toMatchObject({ outcome: "stopped", partialText: "" });
    expect(server.calls).toHaveLength(0);
  });

  test("before the first word hangs up", async () => {
    const { ask, server } = await modelBehind(() => silence);
    const controller = new AbortController();

    const asked = failure(ask(controller.signal));
    await server.called(1);
    controller.abort();

    expect(await asked).toMatchObject({ outcome: "stopped", retryable: false });
    expect(await server.calls[0]?.ended).toBe("hung up");
  });

  test("in the middle hangs up and keeps what was said", async () => {
    const { ask, server } = await modelBehind(() => stream(chunk({ content: "So far" }), hang));
    const controller = new AbortController();

    const error = await failure(ask(controller.signal, () => controller.abort()));

    expect(error).toMatchObject({ outcome: "stopped", partialText: "So far" });
    expect(await server.calls[0]?.ended).toBe("hung up");
  });
});

describe("OpenRouter as aimock speaks it", () => {
  test("gives text, usage and cost through comments and reasoning", async () => {
    const mock = new LLMock({ port: 0, chunkSize: 4 });
    mock.on(
      { model: /claude/, endpoint: "chat" },
      {
        content: "Grüße vom Tisch 🗿",
        reasoning: "thinking",
        model: "anthropic/claude-real",
        usage: { prompt_tokens: 8, completion_tokens: 5, total_tokens: 13, cost: 0.00002 },
      },
    );
    await mock.start();
    try {
      const model = openAiModel({ id: "anthropic/claude-x", baseUrl: `${mock.url}/api/v1` });

      const { answer } = await askModel(model);

      expect(answer.text).toBe("Grüße vom Tisch 🗿");
      expect(answer.answeredBy).toBe("anthropic/claude-real");
      expect(answer.usage).toMatchObject({ inputTokens: 8, outputTokens: 5, costNanoUsd: 20_000 });
    } finally {
      await mock.stop();
    }
  });

  test("fails as rate limited, with the time to wait", async () => {
    const mock = new LLMock({ port: 0 });
    mock.on(
      { endpoint: "chat" },
      { error: { message: "slow down", code: "rate_limit_exceeded" }, status: 429, retryAfter: 3 },
    );
    await mock.start();
    try {
      const model = openAiModel({ baseUrl: `${mock.url}/v1` });

      const error = await failure(askModel(model));

      expect(error).toMatchObject({ outcome: "rate_limited", retryable: true, retryAfterMs: 3000 });
    } finally {
      await mock.stop();
    }
  });
});

async function modelBehind(script: ModelScript, options: Partial<OpenAiModelOptions> = {}) {
  const server = await createModelServer(script);
  servers.push(server);
  const model = openAiModel({ baseUrl: server.url, ...options });
  return {
    server,
    ask: (signal?: AbortSignal, onText?: (text: string) => void) => askModel(model, signal, onText),
  };
}

function openAiModel(options: Partial<OpenAiModelOptions>): Model {
  return createOpenAiModel({
    name: "claude",
    id: "test/model",
    baseUrl: "http://127.0.0.1:9/v1",
    apiKey: key,
    headers: {},
    asksForCost: false,
    marksCache: false,
    timeouts: { firstTokenTimeoutMs: 10_000, silenceTimeoutMs: 10_000, timeoutMs: 10_000 },
    ...options,
  });
}

async function askModel(
  model: Model,
  signal: AbortSignal = new AbortController().signal,
  onText: (text: string) => void = () => {},
) {
  const pieces: string[] = [];
  const answer = await model.ask(
    [
      { role: "system", content: "You are Panelist 1." },
      { role: "user", content: "Rust or Go?" },
    ],
    {
      signal,
      onText(text) {
        pieces.push(text);
        onText(text);
      },
    },
  );
  return { answer, pieces };
}

async function failure(asked: Promise<unknown>): Promise<ModelError> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ModelError) return error;
  throw new Error("expected a ModelError", { cause: error });
}

function printed(error: Error): string {
  const cause = error.cause instanceof Error ? printed(error.cause) : String(error.cause);
  return `${error.message} ${error.stack} ${JSON.stringify(error)} ${cause}`;
}

function moderation(): ServerReply {
  return reply(403, { error: { code: 403, message: "flagged", metadata: { reasons: ["x"] } } });
}

function tooLong(error: unknown): ServerReply {
  return reply(400, { error });
}

function refusal(): ServerReply {
  return stream(chunk({ refusal: "I cannot" }), chunk({}, { finish_reason: "stop" }), done);
}

function inBand(error: unknown): ServerReply {
  return stream(comment, event({ error }), done);
}
