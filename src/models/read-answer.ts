import { APIError } from "openai";
import { createParser } from "eventsource-parser";
import type { AnswerCollector } from "./answer-collector.ts";

type Reader = ReadableStreamDefaultReader<Uint8Array>;

const restTimeoutMs = 1000;
/** In characters. A piece of an answer has some hundred. */
const longestEvent = 10_000_000;

/**
 * Reads a streamed answer. Returns whether the server closed the stream by the event that says so. The client's
 * own reader takes each piece through several asynchronous generators, and shows neither comments, which are
 * signs of life, nor that event.
 */
export async function readAnswer(
  { body, headers }: Response,
  answer: AnswerCollector,
  onBytes: () => void,
): Promise<boolean> {
  if (!body) return false;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let isClosed = false;
  const parser = createParser({
    maxBufferSize: longestEvent,
    onEvent({ event, data }) {
      isClosed ||= data.trim() === "[DONE]";
      if (isClosed || data.trim() === "") return;
      const value: unknown = JSON.parse(data);
      const error = errorIn(event, value);
      if (error) throw new APIError(undefined, error, undefined, headers);
      answer.add(value);
    },
  });
  // Some servers do not stream: their whole answer, or error, is read as one event.
  const isWhole = headers.get("content-type")?.startsWith("application/json") ?? false;
  if (isWhole) parser.feed("data: ");
  try {
    for (;;) {
      const { value: bytes, done } = await reader.read();
      if (bytes) onBytes();
      // Some servers leave out the blank line that ends the last event.
      const text = decoder.decode(bytes, { stream: !done });
      parser.feed((isWhole ? text.replaceAll(/[\r\n]/g, " ") : text) + (done ? "\n\n" : ""));
      if (isClosed) void readRest(reader);
      if (isClosed || done) return isClosed;
    }
  } catch (error) {
    hangUp(reader);
    throw error;
  }
}

/**
 * The end of a body often follows its last event by some milliseconds. Read to there, its connection serves
 * the next call; else that one would have to make its own.
 */
async function readRest(reader: Reader): Promise<void> {
  const timer = setTimeout(hangUp, restTimeoutMs, reader).unref();
  try {
    while (!(await reader.read()).done);
  } catch {
    // The answer is whole, however its connection ends.
  } finally {
    clearTimeout(timer);
  }
}

function hangUp(reader: Reader): void {
  reader.cancel().catch(() => undefined);
}

/** Some servers say that they failed in the middle of a stream that began well. */
function errorIn(eventName: string | undefined, value: unknown): object | undefined {
  const hasError = typeof value === "object" && value !== null && "error" in value;
  const error = hasError ? value.error : undefined;
  if (!error && eventName !== "error") return undefined;
  const told = error || value;
  return typeof told === "object" && told !== null ? told : { message: String(told) };
}
