import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import type { ListedModel } from "../core/listed-model.ts";
import { parseJson } from "../core/parse-json.ts";
import type { Endpoint } from "./endpoint.ts";
import { findOllamaModels } from "./find-ollama-models.ts";
import { readListedModel } from "./read-listed-model.ts";

export type ModelListing =
  | { readonly kind: "listed"; readonly models: readonly ListedModel[] }
  | { readonly kind: "failed"; readonly reason: "unreachable" | "wrong_key" | "unreadable" };

const timeoutMs = 20_000;
/** Of all pages together. */
const maxBytes = 16 * 1024 * 1024;
const maxModels = 10_000;
const maxPages = 20;

const pageSchema = z.union([
  z.array(z.unknown()).transform((data) => ({ data, next: undefined })),
  z
    .object({
      data: z.array(z.unknown()),
      links: z.object({ next: z.string().nullish() }).optional().catch(undefined),
    })
    .transform(({ data, links }) => ({ data, next: links?.next ?? undefined })),
]);

/** Asks a router for the models that it offers. Never throws. */
export async function fetchModelList(
  endpoint: Endpoint,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ModelListing> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    return endpoint.router === "ollama"
      ? await listInstalled(endpoint, fetch, inTime)
      : await listOffered(endpoint, fetch, inTime);
  } catch {
    return failed("unreachable");
  }
}

/** Ollama's own list says which models only embed; the one in OpenAI's shape does not. */
async function listInstalled(
  { baseUrl }: Endpoint,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ModelListing> {
  const installed = await findOllamaModels(fetch, baseUrl, signal, timeoutMs);
  return installed ? await listed(installed.map((id) => ({ id }))) : failed("unreachable");
}

async function listOffered(
  { baseUrl, apiKey }: Endpoint,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<ModelListing> {
  const first = new URL(`${baseUrl.replace(/\/+$/, "")}/models`);
  const entries: unknown[] = [];
  let url: URL | undefined = first;
  let bytesLeft = maxBytes;
  for (let page = 0; url && page < maxPages && entries.length < maxModels; page += 1) {
    const headers = { authorization: `Bearer ${apiKey}` };
    const response = await fetch(url, { headers, signal });
    if (response.status === 401 || response.status === 403) return failed("wrong_key");
    if (response.status >= 500 || response.status === 429) return failed("unreachable");
    const body = response.ok ? await readAtMost(response, bytesLeft) : undefined;
    if (!body) return failed("unreadable");
    bytesLeft -= body.length;
    const read = pageSchema.safeParse(parseJson(body.toString("utf8")));
    if (!read.success) return failed("unreadable");
    entries.push(...read.data.data.slice(0, maxModels));
    url = nextPage(read.data.next, url);
  }
  return await listed(entries);
}

/** The key goes to nobody else, whatever a page says. */
function nextPage(next: string | undefined, current: URL): URL | undefined {
  const url = next === undefined ? null : URL.parse(next, current);
  return url && url.origin === current.origin && url.href !== current.href ? url : undefined;
}

/** Undefined when there is more; the rest is not waited for. */
async function readAtMost(response: Response, bytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Each once, the first of it. */
async function listed(entries: readonly unknown[]): Promise<ModelListing> {
  const byId = new Map<string, ListedModel>();
  for (const [index, entry] of entries.entries()) {
    if (byId.size >= maxModels) break;
    // Ten thousand take a third of a second, in which somebody's answer would stand still.
    if (index % 500 === 499) await setImmediate();
    const model = readListedModel(entry);
    if (model && !byId.has(model.id)) byId.set(model.id, model);
  }
  return { kind: "listed", models: [...byId.values()] };
}

function failed(reason: Extract<ModelListing, { kind: "failed" }>["reason"]): ModelListing {
  return { kind: "failed", reason };
}
