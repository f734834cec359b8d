import { team } from "./ask-before-start.ts";
import { type RunningMoai, startMoai } from "./start-moai.ts";

/** moai as people start it, with a team of three behind one address. */
export async function startWithModels(
  databaseUrl: string,
  modelsUrl: string,
  key = "test-key",
): Promise<RunningMoai> {
  return await startMoai({
    DATABASE_URL: databaseUrl,
    AI_ROUTER: "custom",
    AI_BASE_URL: modelsUrl,
    AI_API_KEY: key,
    AI_MODELS: team.map((name) => `${name}=test/${name}`).join(","),
  });
}
