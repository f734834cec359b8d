import type { Reply } from "../../../core/reply.ts";
import type { api } from "./api.ts";

export type Sent =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "refused"; readonly sentence: string }
  | { readonly kind: "unreachable" };

const retryDelaysMs = [500, 1000, 2000, 4000];

/**
 * Sends a request until somebody answers: it goes under the same id each time, so it is handled once, however
 * often it arrives.
 */
export async function sendRequest(
  call: (options: { readonly init: RequestInit }) => ReturnType<typeof api.requests.$post>,
  withinMs = 15_000,
): Promise<Sent> {
  for (const delayMs of [...retryDelaysMs, undefined]) {
    const sent = await trySending(call, withinMs);
    if (sent.kind !== "unreachable" || delayMs === undefined) return sent;
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
  return { kind: "unreachable" };
}

/** Not crypto.randomUUID: browsers keep that from pages that came without TLS from another machine. */
export function newRequestId(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return `web:${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A connection that died unheard answers never: it counts as unreachable. */
async function trySending(
  call: Parameters<typeof sendRequest>[0],
  withinMs: number,
): Promise<Sent> {
  try {
    const response = await call({ init: { signal: AbortSignal.timeout(withinMs) } });
    // What a proxy says while moai itself is away.
    if (response.status >= 502 && response.status <= 504) return { kind: "unreachable" };
    if (response.ok) return { kind: "reply", reply: await response.json() };
    return { kind: "refused", sentence: (await response.json()).error };
  } catch {
    return { kind: "unreachable" };
  }
}
