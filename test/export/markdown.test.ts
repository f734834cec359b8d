import fc from "fast-check";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import type { Discussion } from "../../src/core/discussion.ts";
import { english } from "../../src/core/texts/english.ts";
import { markdown } from "../../src/export/markdown.ts";
import { createToTurn } from "../../src/export/turn.ts";
import {
  fullDiscussion,
  hostileWords,
  manyMessages,
  reportedDiscussion,
} from "./full-discussion.ts";
import { writeOut } from "./write-out.ts";

/** The order of the original specification, then what was added to it. */
const headings = [
  "# Old *harbour*",
  "## Discussion 1: Where does the crane go?",
  "### Initial Responses (Open)",
  "### Discussion (2 rounds)",
  "### Consensus",
  "### Changed Minds",
  "### Minority Views",
  "### Recommendation",
  "### Open Questions",
  "### Course of Agreement",
  "### Participants",
  "### Outcome",
  "## Settings",
];

describe("the Markdown export", () => {
  it("parses into its headings, in their order, and a quotation for each who spoke", async () => {
    const { headingsFound, quotes, labels } = parse(await writeOut(markdown, reportedDiscussion));

    expect(headingsFound).toEqual(headings);
    expect(labels).toEqual([
      "Date: 2026-11-21",
      "Models: Claude, GPT, Gemini",
      "Discussions: 1",
      "Claude:",
      "Gemini:",
      "GPT:",
      "GPT (person):",
      "Round 2:",
      "GPT:",
      "Gemini: Gemini had nothing to add.",
      "Claude: Claude did not answer: rate limit.",
      "GPT (person) to GPT:",
      "GPT (asked directly):",
      "Round 3:",
      "Claude:",
      "Gemini:",
      "GPT:",
      "Agreements:",
      "Disagreements:",
      "Tokens: 6,000",
      "Cost: $0.056 of $2.00",
      "Begun: 2026-11-21T10:00:00.000Z",
    ]);
    expect(quotes).toEqual([
      "On the **north** quay.\n\nIt is the widest.",
      hostileWords.replace("\u001B", ""),
      "Half an",
      "The tide is 4 m.\nMind it.",
      "South, as Gemini says.",
      "And the cost?",
      "| quay | price |\n| --- | --- |\n| south | 2 M |",
      "South then.",
      "East.",
      "South.",
    ]);
  });

  it("keeps its parts whatever is said, asked and called", async () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...markup), fc.string()), { maxLength: 12 });
    const texts = pieces.map((some) => some.join(""));

    await fc.assert(
      fc.asyncProperty(texts, texts, async (said, name) => {
        const discussion = hostileDiscussion(said, name);
        const { headingsFound, labels, quotes } = parse(await writeOut(markdown, discussion));

        const turns = discussion.messages.map(createToTurn(discussion.seats, english));
        const spoken = turns.map(({ words }) => words.trimEnd()).filter(Boolean);
        expect(headingsFound.map((heading) => heading.split(" ")[0])).toEqual(
          "# ## ### ### ### ### ### ##".split(" "),
        );
        expect(quotes.slice(-spoken.length).map((quote) => quote.trimEnd())).toEqual(spoken);
        expect(labels.filter((label) => label === "Claude:")).toHaveLength(2);
      }),
      { numRuns: 300 },
    );
  });

  it("shows a long question whole, below its heading", async () => {
    const question = `Where?\n${"And why? ".repeat(40).trim()}`;

    const { headingsFound, quotes } = parse(
      await writeOut(markdown, { ...fullDiscussion, question }),
    );

    expect(headingsFound[1]).toMatch(/^## Discussion 1: Where\? And why\? .{100,150}…$/);
    expect(quotes[0]).toBe(question);
  });

  it("leaves out what a terminal obeys and no text file needs", async () => {
    const [first] = fullDiscussion.messages;
    if (!first) throw new Error("nothing was said");
    const messages = [{ ...first, content: "a\0b\u001B[2Jc\r\nd" }];

    const { quotes } = parse(await writeOut(markdown, { ...fullDiscussion, messages }));

    expect(quotes).toEqual(["ab[2Jc\nd"]);
  });

  it("has no consensus where none was made", async () => {
    const { headingsFound } = parse(await writeOut(markdown, fullDiscussion));

    expect(headingsFound).not.toContain("### Consensus");
  });

  it("shows every turn of a long discussion", async () => {
    const { quotes } = parse(await writeOut(markdown, manyMessages(3000)));

    expect(quotes).toHaveLength(3000);
  });
});

const markup = [
  "\n",
  "\n\n",
  "# ",
  "\n# Heading\n",
  "\n```\n",
  "\n~~~\n",
  "\n---\n",
  "\n===\n",
  "> ",
  "\n- ",
  "1. ",
  "**",
  "*",
  "_",
  "`",
  "<!--",
  "<script>",
  "</blockquote>",
  "[a]: b\n",
  "[a](b)",
  "![",
  "|",
  "\\",
  "&#10;",
  "\t",
  "    ",
  "\u2028",
  "\r",
  "Panelist 1",
  ":",
];

function hostileDiscussion(said: string, name: string): Discussion {
  const [answer, , , person] = fullDiscussion.messages;
  if (answer?.kind !== "model" || person?.kind !== "person") throw new Error("it has changed");
  return {
    ...fullDiscussion,
    project: { ...fullDiscussion.project, name: `P${name}` },
    question: `Q${name}`,
    rounds: fullDiscussion.rounds.slice(0, 2),
    messages: [
      { ...answer, seq: 1, content: `So: ${said}`, answeredBy: name },
      { ...person, seq: 2, content: said, person: name },
      { ...answer, seq: 3, roundNumber: 2, content: `It is so. ${said}` },
    ],
  };
}

function parse(text: string) {
  const tokens = marked.lexer(text);
  return {
    headingsFound: tokens.flatMap((token) =>
      token.type === "heading" ? [`${"#".repeat(token["depth"])} ${plain(token["text"])}`] : [],
    ),
    labels: tokens.flatMap((token) =>
      token.type === "paragraph" && token.raw.startsWith("**") ? [plain(token["text"])] : [],
    ),
    quotes: tokens.flatMap((token) => (token.type === "blockquote" ? [String(token["text"])] : [])),
  };
}

/** Without the marks around what is bold or slanted, and with what is escaped as it was. */
function plain(text: unknown): string {
  return String(text)
    .replaceAll(/(?<!\\)\*/g, "")
    .replaceAll(/\\(.)/g, "$1");
}
