/** Markdown that has broken other converters. */
export const awkwardMarkdown: readonly string[] = [
  "1. one\n   - two\n     - three\n       4. four\n\n          para\n   - [ ] todo\n   - [x] done\n- - - deep",
  "| Model | Says |\n|:--|--:|\n| `a\\|b` | **x** |\n| 中文 | 👩‍👩‍👧 |\n\n| a very long header indeed | another long header |\n|--|--|\n| <br> | [l](https://x.yz) |",
  "<div class='x'>**b**</div>\n<!-- c -->\n<script>alert(1)</script> a <b>b</b> <br/> &lt;&amp;lt;",
  "**bold *it _us ~~st `code [link](http://x.yz **",
  "text\n```ts\nconst a = 1;\n\n\n  const b = `x`;",
  "$$\n\\frac{a}{b}\n$$ and \\[ x^2 \\] and \\(y_1\\) for $5 or $6\n\n\\[\nz\n\\]",
  "[a](http://x.yz/(b)) [c](<http://x.yz/d e>) [e]() [f](javascript:x) ![g](h.png) <https://x.yz> www.x.yz a@b.cd [i][j]\n\n[j]: https://x.yz 'k'",
  "_*[]()~`>#+-=|{}.!\\ \\_\\*\\[\\]\\(\\)\\~\\`\\>\\#\\+\\-\\=\\|\\{\\}\\.\\!\\\\",
  "> a\n> > b **c\n> > > d** `e`\n>\n> ```py\n> f\n> ```\n> - g\n>   - h",
  `\`\`\`js\n${"const emoji = '😀👨‍👩‍👧'; // comment\n\n".repeat(30)}\`\`\`\nend`,
  "😀👨‍👩‍👧‍👦🏳️‍🌈e\u0301क्षि".repeat(40),
  `**${"bold text, ".repeat(80)}end** ${"**b** *i* `c` ".repeat(40)}`,
  "claim[^1] and **Привет!**мир **中文。**中文 *强调。*后\n\n[^1]: the footnote",
  `${"x".repeat(900)} @claude **@claude** \`@claude\` ${"> ".repeat(50)}`,
];
