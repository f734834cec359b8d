import { describe, expect, test } from "vitest";
import { danish } from "../../../src/core/texts/danish.ts";
import { english, type Texts } from "../../../src/core/texts/english.ts";
import { languages, textsOf } from "../../../src/core/texts/texts-of.ts";

/** What Danish says in the same words. */
const sameInDanish = [
  "commands.export.form",
  "commands.retry.form",
  "commands.team.form",
  "commands.project models.form",
  "buttons.stop",
  "help.title",
  "team.context",
  "outcomeLine.tokens",
  "document.person",
  "document.tokens",
  "page.telegramChat",
  "page.composer.send",
  "page.actions.stop",
  "page.actions.markdown",
  "page.shortcuts.stop",
];
const englishWords = /\b(?:the|of|with|not|your|you|are|was|from|has|here|which|this|model's)\b/i;

describe.each(languages.map((texts) => [texts.name, texts] as const))("%s", (_, texts) => {
  test("has the same texts as English, with the same arguments", () => {
    const paths = textsIn(texts).map(({ path, values }) => [path, values.length]);

    expect(paths).toEqual(textsIn(english).map(({ path, values }) => [path, values.length]));
  });

  test("has no empty text but for what follows a command", () => {
    const empty = textsIn(texts).filter(({ text }) => text.trim() === "");

    expect(empty.filter(({ path }) => !/^commands\..*\.form$/.test(path))).toEqual([]);
  });

  test("says all that a text is given", () => {
    const silent = textsIn(texts).filter(
      ({ text, values }) => !values.every((value) => ungrouped(text).includes(String(value))),
    );

    expect(silent).toEqual([]);
  });

  test("says one and several differently where it counts", () => {
    expect(texts.outcomeLine.rounds(1)).not.toBe(texts.outcomeLine.rounds(2).replace("2", "1"));
  });

  test("keeps within what Telegram takes, and buttons on one line", () => {
    const tooLong = Object.entries(texts.commands).filter(
      ([, { summary }]) => summary.length > 256,
    );
    const { shortDescription, description } = texts.telegram;
    const labels = textsIn(texts).filter(({ path }) => path.startsWith("buttons."));

    expect(tooLong).toEqual([]);
    expect(shortDescription.length).toBeLessThanOrEqual(120);
    expect(description.length).toBeLessThanOrEqual(512);
    expect(labels.filter(({ text }) => text.length > 35)).toEqual([]);
  });

  test("is found by its code, with a country too", () => {
    expect(textsOf(texts.code)).toBe(texts);
    expect(textsOf(`${texts.code.toUpperCase()}-XX`)).toBe(texts);
  });
});

test("no English is left in Danish", () => {
  const said = new Map(textsIn(english).map(({ path, text }) => [path, wordsIn(text)]));
  const all = textsIn(danish);

  const same = all.filter(({ path, text }) => {
    const words = wordsIn(text);
    return words.length > 0 && words.join() === said.get(path)?.join();
  });
  const mixed = [...all, ...textsIn(danish, 1)].filter(({ text }) =>
    englishWords.test(text.replace("Master of AIs", "")),
  );

  expect(same.map(({ path }) => path)).toEqual(sameInDanish);
  expect(mixed).toEqual([]);
});

test("an unknown language is told in English", () => {
  expect([null, undefined, "", "*", "tlh", "d", "danish"].map(textsOf)).toEqual(
    Array.from({ length: 7 }, () => english),
  );
});

test("numbers, money, days and lists are written as the language does", () => {
  const write = ({ format }: Texts) =>
    [
      format.number(1_234_567),
      format.cost(0),
      format.cost(1_239_000_000),
      format.cost(12_345),
      format.day("2026-11-21T23:30:00.000Z"),
      format.list(["Claude", "GPT", "Gemini"]),
    ].map((text) => text.replaceAll("\u00A0", " "));

  expect(write(english)).toEqual([
    "1,234,567",
    "$0.00",
    "$1.24",
    "$0.000012",
    "2026-11-21",
    "Claude, GPT and Gemini",
  ]);
  expect(write(danish)).toEqual([
    "1.234.567",
    "0,00 $",
    "1,24 $",
    "0,000012 $",
    "21. nov. 2026",
    "Claude, GPT og Gemini",
  ]);
});

test("a language more is one value more", () => {
  // Compiles only as long as nothing but the table itself is needed.
  const islandic: Texts = { ...english, code: "is", name: "Íslenska" };

  expect(textsIn(islandic).length).toBe(textsIn(english).length);
});

type Rendered = { readonly path: string; readonly text: string; readonly values: number[] };

/** All texts of a table but its formats, by path; each argument is another number, or `only` that one. */
function textsIn(table: object, only?: number, under = ""): readonly Rendered[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]): readonly Rendered[] => {
    const path = under === "" ? key : `${under}.${key}`;
    if (path === "format" || path === "code") return [];
    if (typeof value === "object" && value !== null) return textsIn(value, only, path);
    if (typeof value !== "function") return [{ path, text: String(value), values: [] }];
    const values = Array.from({ length: value.length }, (_, index) => only ?? 1_234_561 + index);
    return [{ path, text: String(Reflect.apply(value, undefined, values)), values }];
  });
}

function ungrouped(text: string): string {
  return text.replaceAll(/(?<=\d)[.,\s](?=\d{3})/g, "");
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}
