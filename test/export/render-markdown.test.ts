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

  test.each([
    ["two words  \nmore", "two words<br>more"],
    ["two words \\\nmore", "two words <br>more"],
    [
      "see www.a.example and http://b.example/c_d now",
      'see <a href="http://www.a.example" rel="noreferrer" class="bare">www.a.example</a> and <a href="http://b.example/c_d" rel="noreferrer" class="bare">http://b.example/c_d</a> now',
    ],
    [
      "write to ann@a.example or mailto:bob@b.example",
      'write to <a href="mailto:ann@a.example" rel="noreferrer" class="bare">ann@a.example</a> or <a href="mailto:bob@b.example" rel="noreferrer" class="bare">mailto:bob@b.example</a>',
    ],
    ["a snake_case_name and _one_ word*s*", "a snake_case_name and <em>one</em> word<em>s</em>"],
    ["less < more & `code` stays", "less &lt; more &amp; <code>code</code> stays"],
  ])("finds in %j what follows plain words", (markdown, html) => {
    expect(renderMarkdown(markdown)).toBe(`<p>${html}</p>\n`);
  });

  test("renders what an answer usually holds", () => {
    expect(renderMarkdown("**Yes**, and *no*.")).toBe(
      "<p><strong>Yes</strong>, and <em>no</em>.</p>\n",
    );
  });
});
