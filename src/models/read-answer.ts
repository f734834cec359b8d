import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import { createParser } from "eventsource-parser";
import { APIError } from "openai";
import type { AnswerCollector } from "./answer-collector.ts";
import { toHeaders } from "./to-headers.ts";

const restTimeoutMs = 1000;
/** In characters. A piece of an answer has some hundred. */
const longestEvent = 10_000_000;

/**
 * Reads a streamed answer. Returns whether the server closed the stream by the event that says so. The client's
 * own reader takes each piece through several asynchronous generators, and shows neither comments, which are
 * signs of life, nor that event.
 */
export async function readAnswer(
  body: Readable,
  headers: IncomingHttpHeaders,
  answer: AnswerCollector,
  onBytes: () => void,
): Promise<boolean> {
  const decoder = new TextDecoder();
  let isClosed = false;
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent({ event, data }) {
      isClosed ||= data.trim() === "[DONE]";
      if (isClosed || data.trim() === "") return;
      const value: unknown = JSON.parse(data);
      const error = errorIn(event, value);
      if (error) throw new APIError(undefined, error, undefined, toHeaders(headers));
      answer.add(value);
    },
  });
  // Some servers do not stream: their whole answer, or error, is read as one event.
  const isWhole = headers["content-type"]?.startsWith("application/json") ?? false;
  if (isWhole) parser.feed("data: ");
  const feed = (text: string) => parser.feed(isWhole ? text.replaceAll(/[\r\n]/g, " ") : text);
  try {
    for await (const bytes of body.iterator({ destroyOnReturn: false })) {
      onBytes();
      feed(decoder.decode(bytes, { stream: true }));
      if (isClosed) break;
    }
    if (isClosed) {
      readRest(body);
    } else {
      feed(decoder.decode());
      // Some servers leave out the blank line that ends the last event.
      parser.feed("\n\n");
    }
    return isClosed;
  } catch (error) {
    body.destroy();
    throw error;
  }
}

/**
 * The end of a body often follows its last event by some milliseconds. Read to there, its connection serves
 * the next call; else that one would have to make its own.
 */
function readRest(body: Readable): void {
  const timer = setTimeout(() => body.destroy(), restTimeoutMs).unref();
  // The answer is whole, however its connection ends.
  body.on("error", () => undefined);
  body.on("close", () => clearTimeout(timer));
  body.resume();
}

/** Some servers say that they failed in the middle of a stream that began well. */
function errorIn(eventName: string | undefined, value: unknown): object | undefined {
  const hasError = typeof value === "object" && value !== null && "error" in value;
  const error = hasError ? value.error : undefined;
  if (!error && eventName !== "error") return undefined;
  const told = error || value;
  return typeof told === "object" && told !== null ? told : { message: String(told) };
}
