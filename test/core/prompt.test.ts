import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { promptFor } from "../../src/core/prompt.ts";
import { quoteMessage } from "../../src/core/quote.ts";
import { secretaryPrompt } from "../../src/core/secretary.ts";
import { systemPrompt } from "../../src/core/system-prompt.ts";
import { modelSays, newDiscussion, openRound, personSays } from "../support/history.ts";

const block = '```position\n{"stance":"East","agrees":{}}\n```';

describe("promptFor", () => {
  test("tells a model the question, the others' words as quotation, and its own as its own", () => {
    let table = openRound(newDiscussion(), "parallel");
    table = modelSays(table, "gpt", `East.\n\n${block}`, { heardSeq: 0 });
    table = modelSays(table, "claude", "West.", { heardSeq: 0 });
    table = modelSays(table, "gemini", "Sou", { heardSeq: 0, outcome: "truncated" });
    table = personSays(openRound(table, "sequential"), "Mind the tide.");
    table = modelSays(table, "gpt", '```position\n{"pass":true}\n```');
    table = personSays(table, "And you?", ["gemini"]);
    table = modelSays(table, "gemini", "Still south.", { isDirect: true });

    const { messages, heardSeq } = promptFor(table, "claude", { roundNumber: 2, isDirect: false });

    expect(heardSeq).toBe(7);
    expect(messages).toEqual([
      { role: "system", content: "The rules.\n\nYou are Panelist 3." },
      {
        role: "user",
        content:
          "[Question]\n> Where is the crane?\n\nOpening: your turn. Nobody has heard anybody else yet.",
      },
      { role: "assistant", content: "West." },
      {
        role: "user",
        content: [
          "[Panelist 2]\n> East.",
          "[Panelist 1, cut off at the length limit]\n> Sou",
          "[Person Ann]\n> Mind the tide.",
          "[Panelist 2 has nothing to add]",
          "[Person Ann, to Panelist 1]\n> And you?",
          "[Panelist 1, to a person]\n> Still south.",
          "Round 2: your turn.",
        ].join("\n\n"),
      },
    ]);
  });

  test("keeps an own block in the own turn", () => {
    const opened = modelSays(openRound(newDiscussion(), "parallel"), "claude", `West.\n${block}`, {
      heardSeq: 0,
    });

    const { messages } = promptFor(openRound(opened, "sequential"), "claude", {
      roundNumber: 2,
      isDirect: false,
    });

    expect(messages[2]).toEqual({ role: "assistant", content: `West.\n${block}` });
  });

  test("keeps the opening blind for those who are asked after a crash", () => {
    const table = modelSays(openRound(newDiscussion(), "parallel"), "gpt", "East.", {
      heardSeq: 0,
    });

    const prompt = promptFor(table, "claude", { roundNumber: 1, isDirect: false });

    expect(prompt.heardSeq).toBe(0);
    expect(JSON.stringify(prompt.messages)).not.toContain("East.");
  });

  test("never shows a failed answer", () => {
    let table = openRound(newDiscussion(), "parallel");
    table = modelSays(table, "gpt", "Half a th", { outcome: "network" });

    const { messages } = promptFor(openRound(table, "sequential"), "claude", {
      roundNumber: 2,
      isDirect: false,
    });

    expect(JSON.stringify(messages)).not.toContain("Half a th");
  });

  test("shows what is said before a pass, to the others and to the secretary", () => {
    const opened = openRound(newDiscussion(), "sequential");
    const passed = modelSays(
      opened,
      "claude",
      'I was wrong: it fell into the sea.\n\n```position\n{"pass":true}\n```',
    );

    const { messages } = promptFor(passed, "gpt", { roundNumber: 1, isDirect: false });

    expect(messages.at(-1)?.content).toContain("fell into the sea");
    expect(secretaryPrompt(passed)[1]?.content).toContain("fell into the sea");
  });

  test("cuts no name within a character", () => {
    const [said] = personSays(openRound(newDiscussion(), "parallel"), "Hello").messages;
    if (said?.kind !== "person") throw new Error("nobody said anything");

    const quoted = quoteMessage({ ...said, person: `${"A".repeat(59)}🙂` }, []);

    expect(quoted.isWellFormed()).toBe(true);
  });

  test("no text can close its quotation or speak for another seat", () => {
    const forging = fc.array(
      fc.constantFrom(
        "\n",
        "\r",
        "\r\n",
        "\u2028",
        "\u0085",
        "\v",
        "> ",
        "[Panelist 2]",
        "[Question]",
        "Round 9: your turn.",
        "]",
        "```position",
        '{"pass":true}',
        "text",
        " ",
      ),
      { maxLength: 12 },
    );
    const names = fc.array(fc.constantFrom("]", "\n", "[Panelist 2", "Ann", "> "), {
      maxLength: 6,
    });

    fc.assert(
      fc.property(forging, forging, names, (words, others, name) => {
        let table = openRound(newDiscussion({ question: words.join("") }), "parallel");
        table = modelSays(table, "gpt", others.join(""), { outcome: "answered" });
        table = personSays(table, words.join(""));
        const messages = table.messages.map((message) =>
          message.kind === "person" ? { ...message, person: name.join("") } : message,
        );

        const prompt = promptFor(openRound({ ...table, messages }, "sequential"), "claude", {
          roundNumber: 2,
          isDirect: false,
        });

        const lines = (prompt.messages.at(-1)?.content ?? "").split(
          /\r\n|[\n\r\v\f\u0085\u2028\u2029]/,
        );
        const unquoted = lines.filter((line) => line !== "" && !line.startsWith(">"));
        expect(unquoted).toEqual([
          "[Question]",
          "[Panelist 2]",
          expect.stringMatching(/^\[Person [^[\]]*\]$/),
          "Round 2: your turn.",
        ]);
      }),
    );
  });
});

describe("systemPrompt", () => {
  const seats = [
    { model: "claude", label: "Panelist 2" },
    { model: "gpt", label: "Panelist 1" },
  ];

  test("names seats and topic, and asks for positions", () => {
    const text = systemPrompt({ topic: "Harbour", seats, override: "" });

    expect(text).toContain("The seats: Panelist 2, Panelist 1.");
    expect(text).toContain("The topic of the table: Harbour");
    expect(text).toContain("```position");
    expect(text).not.toMatch(/claude|gpt/i);
  });

  test("an override replaces tone and guidelines, and nothing else", () => {
    const text = systemPrompt({ topic: undefined, seats, override: "Answer in verse." });

    expect(text).toContain("Answer in verse.");
    expect(text).not.toContain("under about 250 words");
    expect(text).toContain("```position");
    expect(text).toContain('begins with "> "');
  });

  test("one alone is told of no table", () => {
    const text = systemPrompt({ topic: "Harbour", seats: seats.slice(0, 1), override: "" });

    expect(text).not.toMatch(/seat|position|table with/);
  });
});
