import { type IncomingMessage, request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { Readable } from "node:stream";

/** A response that went well. Its body stands beside it until it is taken. */
type Streamed = Response & { untaken: Readable | undefined };

/**
 * As much of fetch as a call to a model needs, over Node's own HTTP: text is sent and a stream comes back, which
 * `takeBody` gives. Node's fetch ends every wait of five minutes by itself, and takes longer. This one follows no
 * redirect, so that a key goes nowhere else, and asks for no compression.
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

/**
 * The body of a response that went well, once. A web stream would stay in memory until the next full collection, and
 * so would all that a response leads to which the client has seen; so the body is no part of it, and is let go.
 */
export function takeBody(response: Response): Readable | undefined {
  if (!isStreamed(response)) return undefined;
  const { untaken } = response;
  response.untaken = undefined;
  return untaken;
}

function isStreamed(response: Response): response is Streamed {
  return "untaken" in response;
}

function toResponse(incoming: IncomingMessage): Response {
  const { statusCode: status = 0 } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value === "string") headers.set(name, value);
  }
  if (status === 204 || status === 205) throw new Error("this is no answer");
  const response = new Response(null, { status, headers });
  if (response.ok) return Object.assign(response, { untaken: incoming });
  // What went wrong is read by the client.
  return new Response(Readable.toWeb(incoming), { status, headers });
}
