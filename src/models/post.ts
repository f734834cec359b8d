import { type IncomingMessage, request as requestByHttp } from "node:http";
import { request as requestByHttps } from "node:https";
import { APIConnectionError, APIError } from "openai";
import { parseJson } from "../core/parse-json.ts";
import { toHeaders } from "./to-headers.ts";

/** In characters. What a provider says of a failure has some hundred; its pages have more. */
const longestFailure = 100_000;

/**
 * Sends a request of the client and resolves with the response once its headers are there and say that it went well;
 * throws APIError where they do not, and APIConnectionError where nothing came back. Over Node's own HTTP: its fetch
 * ends every wait of five minutes by itself, and takes longer. Follows no redirect, so that a key goes nowhere else,
 * and asks for no compression.
 */
export async function post(
  url: string,
  { headers, body }: RequestInit & { readonly headers: Headers },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  if (typeof body !== "string") throw new TypeError("only text can be posted");
  const address = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = address.protocol === "https:" ? requestByHttps : requestByHttp;
  const outgoing = request(address, {
    method: "POST",
    headers: { "accept-encoding": "identity", ...Object.fromEntries(headers) },
    signal,
  });
  outgoing.on("response", resolve);
  outgoing.on("error", (cause) => reject(new APIConnectionError({ cause })));
  outgoing.end(body);

  const response = await promise;
  const { statusCode: status = 0 } = response;
  if (status === 204 || status === 205) {
    response.resume();
    throw new APIConnectionError({ message: "the response has no body" });
  }
  if (status >= 200 && status < 300) return response;
  throw await toError(response, status);
}

async function toError(response: IncomingMessage, status: number): Promise<APIError> {
  const text = await readFailure(response);
  const headers = toHeaders(response.headers);
  const value = parseJson(text);
  return typeof value === "object" && value !== null
    ? APIError.generate(status, value, undefined, headers)
    : APIError.generate(status, undefined, text, headers);
}

/** As much as arrives: the status has said what matters. */
async function readFailure(response: IncomingMessage): Promise<string> {
  let text = "";
  try {
    for await (const piece of response.setEncoding("utf8")) {
      text += String(piece);
      if (text.length > longestFailure) break;
    }
  } catch {
    // What came before it broke will do.
  }
  return text;
}
