import { ConfigError } from "../core/errors.ts";
import { needsCacheMarks } from "./cache-marks.ts";
import { checkKey } from "./check-key.ts";
import type { KeyCheck } from "./check-key.ts";
import { createDemoVoices } from "./demo-voices.ts";
import { readEndpoint } from "./endpoint.ts";
import type { Endpoint, ModelSettings, NamedModel } from "./endpoint.ts";
import { findOllamaModels, shortOllamaName } from "./find-ollama-models.ts";
import type { Model } from "./model.ts";
import { defaultTeam, routers } from "./routers.ts";
import type { RouterName } from "./routers.ts";
import { withRetries } from "./with-retries.ts";

export type Models = {
  readonly kind: RouterName | "demo";
  /** One line for the start and for /status. */
  readonly line: string;
  /** By short name; the order is that of the default team. */
  readonly byName: ReadonlyMap<string, Model>;
  /** Asks the router about the key. Never throws. */
  readonly checkKey: (signal: AbortSignal) => Promise<KeyCheck>;
};

type KnownModel = { readonly name: string; readonly id: string };

/** Makes the models that the settings ask for; throws ConfigError where they contradict themselves. */
export async function createModels(
  settings: ModelSettings,
  deps: { readonly fetch?: typeof globalThis.fetch; readonly signal?: AbortSignal } = {},
): Promise<Models> {
  const { fetch = globalThis.fetch, signal = AbortSignal.any([]) } = deps;
  const { apiKey, baseUrl, models } = settings;
  const isEndpointGiven = apiKey !== undefined || baseUrl !== undefined;
  const router = settings.router ?? (isEndpointGiven ? routerOf(settings) : undefined);

  if (router === "demo") return demoModels("demo voices (scripted)");
  if (router === undefined) {
    const endpoint = readEndpoint(settings, "ollama");
    const installed = await findOllamaModels(fetch, endpoint.baseUrl, signal);
    if (installed === undefined || installed.length === 0) {
      return demoModels("demo voices (scripted). Set AI_API_KEY or start Ollama for real ones");
    }
    return realModels(endpoint, nameOllamaModels(models, installed), settings, fetch);
  }

  const endpoint = readEndpoint(settings, router);
  if (router !== "ollama") {
    return realModels(endpoint, identify(models, router), settings, fetch);
  }
  // Chosen by the operator and perhaps on another machine, so it gets more time than the guess.
  const installed = models ? [] : await findOllamaModels(fetch, endpoint.baseUrl, signal, 3000);
  const team = nameOllamaModels(models, installed ?? []);
  if (team.length > 0) return realModels(endpoint, team, settings, fetch);
  throw new ConfigError([
    `AI_ROUTER is "ollama", but no Ollama with a model answers at ${hostOf(endpoint)}. Start it and pull a model, or set AI_MODELS.`,
  ]);
}

/** An address without a key is nobody's but the operator's own. */
function routerOf(settings: ModelSettings): RouterName {
  return settings.apiKey === undefined ? "custom" : "openrouter";
}

function identify(
  models: readonly NamedModel[] | undefined,
  router: RouterName,
): readonly KnownModel[] {
  const { ids } = routers[router];
  const named = models ?? defaultTeam.map((name) => ({ name, id: undefined }));
  const identified = named.map(({ name, id }) => ({ name, id: id ?? ids.get(name) }));
  const known = identified.flatMap(({ name, id }) => (id === undefined ? [] : [{ name, id }]));
  if (known.length === named.length) return known;

  const form =
    ids.size > 0 ? `${[...ids.keys()].join(", ")} or name=vendor/id` : "name=id for each model";
  if (models === undefined) {
    throw new ConfigError([`AI_MODELS is not set. With AI_ROUTER ${router} it must be ${form}.`]);
  }
  const unknown = identified.filter(({ id }) => id === undefined);
  throw new ConfigError(
    unknown.map(({ name }) => `AI_MODELS has "${name}" without an id. It must be ${form}.`),
  );
}

function nameOllamaModels(
  models: readonly NamedModel[] | undefined,
  installed: readonly string[],
): readonly KnownModel[] {
  if (models) return models.map(({ name, id }) => ({ name, id: id ?? name }));
  const team = installed.slice(0, 3);
  const shortNames = team.map(shortOllamaName);
  return team.map((id) => {
    const name = shortOllamaName(id);
    const isUnique = shortNames.indexOf(name) === shortNames.lastIndexOf(name);
    return { name: isUnique ? name : id, id };
  });
}

async function realModels(
  endpoint: Endpoint,
  models: readonly KnownModel[],
  timeouts: ModelSettings,
  fetch: typeof globalThis.fetch,
): Promise<Models> {
  // The demo voices do without it.
  const { createOpenAiModel } = await import("./openai-model.ts");
  const { router } = endpoint;
  const isElsewhere = endpoint.baseUrl !== routers[router].baseUrl;
  const place = router === "ollama" || isElsewhere ? ` at ${hostOf(endpoint)}` : "";
  const title = router === "ollama" ? "Ollama" : router;
  return {
    kind: router,
    line: `${title}${place} (${models.map(({ name }) => name).join(", ")})`,
    byName: byName(
      models.map((model) => {
        const marksCache = router === "openrouter" && needsCacheMarks(model.id);
        return withRetries(
          createOpenAiModel({ ...endpoint, ...model, marksCache, timeouts, fetch }),
        );
      }),
    ),
    checkKey: (signal) => checkKey(endpoint, fetch, signal),
  };
}

function demoModels(line: string): Models {
  return {
    kind: "demo",
    line,
    byName: byName(createDemoVoices()),
    checkKey: async () => ({ kind: "ok" }),
  };
}

function byName(models: readonly Model[]): ReadonlyMap<string, Model> {
  return new Map(models.map((model) => [model.name, model]));
}

function hostOf(endpoint: Endpoint): string {
  return new URL(endpoint.baseUrl).host;
}
