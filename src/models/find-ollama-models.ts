import { z } from "zod";

const tagsSchema = z.object({
  models: z.array(
    z.object({
      name: z.string().min(1),
      details: z.object({ family: z.string().optional() }).optional().catch(undefined),
    }),
  ),
});

/** The models installed there that can chat, newest first; undefined when no Ollama answers in time. */
export async function findOllamaModels(
  fetch: typeof globalThis.fetch,
  baseUrl: string,
  signal: AbortSignal,
  timeoutMs = 300,
): Promise<readonly string[] | undefined> {
  try {
    const response = await fetch(`${baseUrl.replace(/\/v1\/?$/, "")}/api/tags`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    if (!response.ok) return undefined;
    const { models } = tagsSchema.parse(await response.json());
    return models
      .filter(({ name, details }) => !/embed/i.test(name) && !/bert/i.test(details?.family ?? ""))
      .map(({ name }) => name);
  } catch {
    // Whatever listens there, it is no Ollama that could be used now.
    return undefined;
  }
}

/** `llama3.2:latest` is `llama3.2` to people, and the registry in front of a name is left out. */
export function shortOllamaName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1).replace(/:latest$/, "");
}
