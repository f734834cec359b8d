import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { hasBrowser } from "../../support/browser.ts";
import { layPage, type LaidPage } from "../../support/lay-page.ts";
import { type SteppedModel, steppedModel } from "../../support/stepped-model.ts";

describe.skipIf(!hasBrowser)("a very long discussion on the page", () => {
  let claude: SteppedModel;
  let laid: LaidPage;

  beforeEach(async () => {
    claude = steppedModel("claude");
    laid = await layPage([claude]);
    await laid.table.say("/in Inbox /status");
  });

  afterEach(() => laid.close());

  /** One that was held before: in each round after the opening a remark and a turn. */
  async function store(messages: number): Promise<string> {
    const { db } = laid.table;
    const { discussionId = "" } = await laid.table.say("/open How long?");
    await claude.asked();
    claude.end();
    await laid.table.ended(discussionId);
    const nothing = {
      addressees: null,
      position: null,
      latencyMs: null,
      costNanoUsd: null,
      answeredBy: null,
      inputTokens: null,
      outputTokens: null,
      cachedTokens: null,
      reasoningTokens: null,
    };
    const rounds = Array.from({ length: messages / 2 }, (_, index) => ({
      id: randomUUID(),
      discussionId,
      roundNumber: index + 2,
      type: "sequential",
    }));
    const said = rounds.flatMap(({ id: roundId, roundNumber }) => {
      const seq = 2 * roundNumber - 2;
      const message = (at: number) => ({
        ...nothing,
        id: randomUUID(),
        discussionId,
        roundId,
        seq: at,
        isDirect: 0,
        content: `Remark ${at}. ${"Some *plain* words. ".repeat(20)}`,
        timestamp: "2026-01-01T00:00:00.000Z",
      });
      const remark = { ...message(seq), authorKind: "person", authorName: "Host", model: null };
      const turn = { ...message(seq + 1), authorKind: "model", authorName: "claude" };
      return [
        { ...remark, outcome: null, heardSeq: null },
        { ...turn, model: "claude", outcome: "answered", heardSeq: seq },
      ];
    });
    // A row has some 20 values, and SQLite takes at most 32,766 in one statement.
    const rowsAtOnce = 1000;
    await db.transaction().execute(async (trx) => {
      for (let row = 0; row < said.length; row += rowsAtOnce) {
        await trx
          .insertInto("round")
          .values(rounds.slice(row / 2, (row + rowsAtOnce) / 2))
          .execute();
        await trx
          .insertInto("message")
          .values(said.slice(row, row + rowsAtOnce))
          .execute();
      }
      await trx
        .updateTable("discussion")
        .set({ lastSeq: messages + 1, type: "discuss" })
        .where("id", "=", discussionId)
        .execute();
    });
    return discussionId;
  }

  const turns = () => laid.page.locator("article").count();

  test("shows its end first, and what was said before when it is wanted", async () => {
    await store(10_000);
    await laid.page.reload();
    await laid.page.getByText("Remark 10001.").waitFor();
    expect(await turns()).toBe(200);

    await laid.button("Show what was said before").click();

    await expect.poll(turns).toBe(400);
    expect(await laid.page.getByText("Remark 9602.").count()).toBe(1);
    expect(await laid.page.getByText("Remark 9601.").count()).toBe(0);
  });

  test("draws nothing again of what was said, while somebody speaks", async () => {
    await store(1000);
    await laid.page.reload();
    await laid.page.getByText("Remark 1001.").waitFor();
    await laid.button("Show what was said before").click();
    await expect.poll(turns).toBe(400);
    await laid.send("/next");
    await claude.write("Here ");
    await laid.page.getByText("Here").waitFor();
    await laid.page.evaluate(`
      window.changed = [];
      const known = new Set([...document.querySelectorAll(".turn[data-state=rest], .turn.person")]);
      const note = (changes) => changed.push(...changes.map(({ target }) => known.has(target.closest?.(".turn")) ? "old" : "new"));
      new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true });`);

    for (let word = 0; word < 50; word += 1) await claude.write(`word${word} `);
    claude.end();
    await laid.page.getByText("Ended after the last round.").waitFor();

    const changed = z.array(z.string()).parse(await laid.page.evaluate("changed"));
    expect(changed).toContain("new");
    expect(changed).not.toContain("old");
  });
});
