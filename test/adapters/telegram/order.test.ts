import { expect, onTestFinished, test } from "vitest";
import { busyDisk } from "../../support/busy-disk.ts";
import { answered, scriptedModel } from "../../support/scripted-model.ts";
import { layFastTable } from "../../support/telegram/lay-fast-table.ts";

test("the words of a model stand under the reply that announces it, however slow the disk is", async () => {
  const words = "The crane stands at the northern pier, where it always stood.";
  const table = await layFastTable(() =>
    ["claude", "gpt", "gemini"].map((name) => scriptedModel(name, () => words)),
  );
  onTestFinished(table.close);
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  says("/project new Harbour");
  await table.said(chat, /^Harbour is made/);

  for (let time = 1; time <= 5; time += 1) {
    const busy = busyDisk();
    says(`/open Where is the crane ${time}?`);
    await busy;
    await table.fake.until(
      () =>
        table.fake.replies(chat).filter((text) => text.includes("\nThe crane stands")).length ===
        3 * time,
    );
  }

  let [announced, said] = [0, 0];
  for (const text of table.fake.replies(chat)) {
    if (text.includes("Asked: ")) announced += 3;
    if (text.includes("\nThe crane stands")) said += 1;
    expect(said).toBeLessThanOrEqual(announced);
  }
});

test("what is being written begins below what was said before it, however slow the disk is", async () => {
  const table = await layFastTable((clock) => [
    scriptedModel("claude", () => "Claude looks at the northern pier."),
    {
      ...scriptedModel("gpt", () => ""),
      // Whole at once, so that it stands nowhere before it is stored.
      async ask() {
        void busyDisk();
        return answered("GPT looks at the southern pier.");
      },
    },
    {
      ...scriptedModel("gemini", () => ""),
      async ask(_, { signal, onText }) {
        const words = "Gemini looks at the sea, where the crane was never seen.";
        onText(words);
        await clock.wait(5000, signal);
        return answered(words);
      },
    },
  ]);
  onTestFinished(table.close);
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  says("/project new Harbour");
  await table.said(chat, /^Harbour is made/);

  says("/discuss 8 Where is the crane?");
  await table.said(chat, /^Ended after the last round[^]*\.$/);

  const speakers = table.fake
    .replies(chat)
    .flatMap((text) => /^(\w+) · round (\d)\n/.exec(text)?.slice(1, 3).join(" ") ?? []);
  expect(speakers).toEqual(
    [2, 3, 4, 5, 6, 7, 8, 9].flatMap((round) =>
      ["GPT", "Gemini", "Claude", "GPT", "Gemini"]
        .slice((round - 2) % 3)
        .slice(0, 3)
        .map((name) => `${name} ${round}`),
    ),
  );
});
