import { createServer } from "node:http";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { listen } from "../../support/listen.ts";
import type { ServedTable } from "../../support/serve-table.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("the page", () => {
  let claude: SteppedModel;
  let gpt: SteppedModel;
  let gemini: SteppedModel;
  let laid: LaidPage;
  let table: ServedTable;
  let page: Page;

  beforeEach(async () => {
    [claude, gpt, gemini] = [steppedModel("claude"), steppedModel("gpt"), steppedModel("gemini")];
    laid = await layPage([claude, gpt, gemini]);
    ({ table, page } = laid);
  });

  afterEach(() => laid.close());

  const composer = () => laid.composer;
  const answerOf = (name: string) => laid.turnsOf(name);
  const button = (name: string) => laid.button(name);

  async function openAll(question: string): Promise<void> {
    await table.say("/in Inbox /status");
    await composer().fill(question);
    await composer().press("Enter");
    await page.getByRole("heading", { name: question }).waitFor();
    await Promise.all([claude.asked(), gpt.asked(), gemini.asked()]);
  }

  test("asks a sample question by one click when nothing is there yet", async () => {
    await button("Is it wiser to rent or to buy a home?").click();

    await page.getByRole("heading", { name: "Is it wiser to rent or to buy a home?" }).waitFor();
    await expect.poll(() => page.getByRole("article").count()).toBe(3);
    expect(await button("Project: Inbox").isVisible()).toBe(true);
    expect(await page.getByText("Demo voices, scripted").isVisible()).toBe(true);
  });

  test("goes the whole way: make a project, choose its team, ask all, watch them write", async () => {
    await button("Project: Choose a project").click();
    await page.getByLabel("New project").fill('Heat "pumps"');
    await page.getByLabel("New project").press("Enter");
    await page.getByRole("heading", { name: 'Heat "pumps"' }).waitFor();
    await page.getByLabel("Gemini").uncheck();
    await button("Save team").click();
    await page.getByText('The team of Heat "pumps": claude, gpt.').waitFor();
    await button("Close").click();

    await composer().fill("Do they pay off?");
    await button("Ask all").click();
    await claude.write("They **do**");
    await gpt.write("It depends");

    await answerOf("Claude").getByText("They do").waitFor();
    await answerOf("GPT").getByText("It depends").waitFor();
    expect(await page.getByRole("article").count()).toBe(2);
    expect(await answerOf("Claude").locator("strong").innerText()).toBe("do");
    expect(await answerOf("Claude").locator(".state").innerText()).toMatch(/^writing \d+ s$/);
    expect(await composer().inputValue()).toBe("");

    claude.end();
    gpt.end();
    await page.getByText("Both answered").waitFor();
    expect(await answerOf("Claude").locator(".state").innerText()).toMatch(/^\d+\.\d s$/);
  });

  test("loses nothing when it is reloaded in the middle of a stream", async () => {
    await openAll("Tea or coffee?");
    await claude.write("Tea, because ");
    await gpt.write("Coffee.");
    gpt.end();
    await answerOf("Claude").getByText("Tea, because").waitFor();
    await composer().fill("a draft");

    await page.reload();
    await answerOf("Claude").getByText("Tea, because").waitFor();
    await claude.write("it is warm.");
    claude.end();
    await page.getByText("2 of 3 have answered").waitFor();

    expect(await answerOf("Claude").locator(".markdown").innerText()).toBe(
      "Tea, because it is warm.",
    );
    expect(await answerOf("GPT").locator(".markdown").innerText()).toBe("Coffee.");
    expect(await answerOf("Gemini").locator(".state").innerText()).toMatch(/^thinking/);
    expect(await composer().inputValue()).toBe("a draft");
  });

  test("shows a text that was streamed in pieces as it shows it whole", async () => {
    const text = [
      "Title\n===\n\nA paragraph\r\nin two lines.",
      "1. one\n2. two\n\n   still two\n3. three\n\n- other\n  - nested\n\n  loose",
      "| a | b |\n|---|--:|\n| 1 | 2 |\n| `3` | **4** |",
      "```ts\nconst fence = 1;\n\n# no heading\n```\nright after",
      "> quoted\nlazily\n\n> again\n\n    indented\n\n---",
      "<details><summary>More</summary>\n\ninside\n\n</details>\n\nSetext again\n---\n\nend",
    ].join("\n\n");
    await openAll("Pieces?");
    for (let at = 0; at < text.length; at += 3) {
      await claude.write(text.slice(at, at + 3));
      if (at % 30 === 0) await page.evaluate("new Promise(requestAnimationFrame)");
    }
    claude.end();
    await page.getByText("1 of 3 have answered").waitFor();
    await answerOf("Claude").locator(".hljs-keyword").waitFor();
    const streamed = await answerOf("Claude").locator(".markdown").innerHTML();

    await page.reload();
    await answerOf("Claude").locator(".hljs-keyword").waitFor();

    expect(await answerOf("Claude").locator(".markdown").innerHTML()).toBe(streamed);
    expect(streamed).toContain("<details>");
  });

  test("moves nothing that stands there while three write", async () => {
    await openAll("Tea or coffee?");
    await page.evaluate(`
      window.moved = 0;
      window.since = performance.now();
      new PerformanceObserver((list) => {
        for (const { value, startTime } of list.getEntries()) if (startTime > since) moved += value;
      }).observe({ type: "layout-shift", buffered: true });`);

    for (let piece = 0; piece < 30; piece += 1) {
      const words =
        piece % 10 === 9 ? "\n\n```ts\nlet tea;\n```\n\n- one\n- two\n\n" : "Some words more. ";
      for (const model of [claude, gpt, gemini]) await model.write(words);
      await page.evaluate("new Promise(requestAnimationFrame)");
    }
    for (const model of [claude, gpt, gemini]) model.end();
    await page.getByText("All 3 answered").waitFor();
    await answerOf("Gemini").locator(".hljs-keyword").first().waitFor();

    // By Chromium's own measure, of which 0.1 is called good; the line of the state changes its words.
    expect(await page.evaluate("moved")).toBeLessThan(0.01);
  });

  test("colours code once its answer is complete, without changing a letter of it", async () => {
    const code = 'const cup = "tea"; // <b>hot</b>\nreturn cup.length > 2;';
    await openAll("Code?");
    await claude.write(
      `\`\`\`ts\n${code}\n\`\`\`\n\n- in a list\n\n  \`\`\`no-such-language\n  let\n  \`\`\``,
    );
    await answerOf("Claude").getByText("let").waitFor();
    expect(await answerOf("Claude").locator("[class^=hljs]").count()).toBe(0);
    claude.end();

    const pre = answerOf("Claude").locator("pre");
    await pre.locator(".hljs-keyword", { hasText: "const" }).waitFor();
    expect(await pre.first().innerText()).toBe(`${code}\n`);
    expect(await pre.nth(1).locator("span").count()).toBe(0);
    expect(await laid.violations()).toEqual([]);
  });

  test("asks one in the discussion, and keeps question and answer in it", async () => {
    await openAll("Tea or coffee?");
    for (const model of [claude, gpt, gemini]) model.end();
    await page.getByText("All 3 answered").waitFor();

    await composer().fill("And you?");
    await page.getByRole("group", { name: "Ask one" }).getByRole("button", { name: "GPT" }).click();
    await gpt.write("Cocoa.");
    gpt.end();

    const turns = page.locator(".turns .turn");
    await turns.getByText("Cocoa.").waitFor();
    expect((await turns.nth(0).innerText()).split(/\s+/).join(" ")).toBe("You to GPT And you?");
    expect(await turns.nth(1).getByText("answers directly").isVisible()).toBe(true);
    expect(await page.getByRole("heading", { name: "Tea or coffee?" }).isVisible()).toBe(true);
  });

  test("puts whom /ask was told into the composer, to be completed there", async () => {
    await openAll("Where is the crane?");
    claude.end();
    gpt.end();
    gemini.end();
    await page.getByText(/^All have answered/).waitFor();

    await composer().fill("/ask");
    await composer().press("Enter");
    await page.getByRole("status").getByRole("button", { name: "GPT" }).click();
    await expect.poll(() => composer().inputValue()).toBe("@gpt ");
    await page.keyboard.type("Are you sure?");
    await page.keyboard.press("Enter");
    await gpt.asked();
    await gpt.write("Yes, I am.");

    await answerOf("GPT").getByText("Yes, I am.").waitFor();
  });

  test("shows a question to one model beside the table", async () => {
    await openAll("Tea or coffee?");
    await composer().fill("/ask gpt And you?");
    await composer().press("Enter");
    await page.locator(".beside .turn[data-state=writing]").waitFor();
    for (const model of [claude, gpt, gemini]) model.end();

    await page.getByText("Only GPT was asked").waitFor();
    const asked = page.locator(".beside", { has: page.getByRole("heading", { name: "And you?" }) });
    expect(await asked.getByRole("article").count()).toBe(1);
  });

  test("says under a model's name why it did not answer, and keeps the others", async () => {
    await openAll("Tea or coffee?");
    await claude.write("Tea.");
    claude.end();
    await gpt.write("Cof");
    gpt.fail("network");
    gemini.fail("rate_limited");

    await page.getByText("1 of 3 answered").waitFor();
    expect(await answerOf("Claude").locator(".markdown").innerText()).toBe("Tea.");
    expect(await answerOf("GPT").locator(".failure").innerText()).toBe(
      "GPT broke off: its provider could not be reached.",
    );
    expect(await answerOf("GPT").locator(".markdown").innerText()).toBe("Cof");
    expect(await answerOf("Gemini").locator(".failure").innerText()).toBe(
      "Gemini did not answer: rate limit.",
    );
  });

  test("asks where, when there is a choice, and does not lose the question", async () => {
    await table.say("/project new Harbour");
    await table.say("/project new Attic");
    await table.say("/project delete Attic confirmed");
    await composer().fill("Tea or\ncoffee?");
    await composer().press("Enter");
    await page.getByText("No project is selected. Where shall I ask?").waitFor();
    expect(await composer().inputValue()).toBe("Tea or\ncoffee?");

    await button("In Inbox").click();

    await page.getByRole("heading", { name: "Tea or coffee?" }).waitFor();
    await expect.poll(() => composer().inputValue()).toBe("");
    expect(await page.locator(".card p").allInnerTexts()).toEqual(["Asked: Claude, GPT, Gemini."]);
  });

  test("takes typed commands, and shows what they answer until it is dismissed", async () => {
    await composer().fill("/hlep");
    await composer().press("Enter");
    await page.getByText("There is no command /hlep. /help lists them all.").waitFor();

    await button("Dismiss").click();

    expect(await page.locator(".card").count()).toBe(0);
    await composer().press("ArrowUp");
    expect(await composer().inputValue()).toBe("/hlep");
  });

  test("keeps a line break that was typed with Shift", async () => {
    await composer().fill("one");
    await composer().press("Shift+Enter");
    await composer().pressSequentially("two");

    expect(await composer().inputValue()).toBe("one\ntwo");
  });

  test("renames, picks and deletes projects, and takes a deletion back for ten seconds", async () => {
    await page.clock.install();
    await table.say('/project new "First"');
    await table.say('/project new "Second"');
    await button("Project: Second").click();
    const dialog = page.getByRole("dialog");

    await dialog.getByRole("button", { name: "First" }).click();
    await dialog.getByRole("heading", { name: "First" }).waitFor();
    await dialog.getByLabel("Name", { exact: true }).fill("Third");
    await dialog.getByRole("button", { name: "Rename" }).click();
    await dialog.getByRole("heading", { name: "Third" }).waitFor();
    await dialog.getByRole("button", { name: "Delete this project" }).click();
    await page.clock.runFor(9_000);
    await dialog.getByRole("button", { name: "Undo" }).click();
    await page.clock.runFor(9_000);
    await dialog.getByRole("button", { name: "Delete this project" }).click();
    await page.clock.runFor(10_100);

    await dialog.getByText("Third is deleted.").waitFor();
    await expect.poll(() => dialog.locator(".project-list li").allInnerTexts()).toEqual(["Second"]);
  });

  test("does nothing that hostile Markdown asks for", async () => {
    const asked: string[] = [];
    const tracker = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.end();
    });
    const tracked = `http://127.0.0.1:${await listen(tracker)}`;
    await openAll("Attack!");

    await claude.write(
      [
        "<script>document.title = 'broken'</script>",
        "<img src=x onerror=\"document.title='broken'\">",
        "<svg onload=\"document.title='broken'\"><circle r=9></svg>",
        `![see](${tracked}/image)`,
        `<iframe src="${tracked}/frame"></iframe><link rel=stylesheet href="${tracked}/style">`,
        "<style>main{display:none}</style><p style='position:fixed'>styled</p>",
        `<form action="${tracked}/form"><input name=key><button>Enter</button></form>`,
        "[run](javascript:document.title='broken') <a href='data:text/html,x'>data</a>",
        '<a href="https://example.com" onclick="document.title=1" target="_self" id="page">fine</a>',
        "<div class=dock>in disguise</div>",
        '<p class="turn sought" data-voice=2 aria-hidden=true>as another</p>',
        '```html dock" onclick="document.title=1"\n<script>document.title = "broken"</script>\n```',
        '<pre><code class="language-js dock">let it = "be";</code></pre>',
        "end of it",
      ].join("\n\n"),
    );
    claude.end();
    await answerOf("Claude").getByText("end of it").waitFor();
    const markdown = answerOf("Claude").locator(".markdown");

    expect(await page.title()).toBe("Attack! · moai");
    expect(
      await markdown.locator("script, img, svg, iframe, link, style, form, input, button").count(),
    ).toBe(0);
    expect(await markdown.locator("[style], [onclick], [onerror], [id], .dock").count()).toBe(0);
    expect(await markdown.locator(".turn, [data-voice], [aria-hidden]").count()).toBe(0);
    // In colours, and still nothing but words.
    await markdown.locator("pre .hljs-name").first().waitFor();
    expect(await markdown.locator("pre").first().innerText()).toBe(
      '<script>document.title = "broken"</script>\n',
    );
    const links = await markdown
      .locator("a")
      .evaluateAll((found) =>
        found.map((link) => [link.getAttribute("href"), link.getAttribute("rel")]),
      );
    expect(links).toEqual([
      [`${tracked}/image`, "noopener noreferrer"],
      [null, "noopener noreferrer"],
      [null, "noopener noreferrer"],
      ["https://example.com", "noopener noreferrer"],
    ]);
    expect(asked).toEqual([]);
    tracker.close();
    // The sanitiser reads it in a document of its own, under the same policy.
    laid.forgive("Applying inline style");
  });

  test.each([
    ["a line of a megabyte", "word ".repeat(200_000)],
    ["a megabyte without a blank", "x".repeat(1_000_000)],
    ["quotations in quotations", "> ".repeat(20_000)],
    ["emphasis without an end", "_a_".repeat(10_000)],
    ["tags in tags", "<b>".repeat(10_000)],
  ])("shows %s and lives on", async (_, text) => {
    await openAll("Attack!");
    await claude.write(text);
    claude.end();
    await gpt.write("I am here.");
    gpt.end();
    gemini.end();

    await page.getByText("All 3 answered").waitFor();
    await answerOf("GPT").getByText("I am here.").waitFor();
    await composer().fill("/status");
    await composer().press("Enter");
    await page.locator(".card").waitFor();
    expect(await laid.width()).toBe(1280);
  });

  test("asks once, however often the connection breaks on the way", async () => {
    await table.say("/in Inbox /status");
    let sent = 0;
    await page.route("**/api/requests", async (route) => {
      sent += 1;
      if (sent > 1) return await route.continue();
      // The server hears it; the page does not hear the server.
      await route.fetch();
      return await route.abort();
    });

    await composer().fill("Tea or coffee?");
    await composer().press("Enter");
    await page.getByRole("heading", { name: "Tea or coffee?" }).waitFor();
    await expect.poll(() => composer().inputValue()).toBe("");

    expect(sent).toBe(2);
    expect(await table.db.selectFrom("discussion").select("id").execute()).toHaveLength(1);
    laid.forgive("ERR_FAILED");
  });

  test("shows the refusal of the server in words, and keeps the text", async () => {
    const long = `/open ${"a".repeat(300_000)}`;
    await composer().fill(long);
    await composer().press("Enter");

    await page.getByText("This is too long: a request has at most 256 kB. Shorten it.").waitFor();
    expect(await composer().inputValue()).toBe(long);
    laid.forgive("413");
  });

  test("shows the same in two tabs", async () => {
    const other = await laid.context.newPage();
    await other.goto(table.url);

    await openAll("Tea or coffee?");
    await claude.write("Tea.");

    await other.getByText("Tea.").waitFor();
    expect(await other.getByRole("heading", { level: 1 }).innerText()).toBe("Tea or coffee?");
  });

  test("says that the connection is lost, and catches up by itself", async () => {
    await openAll("Tea or coffee?");
    await claude.write("Tea");
    await answerOf("Claude").getByText("Tea").waitFor();

    const heal = await table.cut();
    await page.getByText("Connection lost. Reconnecting…").waitFor();
    await claude.write(", of course.");
    await gpt.write("Coffee.");
    gpt.end();
    await heal();

    await answerOf("Claude").getByText("Tea, of course.").waitFor();
    await answerOf("GPT").getByText("Coffee.").waitFor();
    expect(await page.getByText("Connection lost.").count()).toBe(0);
    laid.forgive("ERR_");
  });

  test("catches up with what was said while it slept, and with what goes on", async () => {
    await openAll("Tea or coffee?");
    await claude.write("Tea");
    await answerOf("Claude").getByText("Tea").waitFor();

    const browserSession = await laid.context.newCDPSession(page);
    await browserSession.send("Page.setWebLifecycleState", { state: "frozen" });
    await claude.write(", of course.");
    claude.end();
    const heal = await table.cut();
    await gpt.write("Coffee.");
    await heal();
    await browserSession.send("Page.setWebLifecycleState", { state: "active" });

    await answerOf("Claude").getByText("Tea, of course.").waitFor();
    await answerOf("GPT").getByText("Coffee.").waitFor();
    await gpt.write(" Black.");
    await answerOf("GPT").getByText("Coffee. Black.").waitFor();
    laid.forgive("ERR_");
  });

  test("connects anew after a sleep in which its connection may have died unheard", async () => {
    await page.clock.install();
    await openAll("Tea or coffee?");
    // From here on a connection is open, and says nothing.
    let isDead = true;
    await page.route("**/api/events*", (route) => (isDead ? undefined : route.continue()));
    await page.reload();
    await claude.write("Tea.");

    isDead = false;
    await page.clock.fastForward("10:00");

    await answerOf("Claude").getByText("Tea.").waitFor();
  });

  test("fits into 320 pixels", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    const widths = [await laid.width()];
    await openAll("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen");
    await claude.write(`${"x".repeat(500)}\n\n|${" wide |".repeat(30)}\n|${"---|".repeat(30)}\n`);
    await claude.write(`\n\`\`\`\n${"y".repeat(500)}\n\`\`\`\n`);
    claude.end();
    await answerOf("Claude").locator("pre").waitFor();
    widths.push(await laid.width());
    await button("Project: Inbox").click();
    await page.getByRole("dialog").waitFor();
    widths.push(await laid.width());

    expect(widths).toEqual([320, 320, 320]);
  });

  test("can be used with the keyboard alone", async () => {
    await composer().pressSequentially("/project new Keys");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Keys is made and selected.", { exact: false }).waitFor();

    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(".card").count()).toBe(0);
    await composer().focus();
    await page.keyboard.type("Tea or coffee?");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");

    await page.getByText("Only GPT is asked").waitFor();
  });
});
