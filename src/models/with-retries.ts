import { ModelError } from "../core/errors.ts";
import type { Model } from "./model.ts";
import { wait } from "./wait.ts";
import type { Wait } from "./wait.ts";

const maxRetries = 2;
const longestWaitMs = 60_000;

/** Asks again, at most twice, when the provider was busy or out of reach before it began. */
export function withRetries(
  model: Model,
  deps: { readonly wait: Wait; readonly random: () => number } = { wait, random: Math.random },
): Model {
  return {
    ...model,
    async ask(messages, options) {
      for (let retries = 0; ; retries += 1) {
        try {
          return await model.ask(messages, options);
        } catch (error) {
          if (!(error instanceof ModelError) || !error.retryable || retries === maxRetries) {
            throw error;
          }
          const backoffMs = deps.random() * 1000 * 2 ** retries;
          // Some providers that are busy ask for no wait at all.
          const delayMs = Math.max(backoffMs, error.retryAfterMs ?? 0);
          if (delayMs > longestWaitMs) throw error;
          await waitOrStop(delayMs, options.signal);
        }
      }
    },
  };

  async function waitOrStop(delayMs: number, signal: AbortSignal): Promise<void> {
    try {
      await deps.wait(delayMs, signal);
    } catch (cause) {
      throw new ModelError("stopped", { cause });
    }
  }
}
