import { type IncomingMessage, request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { Readable } from "node:stream";

/**
 * As much of fetch as a call to a model needs, over Node's own HTTP: text is sent and a stream comes back. Node's fetch
 * ends every wait of five minutes by itself, and takes longer. This one follows no redirect, so that a key goes nowhere
 * else, and asks for no compression.
 */
export async function httpFetch(
  url: string | URL | Request,
  { method, headers, body, signal }: RequestInit = {},
): Promise<Response> {
  if (url instanceof Request || (body && typeof body !== "string")) {
    throw new TypeError("only text can be sent, and only to an address");
  }
  const address = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = address.protocol === "https:" ? requestByHttps : requestByHttp;
  const outgoing = request(address, {
    method,
    headers: { "accept-encoding": "identity", ...Object.fromEntries(new Headers(headers)) },
    signal: signal ?? undefined,
  });
  outgoing.on("error", reject);
  outgoing.on("response", (incoming) => {
    try {
      resolve(toResponse(incoming));
    } catch (error) {
      // A status that there is not, or one that has no body.
      outgoing.destroy();
      reject(error);
    }
  });
  outgoing.end(body);
  return await promise;
}

function toResponse(incoming: IncomingMessage): Response {
  const { statusCode: status = 0 } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  return new Response(Readable.toWeb(incoming), { status, headers });
}
