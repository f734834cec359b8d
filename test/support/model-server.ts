import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { listen } from "./listen.ts";

/** One request as it arrived. */
type ModelCall = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The caller's: calls over one connection have the same. */
  readonly port: number | undefined;
  /** The id of the model that is asked; empty for requests that name none. */
  readonly model: string;
  /** The contents of the prompt's messages, in order. */
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** The body as it was sent. */
  readonly body: string;
  /** How many calls this model has had, this one included. */
  readonly attempt: number;
  /** How the connection went: the answer was sent whole, or the caller hung up before. */
  readonly ended: Promise<"answered" | "hung up">;
};

export type ServerReply =
  | {
      readonly kind: "whole";
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: "stream"; readonly parts: readonly StreamPart[] }
  /** Takes the request and never says a word. */
  | { readonly kind: "silence" };

/** Stands in a stream for: say nothing more, and leave the connection open. */
export const hang = Symbol("hang");
/** Stands in a stream for: break the connection. */
export const disconnect = Symbol("disconnect");

/** Text is sent as it is; a number waits that many milliseconds; a promise is awaited. */
export type StreamPart = string | number | Promise<unknown> | typeof hang | typeof disconnect;

/** Decides the reply; may return a promise, so that a test can hold a call until it lets it go. */
export type ModelScript = (call: ModelCall) => ServerReply | Promise<ServerReply>;

export type ModelServer = {
  /** To be used as AI_BASE_URL. */
  readonly url: string;
  /** In order of arrival. */
  readonly calls: readonly ModelCall[];
  /** Forgets the calls so far, for who makes tens of thousands. */
  readonly forget: () => void;
  /** Resolves when that many calls have arrived. */
  readonly called: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An OpenAI-compatible server on a free port that misbehaves on demand. */
export async function createModelServer(script: ModelScript): Promise<ModelServer> {
  const calls: ModelCall[] = [];
  const attempts = new Map<string, number>();
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  const server = createServer((request, response) => {
    // A script that throws is a broken connection to the caller, never a crash of the test.
    answer(request, response).catch((error: unknown) => response.destroy(toError(error)));
  });
  const url = `http://127.0.0.1:${await listen(server)}/v1`;

  return {
    url,
    calls,
    forget: () => void calls.splice(0),
    called(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.add({ count, resolve });
      announce();
      return promise;
    },
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ended = once(response, "close").then(() =>
      response.writableFinished ? ("answered" as const) : ("hung up" as const),
    );
    const body = await readBody(request);
    const { model, messages } = bodySchema.parse(body === "" ? {} : JSON.parse(body));
    const attempt = (attempts.get(model) ?? 0) + 1;
    attempts.set(model, attempt);
    const path = request.url ?? "";
    const port = request.socket.remotePort;
    const call = { path, headers: request.headers, port, model, messages, body, attempt, ended };
    calls.push(call);
    announce();
    await send(response, await script(call));
  }

  function announce(): void {
    for (const entry of waiting) {
      if (calls.length < entry.count) continue;
      waiting.delete(entry);
      entry.resolve();
    }
  }
}

type SayOptions = {
  readonly model?: string;
  readonly finishReason?: string;
  readonly usage?: unknown;
  /** Before the first word. */
  readonly latencyMs?: number;
};

/** A normal answer, streamed word by word. */
export function say(text: string, options: SayOptions = {}): ServerReply {
  const { model, finishReason = "stop", usage, latencyMs = 0 } = options;
  const words = text.match(/\s*\S+/g) ?? [];
  return stream(
    ...(latencyMs > 0 ? [latencyMs] : []),
    ...words.map((content) => chunk({ content }, { model })),
    chunk({}, { model, finish_reason: finishReason }),
    ...(usage === undefined ? [] : [event({ model, choices: [], usage })]),
    done,
  );
}

export function stream(...parts: readonly StreamPart[]): ServerReply {
  return { kind: "stream", parts };
}

/** A reply in one piece; anything but text becomes JSON. */
export function reply(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ServerReply {
  return typeof body === "string"
    ? { kind: "whole", status, headers: { "content-type": "text/html", ...headers }, body }
    : {
        kind: "whole",
        status,
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      };
}

export const silence: ServerReply = { kind: "silence" };
export const done = "data: [DONE]\n\n";
export const comment = ": OPENROUTER PROCESSING\n\n";

export function event(payload: unknown): string {
  return `data: ${JSON.stringify(payload)}\n\n`;
}

/** One chunk of an answer, as an event. */
export function chunk(
  delta: unknown,
  extra: { readonly model?: string | undefined; readonly finish_reason?: string } = {},
): string {
  const { model = "test/model", finish_reason = null } = extra;
  return event({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    model,
    choices: [{ index: 0, delta, finish_reason }],
  });
}

const contentSchema = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal("text"), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join("")),
]);
const bodySchema = z.object({
  model: z.string().default(""),
  messages: z.array(z.object({ role: z.string(), content: contentSchema })).default([]),
});

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error("the script failed", { cause: error });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("utf8");
}

async function send(response: ServerResponse, answer: ServerReply): Promise<void> {
  switch (answer.kind) {
    case "silence":
      return;
    case "whole":
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    case "stream":
      response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
      for (const part of answer.parts) {
        if (part === hang || response.destroyed) return;
        if (part === disconnect) return void response.destroy();
        if (typeof part === "number") await setTimeout(part);
        else if (typeof part === "string") await write(response, part);
        else await part;
      }
      response.end();
  }
}

/** Once it is written, so that what follows, a disconnection say, comes after it. */
async function write(response: ServerResponse, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(text, () => resolve());
  });
}
