import fc from "fast-check";
import { visibleText } from "../../src/core/visible-text.ts";
import { describe, expect, test } from "vitest";
import { splitPosition } from "../../src/core/position.ts";

const block = (json: string, label = "position", fence = "```") =>
  `${fence}${label}\n${json}\n${fence}`;
const stance = {
  kind: "stance",
  stance: "Yes",
  agrees: {},
  changed: false,
  because: "",
  newArgument: false,
};

describe("splitPosition", () => {
  test("takes the block that ends the text, and leaves the text before it", () => {
    const json =
      '{"stance":"Build it","agrees":{"Panelist 2":true,"Panelist 3":false},"changed":true,"because":"Panelist 2 on cost","new_argument":true,"confidence":0.7}';

    const split = splitPosition(`Build it now.\n\n${block(json)}\n \n`);

    expect(split).toEqual({
      text: "Build it now.",
      position: {
        kind: "stance",
        stance: "Build it",
        agrees: { "Panelist 2": true, "Panelist 3": false },
        changed: true,
        because: "Panelist 2 on cost",
        newArgument: true,
        confidence: 0.7,
      },
    });
  });

  test.each([
    ["another label", block('{"stance":"Yes"}', "json")],
    ["no label", block('{"stance":"Yes"}', "")],
    ["tildes", block('{"stance":"Yes"}', "position", "~~~")],
    ["a longer fence", block('{"stance":"Yes"}', "position", "`````")],
    ["Windows line ends", '```position\r\n{"stance":"Yes"}\r\n```\r\n'],
    ["a fence that was not closed", '```position\n{"stance":"Yes"}'],
    ["broken extras", block('{"stance":"Yes","agrees":"all","confidence":"high","because":7}')],
    ["code before it", `\`\`\`js\nlet a;\n\`\`\`\n${block('{"stance":"Yes"}')}`],
  ])("tolerates %s", (_, content) => {
    const { position } = splitPosition(content);

    expect(position).toEqual(stance);
  });

  test("takes a line that begins with code for no fence", () => {
    const text = 'Use:\n```npm ci``` and go.\n\n```position\n{"stance":"Yes"}\n```';

    expect(splitPosition(text)).toMatchObject({
      text: "Use:\n```npm ci``` and go.",
      position: { stance: "Yes" },
    });
    expect(visibleText(text, [])).toBe("Use:\n```npm ci``` and go.");
  });

  test("takes a pass", () => {
    const split = splitPosition(block('{"pass":true}'));

    expect(split).toEqual({ text: "", position: { kind: "pass" } });
  });

  test.each([
    ["text after it", `${block('{"stance":"Yes"}')}\nAnd so on.`],
    ["a quotation of it", '> ```position\n> {"stance":"Yes"}\n> ```'],
    ["one inside another fence", `\`\`\`\`md\n${block('{"stance":"Yes"}')}\n\`\`\`\``],
    ["no fence", '{"stance":"Yes"}'],
    ["broken JSON", block('{"stance":"Yes"')],
    ["other JSON", block('{"looks":"like json"}')],
    ["a pass that is not true", block('{"pass":"true"}')],
    ["a stance that is no text", block('{"stance":true}')],
    ["a list", block('[{"stance":"Yes"}]')],
    ["100 kB", block(JSON.stringify({ stance: "x".repeat(100_000) }))],
    ["nothing", ""],
  ])("does not take %s, and leaves the text whole", (_, content) => {
    const split = splitPosition(content);

    expect(split).toEqual({ text: content, position: undefined });
  });

  test.each([
    ["true", true],
    ['"true"', false],
    ["1", false],
    ["null", false],
    ["[true]", false],
  ])("reads %s as agreement: %s", (value, agrees) => {
    const { position } = splitPosition(block(`{"stance":"Yes","agrees":{"Panelist 2":${value}}}`));

    expect(position).toMatchObject({ agrees: { "Panelist 2": agrees } });
  });

  test("never throws, and never loses a word that is not the block's", () => {
    const awkward = fc.array(
      fc.constantFrom(
        "```",
        "~~~~",
        "\n",
        "position",
        '{"pass":true}',
        '{"stance":"x"}',
        "> ",
        "a",
      ),
      { maxLength: 20 },
    );

    fc.assert(
      fc.property(awkward, (parts) => {
        const content = parts.join("");
        const { text, position } = splitPosition(content);

        expect(content.startsWith(text)).toBe(true);
        if (position === undefined) expect(text).toBe(content);
      }),
    );
  });
});
