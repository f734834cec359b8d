import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { listen } from "../listen.ts";
import type { ApiCall } from "./api-call.ts";
import { ApiError } from "./api-error.ts";
import { readCall } from "./request-body.ts";

/** What becomes of a request: an answer, a file, or a connection that is cut or left hanging. */
export type Outcome =
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "file"; readonly content: Buffer }
  | { readonly kind: "cut" }
  | { readonly kind: "hang" };

interface Behind {
  readonly call: (token: string, method: string, call: ApiCall) => Promise<Outcome>;
  readonly download: (token: string, path: string) => Outcome;
}

/** The paths and answers of the Bot API over HTTP. What is thrown behind it is an error answer. */
export async function openHttpDoor({ call, download }: Behind) {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(response, error));
  });
  const port = await listen(server);

  return { origin: `http://127.0.0.1:${port}`, close };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = /^(\/file)?\/bot([^/]+)\/([^?]+)/.exec(decodeURI(request.url ?? ""));
    if (path === null) throw new ApiError(404, "Not Found");
    const [, folder, token = "", rest = ""] = path;
    const leaving = new AbortController();
    response.on("close", () => leaving.abort());
    const outcome =
      folder === undefined
        ? await call(token, rest, await readCall(request, leaving.signal))
        : download(token, rest);
    switch (outcome.kind) {
      case "result":
        sendJson(response, 200, { ok: true, result: outcome.result });
        break;
      case "file":
        response.end(outcome.content);
        break;
      case "cut":
        request.socket.destroy();
        break;
      case "hang":
        break;
    }
  }

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

function sendError(response: ServerResponse, error: unknown): void {
  const refusal =
    error instanceof ApiError
      ? error
      : new ApiError(500, `Internal Server Error: ${error instanceof Error ? error.stack : ""}`);
  const { code, message, parameters } = refusal;
  if (parameters?.retry_after !== undefined) {
    response.setHeader("Retry-After", parameters.retry_after);
  }
  sendJson(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters !== undefined && { parameters }),
  });
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
