import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf } from "../../../src/adapters/telegram/format/beginning-of.ts";
import { composeAnswer } from "../../../src/adapters/telegram/format/compose-answer.ts";
import type { Answer } from "../../../src/adapters/telegram/format/compose-answer.ts";
import { findEntityProblem } from "../../support/telegram/entity-rules.ts";
import { checkText } from "../../support/telegram/text-rules.ts";
import { awkwardMarkdown } from "../../support/telegram/awkward-markdown.ts";
import { showFormatted } from "../../support/telegram/show-formatted.ts";

describe("composeAnswer", () => {
  it("puts a short answer as a quote under the name", () => {
    expect(messages({ markdown: "Yes, **always**." })).toEqual([
      "<bold>GPT</bold>\n<blockquote>Yes, <bold>always</bold>.</blockquote>",
    ]);
  });

  it.each([
    ["two paragraphs", "Yes.\n\nNo.", "Yes.\n\nNo."],
    ["code", "```\nyes\n```", "<pre>yes</pre>"],
    ["a quote of its own", "> yes", "<blockquote>yes</blockquote>"],
    ["many words", "yes ".repeat(71).trim(), "yes ".repeat(71).trim()],
  ])("puts %s without a quote under the name", (_, markdown, expected) => {
    expect(messages({ markdown })).toEqual([`<bold>GPT</bold>\n${expected}`]);
  });

  it("shows the note after the name", () => {
    expect(messages({ note: "round 2", markdown: "a\nb" })).toEqual([
      "<bold>GPT</bold> · round 2\na\nb",
    ]);
  });

  it("numbers the parts of a long answer", () => {
    const markdown = `${"a".repeat(4000)}\n\n${"b".repeat(4000)}\n\n**c**`;

    expect(messages({ note: "round 2", markdown })).toEqual([
      `<bold>GPT</bold> · round 2 (1/2)\n${"a".repeat(4000)}`,
      `<bold>GPT</bold> · round 2 (2/2)\n${"b".repeat(4000)}\n\n<bold>c</bold>`,
    ]);
  });

  it("fills five messages, each within the limits", () => {
    const composed = compose({ markdown: "**word** x ".repeat(490) });

    const parts = composed.kind === "messages" ? composed.parts : [];

    expect(parts.length).toBe(5);
    expect(parts.map(findEntityProblem).filter(Boolean)).toEqual([]);
    expect(parts.every((part) => part.text.length <= 4096)).toBe(true);
  });

  it("makes a document of what fills more than five messages", () => {
    const markdown = `# Title\n\n${"A sentence of *some* words. ".repeat(900)}`;

    const composed = compose({ note: "round 2", markdown });

    if (composed.kind !== "document") throw new Error("expected a document");
    expect(composed).toMatchObject({ fileName: "gpt.md", content: markdown });
    expect(showFormatted(composed.caption)).toMatch(
      /^<bold>GPT<\/bold> · round 2\n<bold>Title<\/bold>\n\nA sentence of <italic>some<\/italic> words\..*\. …$/,
    );
    expect(composed.caption.text.length).toBeLessThanOrEqual(1024);
    expect(findEntityProblem(composed.caption)).toBe(undefined);
  });

  it("makes a document of a megabyte without parsing it", () => {
    const composed = compose({ markdown: "_a_ ".repeat(250_000) });

    expect(composed.kind).toBe("document");
  });

  it("shows the name alone over an empty answer", () => {
    expect(messages({ markdown: " \n" })).toEqual(["<bold>GPT</bold>"]);
  });

  it("cuts a name that leaves no room for the answer", () => {
    const composed = compose({ name: "😀".repeat(3000), note: "n".repeat(9000), markdown: "a\nb" });

    expect(composed).toEqual({
      kind: "messages",
      parts: [
        {
          text: `${"😀".repeat(32)} · ${"n".repeat(64)}\na\nb`,
          entities: [{ type: "bold", offset: 0, length: 64 }],
        },
      ],
    });
  });

  it("puts the handles of the table in code", () => {
    expect(messages({ markdown: "a\n@gpt", handles: ["gpt"] })).toEqual([
      "<bold>GPT</bold>\na\n<code>@gpt</code>",
    ]);
  });

  it("makes messages that Telegram takes of 10,000 random cuts of awkward Markdown", () => {
    const written = fc
      .array(fc.constantFrom(...awkwardMarkdown), { minLength: 1, maxLength: 4 })
      .map((pieces) => pieces.join("\n\n"))
      .chain((markdown) => fc.nat(markdown.length).map((end) => markdown.slice(0, end)));

    fc.assert(
      fc.property(written, (markdown) => {
        const frame = compose({ markdown, handles: ["claude"], isUnfinished: true });
        const frames = frame.kind === "messages" ? frame.parts : [frame.caption];

        // Throws what Telegram would answer. The first frame of a message is its beginning.
        for (const part of frames) {
          checkText({ ...part, parseMode: undefined });
          checkText({ ...beginningOf(part), parseMode: undefined });
        }
        expect(Math.max(...frames.map(({ entities }) => entities.length))).toBeLessThanOrEqual(100);
      }),
      { numRuns: 10_000, seed: 1 },
    );
  });
});

function compose(answer: Partial<Answer> & Pick<Answer, "markdown">) {
  return composeAnswer({ name: "GPT", fileName: "gpt.md", ...answer });
}

function messages(answer: Partial<Answer> & Pick<Answer, "markdown">): readonly string[] {
  const composed = compose(answer);
  return composed.kind === "messages" ? composed.parts.map(showFormatted) : ["a document"];
}
