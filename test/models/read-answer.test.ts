import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createAnswerCollector } from "../../src/models/answer-collector.ts";
import { readAnswer } from "../../src/models/read-answer.ts";
import { chunk, comment, done } from "../support/model-server.ts";

const events = [comment, chunk({ content: "größer" }), chunk({ content: " 🙂" }), done].join("");

test.each(["\n", "\r\n", "\r"])(
  "an answer is the same however its bytes are cut, with lines that end in %j",
  async (end) => {
    const bytes = new TextEncoder().encode(events.replaceAll("\n", end));

    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const read = await readPieces(pieces(bytes, cuts));

        expect(read).toEqual({ text: "größer 🙂", isClosed: true });
      }),
    );
  },
);

test("an event without the blank line that ends it counts", async () => {
  const read = await readPieces([new TextEncoder().encode(events.trimEnd())]);

  expect(read).toEqual({ text: "größer 🙂", isClosed: true });
});

test("an event that never ends is an error before it fills the memory", async () => {
  const piece = new TextEncoder().encode("x".repeat(1_000_000));

  const reading = readPieces([new TextEncoder().encode("data: "), ...Array(12).fill(piece)]);

  await expect(reading).rejects.toThrow("buffer");
});

async function readPieces(parts: readonly Uint8Array<ArrayBuffer>[]) {
  const answer = createAnswerCollector(() => undefined);
  const body = Readable.from(parts);
  const isClosed = await readAnswer(body, {}, answer, () => undefined);
  return { text: answer.text(), isClosed };
}

function pieces(bytes: Uint8Array<ArrayBuffer>, cuts: readonly number[]) {
  const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}
