import { expect, onTestFinished, test } from "vitest";
import { busyDisk } from "../../support/busy-disk.ts";
import { scriptedModel } from "../../support/scripted-model.ts";
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
