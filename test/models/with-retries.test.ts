import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { ModelError } from "../../src/core/errors.ts";
import type { Answer, Model } from "../../src/models/model.ts";
import type { Wait } from "../../src/models/wait.ts";
import { withRetries } from "../../src/models/with-retries.ts";

const good: Answer = {
  outcome: "answered",
  text: "ok",
  usage: undefined,
  answeredBy: undefined,
};
const busy = new ModelError("rate_limited", { retryable: true });

test("asks again twice and returns the good answer", async () => {
  const { ask, calls } = table([busy, busy, good]);

  const answer = await ask();

  expect(answer).toBe(good);
  expect(calls.asked).toBe(3);
});

test("gives up after two retries with the last failure", async () => {
  const last = new ModelError("network", { retryable: true });
  const { ask, calls } = table([busy, busy, last, good]);

  await expect(ask()).rejects.toBe(last);

  expect(calls.asked).toBe(3);
});

test("does not ask again what is not retryable", async () => {
  const timeout = new ModelError("timeout", { partialText: "So far" });
  const { ask, calls } = table([timeout, good]);

  await expect(ask()).rejects.toBe(timeout);

  expect(calls).toEqual({ asked: 1, waitedMs: [] });
});

test("waits for a random part of a delay that doubles", async () => {
  const { ask, calls } = table([busy, busy, good], { random: () => 0.5 });

  await ask();

  expect(calls.waitedMs).toEqual([500, 1000]);
});

test("waits as long as the provider asks, and never asks again at once", async () => {
  const { ask, calls } = table([
    new ModelError("rate_limited", { retryable: true, retryAfterMs: 60_000 }),
    new ModelError("network", { retryable: true, retryAfterMs: 0 }),
    good,
  ]);

  await ask();

  expect(calls.waitedMs).toEqual([60_000, 2000]);
});

test("does not wait longer than a minute", async () => {
  const tomorrow = new ModelError("rate_limited", { retryable: true, retryAfterMs: 60_001 });
  const { ask, calls } = table([tomorrow, good]);

  await expect(ask()).rejects.toBe(tomorrow);

  expect(calls).toEqual({ asked: 1, waitedMs: [] });
});

test("stops while it waits", async () => {
  const controller = new AbortController();
  const { ask, calls } = table([busy, good], {
    wait: (_ms, signal) => {
      controller.abort();
      return setTimeout(60_000, undefined, { signal });
    },
  });

  await expect(ask(controller.signal)).rejects.toMatchObject({ outcome: "stopped" });

  expect(calls.asked).toBe(1);
});

test("keeps the name, the display name and the id", () => {
  const { model } = table([good]);

  expect(model).toMatchObject({ name: "gpt", displayName: "GPT", id: "openai/gpt" });
});

function table(
  results: readonly (Answer | ModelError)[],
  options: { readonly wait?: Wait; readonly random?: () => number } = {},
) {
  const calls = { asked: 0, waitedMs: new Array<number>() };
  const { wait = async () => {}, random = () => 1 } = options;
  const scripted: Model = {
    name: "gpt",
    displayName: "GPT",
    id: "openai/gpt",
    async ask() {
      const result = results[calls.asked];
      calls.asked += 1;
      if (result === undefined) throw new Error("asked too often");
      if (result instanceof ModelError) throw result;
      return result;
    },
  };
  const model = withRetries(scripted, {
    random,
    wait(ms, signal) {
      calls.waitedMs.push(ms);
      return wait(ms, signal);
    },
  });
  const ask = (signal = new AbortController().signal) =>
    model.ask([{ role: "user", content: "?" }], { signal, onText: () => {} });
  return { model, ask, calls };
}
