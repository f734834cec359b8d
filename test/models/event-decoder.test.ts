import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventDecoder, type ServerEvent } from "../../src/models/event-decoder.ts";

describe("a stream of events", () => {
  const text = [
    ": a comment",
    "",
    'data: {"text":"größer 🙂"}',
    "",
    "event: error",
    "data:one",
    "data: two",
    "data:  three",
    "id: 4",
    "retry",
    "",
    "event: lonely",
    "",
    "data",
    "",
    "data: [DONE]",
    "",
    "",
  ];
  const events = [
    { name: "", data: '{"text":"größer 🙂"}' },
    { name: "error", data: "one\ntwo\n three" },
    { name: "", data: "" },
    { name: "", data: "[DONE]" },
  ];

  test.each(["\n", "\r\n", "\r"])(
    "is the same however it is cut, with lines that end in %j",
    (end) => {
      const bytes = new TextEncoder().encode(text.join(end));

      fc.assert(
        fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
          expect(decode(pieces(bytes, cuts))).toEqual(events);
        }),
      );
    },
  );

  test("gives each event as soon as its blank line is there", () => {
    const decoder = createEventDecoder();

    const early = decoder.push(new TextEncoder().encode("data: one\n\ndata: two\n"));

    expect(early).toEqual([{ name: "", data: "one" }]);
  });

  test.each(["data: last", "data: last\n", "data: last\r\n"])("may end in %j", (end) => {
    expect(decode([new TextEncoder().encode(end)])).toEqual([{ name: "", data: "last" }]);
  });

  test.each(["", "\n\n", "<html>\n<p>busy</p>\n</html>", ": ping"])("%j has no event", (body) => {
    expect(decode([new TextEncoder().encode(body)])).toEqual([]);
  });
});

function decode(parts: readonly Uint8Array[]): readonly ServerEvent[] {
  const decoder = createEventDecoder();
  return [...parts.flatMap((part) => decoder.push(part)), ...decoder.end()];
}

function pieces(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}
