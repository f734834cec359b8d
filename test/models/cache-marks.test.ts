import { afterEach, describe, expect, test } from "vitest";
import type { PromptMessage } from "../../src/core/prompt.ts";
import { createModels } from "../../src/models/create-models.ts";
import type { RouterName } from "../../src/models/routers.ts";
import { createModelServer, type ModelServer, say } from "../support/model-server.ts";

const prompt: readonly PromptMessage[] = [
  { role: "system", content: "You are Panelist 1." },
  { role: "user", content: "Rust or Go?" },
  { role: "assistant", content: "Rust." },
  { role: "user", content: "Round 2: your turn." },
];
const marked = (text: string) => [{ type: "text", text, cache_control: { type: "ephemeral" } }];

describe("a prompt", () => {
  let server: ModelServer;

  afterEach(() => server.close());

  async function sent(router: RouterName, id: string): Promise<unknown> {
    server = await createModelServer(() => say("ok"));
    const models = await createModels({
      router,
      baseUrl: server.url,
      apiKey: "sk-or-v1-secret-0123456789",
      models: [{ name: "claude", id }],
      firstTokenTimeoutMs: 10_000,
      silenceTimeoutMs: 10_000,
      timeoutMs: 10_000,
    });
    const options = { signal: AbortSignal.any([]), onText: () => {} };
    await models.byName.get("claude")?.ask(prompt, options);
    return JSON.parse(server.calls[0]?.body ?? "");
  }

  test.each(["anthropic/claude-opus-5", "~anthropic/claude-opus-latest"])(
    "to %s behind OpenRouter is marked where it may be cached",
    async (id) => {
      const body = await sent("openrouter", id);

      expect(body).toMatchObject({
        messages: [
          { role: "system", content: marked("You are Panelist 1.") },
          { role: "user", content: "Rust or Go?" },
          { role: "assistant", content: "Rust." },
          { role: "user", content: marked("Round 2: your turn.") },
        ],
      });
    },
  );

  test.each([
    ["openrouter", "openai/gpt-5.6-sol"],
    ["openrouter", "google/gemini-3.1-pro-preview"],
    ["openrouter", "not-anthropic/claude"],
    ["requesty", "anthropic/claude-opus-5"],
    ["custom", "anthropic/claude-opus-5"],
  ] as const)("of %s to %s is sent as it is", async (router, id) => {
    const body = await sent(router, id);

    expect(body).toMatchObject({ messages: prompt });
  });
});
