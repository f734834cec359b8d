import { APIError } from "openai";
import type { AnswerCollector } from "./answer-collector.ts";
import { createEventDecoder } from "./event-decoder.ts";

type Reader = ReadableStreamDefaultReader<Uint8Array>;

const restTimeoutMs = 1000;

/** Reads a streamed answer. Returns whether the server closed the stream by the event that says so. */
export async function readAnswer(
  { body, headers }: Response,
  answer: AnswerCollector,
  onBytes: () => void,
): Promise<boolean> {
  if (!body) return false;
  const reader = body.getReader();
  const decoder = createEventDecoder();
  try {
    for (;;) {
      const { value: bytes, done } = await reader.read();
      if (bytes) onBytes();
      for (const { name, data } of bytes ? decoder.push(bytes) : decoder.end()) {
        if (data === "[DONE]") {
          void readRest(reader);
          return true;
        }
        const value: unknown = JSON.parse(data);
        const error = errorIn(name, value);
        if (error) throw new APIError(undefined, error, undefined, headers);
        answer.add(value);
      }
      if (done) return false;
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
function errorIn(eventName: string, value: unknown): object | undefined {
  const hasError = typeof value === "object" && value !== null && "error" in value;
  const error = hasError ? value.error : undefined;
  if (!error && eventName !== "error") return undefined;
  const told = error || value;
  return typeof told === "object" && told !== null ? told : { message: String(told) };
}
