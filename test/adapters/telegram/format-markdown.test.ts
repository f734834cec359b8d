import { describe, expect, it } from "vitest";
import { formatMarkdown } from "../../../src/adapters/telegram/format/markdown.ts";
import { showFormatted } from "../../support/telegram/show-formatted.ts";

describe("formatMarkdown", () => {
  it("nests lists, keeps numbers and shows tasks", () => {
    const markdown = "- a\n  - b\n    7. c\n    8. d\n- [ ] todo\n- [x] **done**\n  still done";

    expect(format(markdown)).toBe(
      "• a\n  • b\n    7. c\n    8. d\n☐ todo\n☑ <bold>done</bold>\n   still done",
    );
  });

  it("separates the items of a loose list by blank lines", () => {
    expect(format("1. a\n\n2. b\n\n   more")).toBe("1. a\n\n2. b\n\n   more");
  });

  it("makes a heading bold and a rule a line", () => {
    expect(format("# Title with `code`\n\ntext\n\n---\n\nend")).toBe(
      "<bold>Title with</bold> <code>code</code>\n\ntext\n\n———\n\nend",
    );
  });

  it("aligns a narrow table by display width", () => {
    const markdown = "| name | n |\n|--|--:|\n| 中文 | 1 |\n| 👩‍👩‍👧 a | **22** |";

    expect(format(markdown)).toBe("<pre>name |  n\n-----|---\n中文 |  1\n👩‍👩‍👧 a | 22</pre>");
  });

  it("makes each row of a wide table a block", () => {
    const markdown =
      "| Model | Opinion |\n|--|--|\n| Claude | a sentence of *more* than forty columns |\n| GPT | |";

    expect(format(markdown)).toBe(
      "• <bold>Model</bold>: Claude\n  <bold>Opinion</bold>: a sentence of <italic>more</italic> than forty columns\n" +
        "• <bold>Model</bold>: GPT",
    );
  });

  it("keeps the language and the indentation of code", () => {
    expect(format("```ts {1}\n  const a = `**b**`;\n```\n\nend")).toBe(
      "<pre ts>  const a = `**b**`;</pre>\n\nend",
    );
  });

  it("takes a fence left open for code", () => {
    expect(format("text\n```py\nprint(1)")).toBe("text\n\n<pre py>print(1)</pre>");
  });

  it("keeps code inside a list item in its place", () => {
    expect(format("- run\n  ```sh\n  ls\n  ```\n  done")).toBe("• run\n<pre sh>ls</pre>\n  done");
  });

  it("has one level of quotes and marks the inner ones", () => {
    expect(format("> a\n> > b\n> > c\n\nend")).toBe(
      "<blockquote>a\n\n> b\n> c</blockquote>\n\nend",
    );
  });

  it("folds a long quote", () => {
    const line = "word ".repeat(125).trim();

    expect(format(`> ${line}`)).toBe(`<expandable_blockquote>${line}</expandable_blockquote>`);
  });

  it("shows HTML as text, with the Markdown in it at work", () => {
    expect(format("<div>\n**a** <script>x</script>\n</div> 1<br>2")).toBe(
      "<div>\n<bold>a</bold> <script>x</script>\n</div> 1\n2",
    );
  });

  it("shows unbalanced markers as they are", () => {
    expect(format("**a *b_ `c [d](e")).toBe("**a *b_ `c [d](e");
  });

  it.each([
    ["**Привет!**мир и **второе**", "<bold>Привет!</bold>мир и <bold>второе</bold>"],
    ["**中文。**中文", "<bold>中文。</bold>中文"],
    ["他说**「你好」**然后", "他说<bold>「你好」</bold>然后"],
    ["*强调。*之后", "<italic>强调。</italic>之后"],
    ["**Note:**text", "<bold>Note:</bold>text"],
    ["2**(3+1)**2", "2**(3+1)**2"],
    ["a*(b)*c", "a*(b)*c"],
    ["\\*not\\* \\**a*", "*not* *<italic>a</italic>"],
  ])("reads emphasis next to letters: %s", (markdown, expected) => {
    expect(format(markdown)).toBe(expected);
  });

  it.each([
    ["$$\nx^2\n$$\n\nend", "<pre latex>x^2</pre>\n\nend"],
    ["\\[\nE = mc^2\n\\]", "<pre latex>E = mc^2</pre>"],
    [
      "so $$y_1$$ and \\(z_2\\) and \\[ w \\]",
      "so <code>y_1</code> and <code>z_2</code> and <code>w</code>",
    ],
    ["from $400 to $600", "from $400 to $600"],
    [
      "$$ for a meal, $$$ with wine, $$$$ by the sea",
      "$$ for a meal, $$$ with wine, $$$$ by the sea",
    ],
    ["so $$ a = 3 $$ and $$5x$$", "so <code>a = 3</code> and <code>5x</code>"],
    ["see \\[1\\] and \\$$ 5", "see [1] and $$ 5"],
  ])("shows mathematics as code and money as money: %s", (markdown, expected) => {
    expect(format(markdown)).toBe(expected);
  });

  it.each([
    ["[a](https://x.yz/?q=1&amp;r=2)", "<text_link https://x.yz/?q=1&r=2>a</text_link>"],
    ["[`code` b](http://x.yz)", "<text_link http://x.yz/>code b</text_link>"],
    ["[a](javascript:alert(1))", "a (javascript:alert(1))"],
    ["[a](http://localhost:80/x)", "a (http://localhost:80/x)"],
    ["[a](tg://user?id=1)", "a (tg://user?id=1)"],
    ["[a](mailto:b@c.de)", "a (b@c.de)"],
    [
      "https://x.yz/a_b_c and <https://x.yz/?a&amp;b>",
      "https://x.yz/a_b_c and https://x.yz/?a&amp;b",
    ],
    ["![alt](https://x.yz/c.png)", "<text_link https://x.yz/c.png>🖼 alt</text_link>"],
    ["![](a.png) ![b](a.png)", "🖼 a.png 🖼 b (a.png)"],
    ["[a][1]\n\n[1]: https://x.yz", "<text_link https://x.yz/>a</text_link>\n\n[1]: https://x.yz"],
    ["note[^1]\n\n[^1]: word", "note[^1]\n\n[^1]: word"],
  ])("links to web addresses only: %s", (markdown, expected) => {
    expect(format(markdown)).toBe(expected);
  });

  it("decodes character references once, and never in code", () => {
    expect(format("&lt;a&gt; &amp;amp; \\&lt; &#x1F600; &#38;lt; &nope; `&lt;`")).toBe(
      "<a> &amp; &lt; 😀 &lt; &nope; <code>&lt;</code>",
    );
  });

  it("strikes out with two tildes, not with one", () => {
    expect(format("~~a~~ ~5 to ~10 and 1~2~3")).toBe(
      "<strikethrough>a</strikethrough> ~5 to ~10 and 1~2~3",
    );
  });

  it("puts the handles of the table in code, wherever they stand", () => {
    const markdown =
      "@gpt and **@Claude says** so, not @claudette, me@gpt.com or [@gpt](https://x.yz)";

    expect(format(markdown, ["claude", "gpt"])).toBe(
      "<code>@gpt</code> and <code>@Claude</code> <bold>says</bold> so, not @claudette, me@gpt.com or " +
        "<text_link https://x.yz/>@gpt</text_link>",
    );
  });

  it("doubles no style", () => {
    expect(format("# a **b** c\n\n***d** e*")).toBe(
      "<bold>a b c</bold>\n\n<italic><bold>d</bold> e</italic>",
    );
  });

  it("replaces half a surrogate pair, which Telegram refuses", () => {
    expect(format("a\uD800b")).toBe("a\uFFFDb");
  });

  it("gives nothing for blanks", () => {
    expect(formatMarkdown(" \n\n&nbsp;\n\t")).toEqual({ text: "", entities: [] });
  });

  it("shows what is nested too deep as it was written", () => {
    const markdown = `${"> ".repeat(20_000)}x`;

    expect(formatMarkdown(markdown)).toEqual({ text: markdown, entities: [] });
  });
});

function format(markdown: string, handles: readonly string[] = []): string {
  return showFormatted(formatMarkdown(markdown, { handles }));
}
