import { describe, expect, test } from "vitest";
import { renderMarkdown } from "../../src/export/render-markdown.ts";

describe("renderMarkdown", () => {
  test.each([
    ["100,000 characters of emphasis", "_a_".repeat(33_000)],
    ["thousands of nested quotes", `${"> ".repeat(20_000)}x`],
    ["a megabyte of words", "word ".repeat(200_000)],
  ])("shows %s as it was written", (_, text) => {
    expect(renderMarkdown(text)).toMatch(/^<pre>/);
  });

  test("renders what an answer usually holds", () => {
    expect(renderMarkdown("**Yes**, and *no*.")).toBe(
      "<p><strong>Yes</strong>, and <em>no</em>.</p>\n",
    );
  });
});
