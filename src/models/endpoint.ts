import { ConfigError } from "../core/errors.ts";
import type { CallTimeouts } from "./call-clock.ts";
import { routers } from "./routers.ts";
import type { RouterName } from "./routers.ts";

/** The client insists on a key where the server does not. */
export const noKey = "none";

/** As config.ts reads it from the environment. */
export type ModelSettings = CallTimeouts & {
  /** Undefined when the operator did not choose. */
  readonly router: RouterName | "demo" | undefined;
  readonly baseUrl?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly referer?: string | undefined;
  readonly models: readonly NamedModel[] | undefined;
};

export type NamedModel = { readonly name: string; readonly id: string | undefined };

/** Where calls go, and as whom. */
export type Endpoint = {
  readonly router: RouterName;
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly headers: Readonly<Record<string, string>>;
  /** OpenRouter reports the cost of a call when asked; others may reject the unknown field. */
  readonly asksForCost: boolean;
};

/** Throws ConfigError with all problems at once. */
export function readEndpoint(settings: ModelSettings, router: RouterName): Endpoint {
  const problems = endpointProblems(settings, router);
  const baseUrl = settings.baseUrl ?? routers[router].baseUrl;
  if (problems.length > 0 || baseUrl === undefined) throw new ConfigError(problems);

  const isOpenRouter = router === "openrouter";
  return {
    router,
    baseUrl: router === "ollama" ? baseUrl.replace(/(?:\/v1)?\/*$/, "/v1") : baseUrl,
    apiKey: settings.apiKey ?? noKey,
    headers: isOpenRouter
      ? {
          "X-Title": "moai",
          ...(settings.referer !== undefined && { "HTTP-Referer": settings.referer }),
        }
      : {},
    asksForCost: isOpenRouter,
  };
}

/** None of them quotes the key. */
export function endpointProblems(
  { baseUrl: ownUrl, apiKey, referer }: ModelSettings,
  router: RouterName,
): readonly string[] {
  const { baseUrl: knownUrl, needsKey } = routers[router];
  const baseUrl = ownUrl ?? knownUrl;
  const problems: string[] = [];
  if (baseUrl === undefined) {
    problems.push(
      `AI_BASE_URL is not set. With AI_ROUTER ${router} it must be the endpoint's address.`,
    );
  } else if (!isPlainUrl(baseUrl)) {
    // Not quoted: it may hold a password.
    problems.push(
      "AI_BASE_URL is a value that is not shown. It must be an http or https address without user and password.",
    );
  }
  if (apiKey === undefined && needsKey) {
    problems.push(`AI_API_KEY is not set. With AI_ROUTER ${router} it must be your key.`);
  }
  // Headers take nothing else, and their error message would print the key.
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    problems.push(
      "AI_API_KEY is a value that is not shown. It must be a key of ASCII characters without blanks.",
    );
  }
  if (referer !== undefined && !/^[\x20-\x7e]+$/.test(referer)) {
    problems.push(`AI_REFERER is "${referer}". It must be an address of ASCII characters.`);
  }
  return problems;
}

function isPlainUrl(value: string): boolean {
  const url = URL.parse(value);
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === ""
  );
}
