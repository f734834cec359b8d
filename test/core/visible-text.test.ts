import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { namesToLabels } from "../../src/core/seat-names.ts";
import { createVisibleText, visibleText } from "../../src/core/visible-text.ts";

const seats = [
  { model: "claude", label: "Panelist 1" },
  { model: "gpt", label: "Panelist 2" },
  { model: "llama3.2", label: "Panelist 12" },
];
const block = '```position\n{"stance":"East","agrees":{"Panelist 2":true}}\n```';

/** What is shown after each piece, and at the end. */
function stream(pieces: readonly string[]): readonly string[] {
  const text = createVisibleText(seats);
  return [...pieces.map((piece) => text.push(piece)), text.end()];
}

describe("visibleText", () => {
  test("leaves the position block out and gives the names back", () => {
    expect(visibleText(`Panelist 2 errs, Panelist 12's crane stands.\n\n${block}`, seats)).toBe(
      "GPT errs, llama3.2's crane stands.",
    );
  });

  test.each(["Panelist 3", "Panelist 21", "Panelist 2nd", "APanelist 2", "panelist 2"])(
    "leaves %j as it is",
    (text) => {
      expect(visibleText(text, seats)).toBe(text);
    },
  );
});

describe("createVisibleText", () => {
  test("shows text at once, and never a piece of the block", () => {
    const pieces = [
      "East",
      " is right.\n",
      "\n`",
      "``posi",
      'tion\n{"stance"',
      ':"East"}\n`',
      "``",
      "\n",
    ];

    expect(stream(pieces)).toEqual(["East", " is right.\n", "\n", "", "", "", "", "", ""]);
  });

  test("shows code as soon as it is clear that it is code", () => {
    const pieces = ["```js\n", "let", " a;\n```\n", "Done."];

    expect(stream(pieces)).toEqual(["", "```js\nlet", " a;\n```\n", "Done.", ""]);
  });

  test("shows a block that does not end the text", () => {
    expect(stream([block, "\n", "So far."])).toEqual([
      "",
      "",
      `${block.replace("Panelist 2", "GPT")}\nSo far.`,
      "",
    ]);
  });

  test("holds a label until it is whole", () => {
    expect(stream(["I side with Pan", "elist 1", "2, not with Panelist 1", "."])).toEqual([
      "I side with ",
      "",
      "llama3.2, not with ",
      "Claude.",
      "",
    ]);
  });

  test("shows in the end what is shown of the whole, however it was cut", () => {
    const awkward = fc.array(
      fc.constantFrom(
        "```",
        "`",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "    ",
        "position",
        "json",
        block,
        '{"pass":true}',
        '{"a":1}',
        "{",
        "Panelist 1",
        "Panelist",
        " 2",
        "2",
        "text",
        "> ",
        "````",
        "\r\n",
        "é",
      ),
      { maxLength: 16 },
    );

    fc.assert(
      fc.property(awkward, fc.array(fc.nat(30), { maxLength: 30 }), (parts, cuts) => {
        const content = parts.join("");
        const pieces: string[] = [];
        let rest = content;
        for (const cut of cuts) {
          pieces.push(rest.slice(0, cut));
          rest = rest.slice(cut);
        }

        const shown = stream([...pieces, rest]).join("");

        expect(shown.trimEnd()).toBe(visibleText(content, seats).trimEnd());
      }),
      { numRuns: 3000 },
    );
  });
});

describe("namesToLabels", () => {
  test.each([
    ["@gpt, what now?", "Panelist 2, what now?"],
    ["Claude is right, GPT's is not.", "Panelist 1 is right, Panelist 2's is not."],
    ["@gpt4 and Claudette", "@gpt4 and Claudette"],
    ["@llama3.2: yes", "Panelist 12: yes"],
  ])("makes %j %j", (text, labelled) => {
    expect(namesToLabels(text, seats)).toBe(labelled);
  });
});
