import { loadConfig } from "../../../src/config.ts";
import { createModels } from "../../../src/models/create-models.ts";
import { createModelServer, type ModelScript } from "../model-server.ts";
import { type FastTableOptions, layFastTable } from "./lay-fast-table.ts";

export type ServedTable = Awaited<ReturnType<typeof layServedTable>>;

/** The fast table with models that are asked over HTTP, and so can fail, hang and stream as real ones do. */
export async function layServedTable(
  script: ModelScript,
  {
    models = "claude=v/claude,gpt=v/gpt",
    ...options
  }: FastTableOptions & { readonly models?: string } = {},
) {
  const server = await createModelServer(script);
  const config = loadConfig({
    AI_ROUTER: "custom",
    AI_BASE_URL: server.url,
    AI_MODELS: models,
  });
  const served = await createModels(config.models);
  const table = await layFastTable(() => served, options);
  return {
    ...table,
    telegram: table.fake,
    /** What models were asked, in order. */
    questions: () => server.calls,
    /** Resolves when models were asked that many questions. */
    asked: server.called,
    count: (rows: "discussion" | "message" | "request") =>
      Number(table.value(`select count(*) from ${rows}`)),
    async close() {
      await table.close();
      await server.close();
    },
  };
}
