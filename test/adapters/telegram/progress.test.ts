import { afterEach, expect, test } from "vitest";
import { scriptedModel } from "../../support/scripted-model.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

let table: Awaited<ReturnType<typeof layFastTable>>;

afterEach(async () => {
  await table.close();
});

test("a report that is written and confirmed is no round to follow", async () => {
  table = await layFastTable((clock) =>
    ["claude", "gpt"].map((name) =>
      scriptedModel(name, async ([system], { signal }) => {
        if (system?.content.startsWith("You are the secretary")) {
          return '{"agreements": ["It stands east."], "disagreements": []}';
        }
        if (system?.content.includes('{"ratified"')) {
          await clock.wait(20_000, signal);
          return '{"ratified": {"agreement 1": true}}';
        }
        return "It stands east.";
      }),
    ),
  );
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  says("/in Inbox /open Where is the crane?");
  await table.said(chat, /^All have answered[^]*\.$/);

  // Its first answer comes when the report is written already, and is being confirmed.
  table.fake.fail("sendMessage", { kind: "rate_limited", retryAfter: 5 });
  says("/consensus");
  await table.said(chat, /^Consensus\n/);

  const edits = table.fake.requests.map(({ parameters }) => String(parameters["text"]));
  expect(edits).toContain("Claude writes the report.");
  expect(edits.filter((text) => /writes the report\.\n/.test(text))).toEqual([]);
});
