export type RouterName = "openrouter" | "requesty" | "ollama" | "custom";

export type Router = {
  /** Undefined where the operator has to say it. */
  readonly baseUrl: string | undefined;
  readonly needsKey: boolean;
  /** Answers 401 to a wrong key, where the router has such a path. */
  readonly keyPath: string;
  /** Short names that may stand in AI_MODELS without an id. */
  readonly ids: ReadonlyMap<string, string>;
};

export const defaultTeam: readonly string[] = ["claude", "gpt", "gemini"];

// Ids as of November 2026. OpenRouter's `~vendor/…-latest` always lead to the newest of a family.
export const routers: Readonly<Record<RouterName, Router>> = {
  openrouter: {
    baseUrl: "https://openrouter.ai/api/v1",
    needsKey: true,
    keyPath: "/key",
    ids: new Map([
      ["claude", "~anthropic/claude-opus-latest"],
      ["gpt", "~openai/gpt-latest"],
      ["gemini", "~google/gemini-pro-latest"],
      ["grok", "~x-ai/grok-latest"],
      ["kimi", "~moonshotai/kimi-latest"],
      ["deepseek", "deepseek/deepseek-v4-pro"],
      ["mistral", "mistralai/mistral-large-2512"],
      ["qwen", "qwen/qwen3.7-max"],
      ["llama", "meta-llama/llama-4-maverick"],
    ]),
  },
  requesty: {
    baseUrl: "https://router.requesty.ai/v1",
    needsKey: true,
    keyPath: "/models",
    ids: new Map([
      ["claude", "anthropic/claude-opus-5"],
      ["gpt", "openai/gpt-5.6-sol"],
      ["gemini", "google/gemini-3.1-pro-preview"],
      ["grok", "xai/grok-4.5"],
      ["kimi", "moonshot/kimi-k3"],
      ["deepseek", "deepseek/deepseek-v4-pro"],
      ["mistral", "mistral/mistral-large-latest"],
      ["qwen", "alibaba/qwen3.7-max"],
    ]),
  },
  ollama: {
    baseUrl: "http://127.0.0.1:11434/v1",
    needsKey: false,
    keyPath: "/models",
    ids: new Map(),
  },
  custom: { baseUrl: undefined, needsKey: false, keyPath: "/models", ids: new Map() },
};
