import { expect, onTestFinished, test } from "vitest";
import { createPostgres } from "../../support/databases.ts";
import { layTelegramTable } from "../../support/telegram/lay-telegram-table.ts";
import { speakTurn } from "../../support/telegram/turn-script.ts";

// The other conversations here are held on SQLite.
test("a conversation on PostgreSQL is shown once, and goes on after a kill", async () => {
  const place = await createPostgres();
  onTestFinished(place.remove);
  const table = await layTelegramTable(
    speakTurn,
    {},
    { AI_MODELS: "claude=v/claude,gpt=v/gpt", DATABASE_URL: place.url },
  );
  onTestFinished(table.close);
  const { chat, says } = table.ann();

  says("/in Inbox /discuss 1 Where is the crane?");
  await table.said(chat, /^Ended after the last round\. All 2 were heard\. 2 rounds/);
  await table.restart("SIGKILL");
  says("gpt: And the tide?");
  await table.said(chat, /^GPT[^]*v\/gpt speaks in a direct answer\./);
  says("/discussions");
  await table.said(chat, /Where is the crane\?/);

  const replies = table.telegram.replies(chat);
  const direct = replies.filter((text) => /is asked|direct answer/.test(text));
  expect(direct.map((text) => text.replace("\n", ": "))).toEqual([
    "GPT is asked.",
    "GPT: v/gpt speaks in a direct answer.",
  ]);
  const turns = replies.filter((text) => /speaks in (?:the|round)/.test(text));
  expect(turns.map((text) => text.replace("\n", ": ")).toSorted()).toEqual([
    "Claude · round 2: v/claude speaks in round 2.",
    "Claude: v/claude speaks in the opening.",
    "GPT · round 2: v/gpt speaks in round 2.",
    "GPT: v/gpt speaks in the opening.",
  ]);
});
