import { z } from "zod";
import { type Endpoint, noKey } from "./endpoint.ts";
import { routers } from "./routers.ts";

export type KeyCheck =
  | { readonly kind: "accepted" }
  /** There is no key, or the server does not say. */
  | { readonly kind: "unknown" }
  | { readonly kind: "problem"; readonly message: string };

const keySchema = z.object({ data: z.object({ limit_remaining: z.number().nullish() }) });

/** Asks the router whether it knows the key, without paying for an answer. Never throws. */
export async function checkKey(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<KeyCheck> {
  const { router, baseUrl, apiKey } = endpoint;
  const unreachable = problem(`${router} could not be reached at ${new URL(baseUrl).host}.`);
  try {
    const response = await fetch(baseUrl.replace(/\/$/, "") + routers[router].keyPath, {
      headers: { authorization: `Bearer ${apiKey}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.status === 401 || response.status === 403) {
      return problem(`${router} did not accept AI_API_KEY. Check the key and start moai again.`);
    }
    const remaining = keySchema.safeParse(body).data?.data.limit_remaining ?? Infinity;
    if (response.status === 402 || remaining <= 0) {
      return problem(`The key has no credit left at ${router}. Add credit there.`);
    }
    if (response.status >= 500) return unreachable;
    // A server without this path is there, and only a question can tell what it thinks of the key.
    return { kind: response.ok && apiKey !== noKey ? "accepted" : "unknown" };
  } catch {
    return unreachable;
  }
}

function problem(message: string): KeyCheck {
  return { kind: "problem", message };
}
