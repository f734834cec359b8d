import { describe, expect, test } from "vitest";
import { loadConfig } from "../src/config.ts";
import { ConfigError } from "../src/core/errors.ts";

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  test.each([
    [
      { PORT: "abc", AI_ROUTER: "custom" },
      [/^PORT is "abc"/, /^AI_BASE_URL is not set/, /^AI_MODELS is not set/],
    ],
    [
      { AI_ROUTER: "openrouter", AI_MODELS: "hal", BOT_TOKEN: "x" },
      [
        /^BOT_TOKEN is a value that is not shown/,
        /^ALLOWED_USERS is not set/,
        /^AI_API_KEY is not set/,
        /^AI_MODELS has "hal" without an id/,
      ],
    ],
  ])("%j have all their problems told at once", (env, expected) => {
    const problems = problemsOf(env);

    expect(problems).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
  });

  test.each(["AI_BASE_URL", "AI_REFERER", "TELEGRAM_API_ROOT"])(
    "%s is not shown when it is wrong: it may hold a password or a key",
    (name) => {
      const problems = problemsOf({ [name]: "ftp://me:hunter2@host/v1" });

      expect(problems).toEqual([expect.stringContaining(`${name} is a value that is not shown`)]);
    },
  );

  test("an empty variable leaves what the file says, and another one replaces it", () => {
    const file = { PORT: "4000", AI_CONCURRENCY: "3" };

    expect(loadConfig({ PORT: "", AI_CONCURRENCY: "5" }, file)).toMatchObject({
      web: { port: 4000 },
      concurrency: 5,
    });
  });

  test("a model may be given an hour to think", () => {
    const { models } = loadConfig({
      AI_FIRST_TOKEN_TIMEOUT: "3600",
      AI_SILENCE_TIMEOUT: "3600",
      AI_TIMEOUT: "7200",
    });

    expect(models).toMatchObject({ firstTokenTimeoutMs: 3_600_000, silenceTimeoutMs: 3_600_000 });
  });

  test("a short name stands once", () => {
    const problems = problemsOf({ AI_API_KEY: "key", AI_MODELS: "claude=a/b, claude=c/d" });

    expect(problems).toEqual([expect.stringContaining("each name once")]);
  });
});
