import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Discussion } from "../../src/core/discussion.ts";
import { html } from "../../src/export/html.ts";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { fullDiscussion, hostileWords, reportedDiscussion } from "./full-discussion.ts";
import { writeOut } from "./write-out.ts";

/** All that a document may consist of: nothing that runs, loads, asks or leads elsewhere. */
const allowedElements = new Set(
  [
    ..."a article blockquote br code del em h1 h2 h3 h4 h5 h6 hr li main ol p pre strong".split(
      " ",
    ),
    ..."div table tbody td th thead tr ul".split(" "),
    ..."svg title text rect line polyline circle".split(" "),
  ].map((name) => name.toUpperCase()),
);

const hostile = [
  hostileWords,
  "<script>globalThis.isHacked = true</script>",
  "<kbd><pre><style>*{display:none}</style></pre></kbd> <textarea> <!-- <plaintext>",
  '<svg onload="globalThis.isHacked=true"><a href="javascript:globalThis.isHacked=true">x</a></svg>',
  '[a](<javascript:globalThis.isHacked=true> "t") [b](JaVaScRiPt:alert(1)) [c](data:text/html,x)',
  '[d](https://a.example/"onmouseover="globalThis.isHacked=true) <https://b.example/"x>',
  '![x](https://tracker.example/a.png "onerror=alert(1)") ![](javascript:alert(1))',
  '```"><script>globalThis.isHacked=true</script>\nx\n```',
  "| <b>a | `<i>` |\n| --- | --- |\n| \"' onclick=x | &lt;script&gt; |",
  "\\<script>globalThis.isHacked=true\\</script> &#60;script&#62;",
  "\u202Eturned \u2066around",
];

describe.skipIf(!hasBrowser)("the HTML export", () => {
  it("holds nothing that runs or loads, whatever is said, asked and called", async () => {
    await using page = await open();

    for (const words of hostile) {
      await page.show(saidEverywhere(words));

      const { elements, attributes, links, isHacked } = await page.look();
      expect(elements.filter((name) => !allowedElements.has(name.toUpperCase()))).toEqual([]);
      expect(attributes.filter((name) => /^on|^style$|^src/.test(name))).toEqual(["style"]);
      expect(links.filter((href) => !/^https?:\/\/|^mailto:/.test(href))).toEqual([]);
      expect(isHacked).toBe(false);
    }
    expect(page.requests).toEqual([]);
  });

  it("shows every turn under its speaker, and both pictures with what they say in words", async () => {
    await using page = await open();

    await page.show(reportedDiscussion);

    expect(await page.texts("article h4")).toEqual([
      "Claude",
      "Gemini",
      "GPT",
      "GPT (person)",
      "GPT",
      "Gemini",
      "Claude",
      "GPT (person) to GPT",
      "GPT (asked directly)",
      "Claude",
      "Gemini",
      "GPT",
    ]);
    expect(await page.texts("article:nth-of-type(6) .note")).toEqual([
      "Gemini had nothing to add.",
    ]);
    expect(await page.texts("svg.matrix title")).toEqual([
      "The south quay is cheaper: Claude agrees, GPT denies it, Gemini not named. A crane | is needed: Claude agrees, GPT agrees, Gemini agrees. # Which quay: Claude holds position A, GPT holds position A, Gemini holds position B",
    ]);
    expect(await page.texts("svg.course title")).toEqual([
      "Pairs of participants that agree: round 2 –, round 3 50 %",
    ]);
    expect(await page.texts("svg.matrix rect + text")).toEqual("✓ ✗ – ✓ ✓ ✓ A A B".split(" "));
  });

  it("shows as it was written what is nested too deep to be Markdown", async () => {
    await using page = await open();
    const [first] = fullDiscussion.messages;
    if (!first) throw new Error("nothing was said");
    const content = `${"> ".repeat(20_000)}<b>deep`;

    await page.show({ ...fullDiscussion, messages: [{ ...first, content }] });

    const [shown] = await page.texts("article pre");
    expect(shown === content).toBe(true);
  });

  it("loses no column and no address on paper, and goes on with long code on the next page", async () => {
    await using page = await open(700);
    const [first] = fullDiscussion.messages;
    if (!first) throw new Error("nothing was said");
    const row = (cell: string) => `|${` ${cell} |`.repeat(14)}`;
    const content = [
      "[the survey](https://survey.example/quays) and https://bare.example",
      [row("A column"), row("---"), row("words in a cell")].join("\n"),
      `\`\`\`\n${"if (x) y();\n".repeat(200)}\`\`\``,
    ].join("\n\n");

    await page.show({ ...fullDiscussion, messages: [{ ...first, content }] });

    expect(await page.onPaper()).toEqual({
      overflow: 0,
      addresses: ['" (https://survey.example/quays)"', "none"],
      codeBreaks: "auto",
    });
  });

  it("is no wider than a phone", async () => {
    await using page = await open(320);

    await page.show({ ...reportedDiscussion, question: `Where ${"x".repeat(400)}` });

    expect(await page.width()).toBeLessThanOrEqual(320);
  });
});

function saidEverywhere(words: string): Discussion {
  const consensus = reportedDiscussion.consensus;
  if (!consensus) throw new Error("there is no report");
  const line = words.slice(0, 500);
  return {
    ...fullDiscussion,
    project: { ...fullDiscussion.project, name: line },
    question: words,
    messages: fullDiscussion.messages.map((message) =>
      message.kind === "person"
        ? { ...message, content: words, person: line }
        : { ...message, content: words, answeredBy: line },
    ),
    consensus: {
      ...consensus,
      agreements: consensus.agreements.map((one) => ({
        ...one,
        claim: words,
        unattributed: [words],
        quotes: [{ seq: 1, text: words, isFound: true }],
      })),
      disagreements: consensus.disagreements.map((one) => ({
        ...one,
        topic: words,
        positions: { claude: words, [line]: words },
        unattributed: { [line]: words },
        crux: words,
      })),
      report: { ...consensus.report, recommendation: words, openQuestions: [words] },
    },
  };
}

const lookSchema = z.object({
  elements: z.array(z.string()),
  attributes: z.array(z.string()),
  links: z.array(z.string()),
  isHacked: z.boolean(),
});

const look = `(() => {
  const all = [...document.querySelectorAll("main *")];
  return {
    elements: [...new Set(all.map((element) => element.nodeName))],
    attributes: [...new Set(all.flatMap((element) => element.getAttributeNames()))],
    links: all.flatMap((element) => element.getAttribute("href") ?? []),
    isHacked: "isHacked" in globalThis,
  };
})()`;

const paperSchema = z.object({
  overflow: z.number(),
  addresses: z.array(z.string()),
  codeBreaks: z.string(),
});

const paper = `({
  overflow: Math.max(...[...document.querySelectorAll("table, pre")].map(
    (element) => Math.max(0, element.getBoundingClientRect().right - innerWidth),
  )),
  addresses: [...document.querySelectorAll("article a")].map(
    (link) => getComputedStyle(link, "::after").content,
  ),
  codeBreaks: getComputedStyle(document.querySelector("pre")).breakInside,
})`;

async function open(width = 900) {
  const browser = await openBrowser();
  const page: Page = await browser.newPage({ viewport: { width, height: 800 } });
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  return {
    requests,
    /** Without its policy, so that the document itself has to be safe. */
    async show(discussion: Discussion): Promise<void> {
      const written = await writeOut(html, discussion);
      const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
      expect(written).toMatch(policy);
      await page.setContent(written.replace(policy, ""));
    },
    texts: (selector: string) => page.locator(selector).allTextContents(),
    width: async () =>
      z.number().parse(await page.evaluate("document.documentElement.scrollWidth")),
    async onPaper() {
      await page.emulateMedia({ media: "print" });
      return paperSchema.parse(await page.evaluate(paper));
    },
    look: async () => lookSchema.parse(await page.evaluate(look)),
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
