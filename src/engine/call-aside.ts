import type { Discussion } from "../core/discussion.ts";
import { ModelError } from "../core/errors.ts";
import type { PromptMessage } from "../core/prompt.ts";
import type { Answer } from "../models/model.ts";
import type { AskDeps } from "./ask.ts";

/** A call beside the table: nobody sees its text while it is written. Undefined for a failure, of whatever kind. */
export async function callAside(
  { models, slots }: AskDeps,
  { place }: Discussion,
  name: string,
  prompt: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const model = models.get(name);
  if (!model) return undefined;
  const release = await slots.acquire(place, signal);
  try {
    return await model.ask(prompt, { signal, onText: () => {} });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return undefined;
    throw error;
  } finally {
    release();
  }
}
