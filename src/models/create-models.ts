import { displayName } from "../core/display-name.ts";
import { ConfigError } from "../core/errors.ts";
import type { Texts } from "../core/texts/english.ts";
import { needsCacheMarks } from "./cache-marks.ts";
import { checkKey } from "./check-key.ts";
import type { KeyCheck } from "./check-key.ts";
import { createModelList } from "./create-model-list.ts";
import { createDemoVoices } from "./demo-voices.ts";
import { endpointProblems, readEndpoint } from "./endpoint.ts";
import type { Endpoint, ModelSettings, NamedModel } from "./endpoint.ts";
import { fetchModelList } from "./fetch-model-list.ts";
import { findOllamaModels, shortOllamaName } from "./find-ollama-models.ts";
import type { Model } from "./model.ts";
import type { ModelOffer } from "./model-offer.ts";
import type { OpenAiModelOptions } from "./openai-model.ts";
import { defaultTeam, routers } from "./routers.ts";
import type { RouterName } from "./routers.ts";
import { withRetries } from "./with-retries.ts";

export type Models = {
  readonly kind: RouterName | "demo";
  /** One line for the start and for /status. */
  readonly line: (texts: Texts) => string;
  /** By short name: those of the settings in their order, then what the offer added. It grows while moai runs. */
  readonly byName: ReadonlyMap<string, Model>;
  /** The models of the settings: the team of a new project. */
  readonly defaultTeam: readonly string[];
  /** Undefined for the demo voices. */
  readonly offer: ModelOffer | undefined;
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
  const problems = modelProblems(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  const { models } = settings;
  const router = routerOf(settings);

  if (router === "demo") return demoModels(({ models: says }) => says.demo);
  if (router === undefined) {
    const endpoint = readEndpoint(settings, "ollama");
    const installed = await findOllamaModels(fetch, endpoint.baseUrl, signal);
    if (installed === undefined || installed.length === 0) {
      return demoModels(({ models: says }) => says.demoUntilKey);
    }
    return realModels(endpoint, nameOllamaModels(models, installed), settings, fetch, signal);
  }

  const endpoint = readEndpoint(settings, router);
  if (router !== "ollama") {
    return realModels(endpoint, identify(models, router), settings, fetch, signal);
  }
  // Chosen by the operator and perhaps on another machine, so it gets more time than the guess.
  const installed = models ? [] : await findOllamaModels(fetch, endpoint.baseUrl, signal, 3000);
  const team = nameOllamaModels(models, installed ?? []);
  if (team.length > 0) return realModels(endpoint, team, settings, fetch, signal);
  throw new ConfigError([
    `AI_ROUTER is "ollama", but no Ollama with a model answers at ${hostOf(endpoint)}. Start it and pull a model, or set AI_MODELS.`,
  ]);
}

/** What contradicts itself in the settings, before anybody is asked. */
export function modelProblems(settings: ModelSettings): readonly string[] {
  const router = routerOf(settings);
  if (router === "demo") return [];
  if (router === undefined || router === "ollama") return endpointProblems(settings, "ollama");
  return [...endpointProblems(settings, router), ...nameProblems(settings.models, router)];
}

/** An address without a key is nobody's but the operator's own. Undefined where neither is given. */
function routerOf({ router, apiKey, baseUrl }: ModelSettings): ModelSettings["router"] {
  if (router !== undefined) return router;
  if (apiKey !== undefined) return "openrouter";
  return baseUrl === undefined ? undefined : "custom";
}

function nameProblems(
  models: readonly NamedModel[] | undefined,
  router: RouterName,
): readonly string[] {
  const { ids } = routers[router];
  const form =
    ids.size > 0 ? `${[...ids.keys()].join(", ")} or name=vendor/id` : "name=id for each model";
  if (models === undefined) {
    return defaultTeam.every((name) => ids.has(name))
      ? []
      : [`AI_MODELS is not set. With AI_ROUTER ${router} it must be ${form}.`];
  }
  return models
    .filter(({ name, id }) => id === undefined && !ids.has(name))
    .map(({ name }) => `AI_MODELS has "${name}" without an id. It must be ${form}.`);
}

function identify(
  models: readonly NamedModel[] | undefined,
  router: RouterName,
): readonly KnownModel[] {
  const { ids } = routers[router];
  const named = models ?? defaultTeam.map((name) => ({ name, id: undefined }));
  return named.flatMap(({ name, id = ids.get(name) }) => (id === undefined ? [] : [{ name, id }]));
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

function realModels(
  endpoint: Endpoint,
  models: readonly KnownModel[],
  timeouts: ModelSettings,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Models {
  const { router } = endpoint;
  const isElsewhere = endpoint.baseUrl !== routers[router].baseUrl;
  const host = router === "ollama" || isElsewhere ? hostOf(endpoint) : undefined;
  const title = router === "ollama" ? "Ollama" : router;
  const names = models.map(({ name }) => name).join(", ");
  const known = new Map(models.map((model) => [model.name, createModel(model)]));
  return {
    kind: router,
    line: ({ models: says }) =>
      host === undefined ? says.of(title, names) : says.at(title, host, names),
    byName: known,
    defaultTeam: [...known.keys()],
    offer: {
      // Stored with each picked model, so it is the same in all languages.
      router: host === undefined ? router : `${router} at ${host}`,
      title: router === "custom" ? hostOf(endpoint) : title,
      list: createModelList(() => fetchModelList(endpoint, fetch, signal)),
      add(model) {
        if (!known.has(model.name)) known.set(model.name, createModel(model));
      },
    },
    checkKey: (keySignal) => checkKey(endpoint, fetch, keySignal),
  };

  function createModel(model: KnownModel): Model {
    const marksCache = router === "openrouter" && needsCacheMarks(model.id);
    return withRetries(loadedOnAsk({ ...endpoint, ...model, marksCache, timeouts }));
  }
}

/** The client takes 5 MB, so it is loaded with the first question. */
function loadedOnAsk(options: OpenAiModelOptions): Model {
  let loaded: Promise<Model> | undefined;
  return {
    name: options.name,
    displayName: displayName(options.name),
    id: options.id,
    async ask(messages, { signal, onText }) {
      loaded ??= import("./openai-model.ts").then((file) => file.createOpenAiModel(options));
      return await (await loaded).ask(messages, { signal, onText });
    },
  };
}

function demoModels(line: Models["line"]): Models {
  const voices = createDemoVoices();
  return {
    kind: "demo",
    line,
    byName: new Map(voices.map((voice) => [voice.name, voice])),
    defaultTeam: voices.map(({ name }) => name),
    offer: undefined,
    checkKey: async () => ({ kind: "unknown" }),
  };
}

function hostOf(endpoint: Endpoint): string {
  return new URL(endpoint.baseUrl).host;
}
