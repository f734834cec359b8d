import type { Discussion } from "../core/discussion.ts";
import { ModelError } from "../core/errors.ts";
import type { Usage } from "../core/message.ts";
import type { PromptMessage } from "../core/prompt.ts";
import type { AskDeps } from "./ask.ts";

/**
 * A call beside the table: nobody sees its text while it is written. There is none after a failure, of whatever kind.
 */
export async function callAside(
  { models, slots }: AskDeps,
  { place }: Discussion,
  name: string,
  prompt: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<{ readonly text: string | undefined; readonly usage: Usage | undefined }> {
  const model = models.get(name);
  if (!model) return { text: undefined, usage: undefined };
  const release = await slots.acquire(place, signal);
  try {
    return await model.ask(prompt, { signal, onText: () => {} });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ModelError) return { text: undefined, usage: error.usage };
    throw error;
  } finally {
    release();
  }
}
