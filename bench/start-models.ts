import { z } from "zod";
import { startChild } from "./start-child.ts";

export type ModelsProcess = AsyncDisposable & {
  readonly url: string;
  /** The bodies of the last three requests. */
  bodies(): Promise<readonly string[]>;
};

const answerSchema = z.object({ url: z.string(), bodies: z.array(z.string()) });

/** A model server in its own process: each answer comes after that time, or up to `spreadMs` later, and is short. */
export async function startModels(latencyMs: number, spreadMs = 0): Promise<ModelsProcess> {
  const child = await startChild(import.meta.resolve("./children/serve-models.ts"), {
    LATENCY_MS: String(latencyMs),
    SPREAD_MS: String(spreadMs),
  });
  const { url } = await child.ask({}, answerSchema);
  return {
    url,
    bodies: async () => (await child.ask({}, answerSchema)).bodies,
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** Settings of a moai with three models there. */
export function customRouter(url: string): NodeJS.ProcessEnv {
  return {
    AI_ROUTER: "custom",
    AI_BASE_URL: url,
    AI_MODELS: "claude=bench/claude,gpt=bench/gpt,gemini=bench/gemini",
  };
}
