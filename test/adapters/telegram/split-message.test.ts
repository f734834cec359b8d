import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormattedText } from "../../../src/adapters/telegram/format/formatted-text.ts";
import { formatMarkdown } from "../../../src/adapters/telegram/format/markdown.ts";
import { splitMessage } from "../../../src/adapters/telegram/format/split-message.ts";
import { awkwardMarkdown } from "../../support/telegram/awkward-markdown.ts";
import { findEntityProblem } from "../../support/telegram/entity-rules.ts";
import { showFormatted } from "../../support/telegram/show-formatted.ts";

describe("splitMessage", () => {
  it("leaves a message that fits as it is", () => {
    const message = formatMarkdown("**a**\n\nb");

    expect(splitMessage(message)).toEqual([message]);
  });

  it("gives no part for no text", () => {
    expect(splitMessage({ text: "", entities: [] })).toEqual([]);
  });

  it.each([
    ["a blank line", "aaaa bbbb\n\ncc. dd\nee ff", ["aaaa bbbb", "cc. dd\nee ff"]],
    ["then a line", "aaaa bbbb\ncc. dd ee ff", ["aaaa bbbb", "cc. dd ee ff"]],
    ["then a sentence", "aaaa bbbb. dd ee ff gg", ["aaaa bbbb.", "dd ee ff gg"]],
    [
      "then a Chinese sentence",
      "一二三四五六七八。九十一二三四五六七",
      ["一二三四五六七八。", "九十一二三四五六七"],
    ],
    ["then a word", "aaaa bbbbb ddd eee", ["aaaa bbbbb ddd", "eee"]],
    ["then a character", "a".repeat(20), ["a".repeat(14), "a".repeat(6)]],
  ])("cuts at %s", (_, text, expected) => {
    const parts = splitMessage({ text, entities: [] }, { length: 14 });

    expect(parts.map((part) => part.text)).toEqual(expected);
  });

  it("cuts no grapheme", () => {
    const parts = splitMessage({ text: "👨‍👩‍👧".repeat(3), entities: [] }, { length: 20 });

    expect(parts.map((part) => part.text)).toEqual(["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]);
  });

  it("does not cut at a blank that carries an accent", () => {
    const parts = splitMessage({ text: "aaaaaaaa \u0301bbbbbb", entities: [] }, { length: 12 });

    expect(parts.map((part) => part.text)).toEqual(["aaaaaaaa \u0301bb", "bbbb"]);
  });

  it("cuts a grapheme that is longer than a message, but no surrogate pair", () => {
    const parts = splitMessage(
      { text: "😀\u{E0101}".padEnd(40, "\u{E0101}"), entities: [] },
      { length: 15 },
    );

    expect(parts.map((part) => part.text.length)).toEqual([14, 14, 12]);
    expect(parts.every((part) => part.text.isWellFormed())).toBe(true);
  });

  it("cuts a word of 9000 characters", () => {
    const parts = splitMessage(formatMarkdown("x".repeat(9000)));

    expect(parts.map((part) => part.text.length)).toEqual([4096, 4096, 808]);
  });

  it("goes on with code as code and with bold as bold", () => {
    const message = formatMarkdown("```ts\none(1);\n  two();\n```\n\n**three four five**");

    expect(splitMessage(message, { length: 12 }).map(showFormatted)).toEqual([
      "<pre ts>one(1);</pre>",
      "<pre ts>  two();</pre>",
      "<bold>three four</bold>",
      "<bold>five</bold>",
    ]);
  });

  it("cuts before code or a link that begins in the last two fifths, however bad the place", () => {
    const message = formatMarkdown("word word word `a b c d e` end");

    expect(splitMessage(message, { length: 20 }).map(showFormatted)).toEqual([
      "word word word",
      "<code>a b c d e</code> end",
    ]);
  });

  it("keeps to the number of entities", () => {
    const message = formatMarkdown("**a** ".repeat(250));

    const parts = splitMessage(message);

    expect(parts.map((part) => part.entities.length)).toEqual([100, 100, 50]);
  });

  it("makes valid parts of any beginning of awkward Markdown, and loses nothing but blanks", () => {
    const source = fc
      .constantFrom(...awkwardMarkdown)
      .chain((markdown) => fc.nat(markdown.length).map((end) => markdown.slice(0, end)));
    const shuffled = fc
      .array(fc.constantFrom(...pieces), { maxLength: 60 })
      .map((all) => all.join(""));

    fc.assert(
      fc.property(
        fc.oneof(source, shuffled),
        fc.integer({ min: 20, max: 400 }),
        (markdown, length) => {
          const message = formatMarkdown(markdown, { handles: ["claude"] });
          const parts = splitMessage(message, { length, entities: 10 });

          expect(findEntityProblem({ ...message, entities: message.entities.slice(0, 100) })).toBe(
            undefined,
          );
          expect(parts.map((part) => problemOf(part, length)).filter(Boolean)).toEqual([]);
          expect(visible(parts.map((part) => part.text).join(""))).toBe(visible(message.text));
        },
      ),
      { numRuns: 10_000, seed: 1 },
    );
  });
});

const pieces = [
  ..."*_`~>#|-[]()!$\\&<1.\n\n\n \t".split(""),
  "**",
  "``` ",
  "\n```\n",
  "\n- ",
  "\n  1. ",
  "\n> ",
  "\n| a | b |\n|--|--|\n| c | d |\n",
  "word",
  "слово",
  "中文。",
  "😀",
  "👨‍👩‍👧",
  "e\u0301",
  "\uD83D",
  "https://x.yz",
  "@claude",
  "$$",
  "\\[",
  "\\]",
  "<b>",
  "&amp;",
  "[x](https://x.yz)",
];

function problemOf(part: FormattedText, length: number): string | undefined {
  if (part.text === "" || part.text !== part.text.trimEnd()) return "blank at the edge";
  if (part.text.length > length) return `${part.text.length} characters`;
  if (part.entities.length > 10) return `${part.entities.length} entities`;
  return part.text.isWellFormed() ? findEntityProblem(part) : "half a surrogate pair";
}

function visible(text: string): string {
  return text.replaceAll(/\s/g, "");
}
