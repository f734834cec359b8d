import type { IncomingMessage } from "node:http";
import * as z from "zod";
import type { ApiCall } from "./api-call.ts";
import { badRequest } from "./api-error.ts";
import { parseMultipart } from "./multipart.ts";

const parameters = z.record(z.string(), z.unknown());
/** These are never JSON, even where they look like it. */
const plainFields: ReadonlySet<string> = new Set(["caption", "document", "parse_mode", "text"]);

export async function readCall(request: IncomingMessage, signal: AbortSignal): Promise<ApiCall> {
  const body = await readBody(request);
  const contentType = request.headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) {
    const given = body.length === 0 ? {} : parseJson(body.toString("utf8"));
    return { parameters: parameters.parse(given ?? {}), files: new Map(), signal };
  }
  const { fields, files } = parseMultipart(body, contentType);
  const given = Object.fromEntries(
    Array.from(fields, ([name, value]) => [
      name,
      plainFields.has(name) ? value : (parseJson(value) ?? value),
    ]),
  );
  return { parameters: given, files, signal };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve, reject) => {
    request.on("end", resolve);
    request.on("error", () => reject(badRequest("the request ended early")));
  });
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
