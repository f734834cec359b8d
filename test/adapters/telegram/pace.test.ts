import { afterEach, expect, test } from "vitest";
import type { Clock } from "../../../src/adapters/telegram/clock.ts";
import { displayName } from "../../../src/core/display-name.ts";
import type { PromptMessage } from "../../../src/core/prompt.ts";
import type { Model } from "../../../src/models/model.ts";
import { answered } from "../../support/scripted-model.ts";
import { layFastTable, steadyRates } from "../../support/telegram/lay-fast-table.ts";

let table: Awaited<ReturnType<typeof layFastTable>>;

afterEach(async () => {
  await table.close();
});

/** Writes its answers word by word, at the speed of a usual model. */
function writer(name: string, clock: Clock, words: number): Model {
  return {
    name,
    displayName: displayName(name),
    id: `written/${name}`,
    async ask(prompt, { signal, onText }) {
      const text = `${nameTurn(name, prompt)}: ${"word after word ".repeat(words / 3)}end.`;
      const pieces = text.match(/\S+\s*/g) ?? [];
      for (const piece of pieces) {
        await clock.wait(30, signal);
        onText(piece);
      }
      return answered(text);
    },
  };
}

function nameTurn(name: string, prompt: readonly PromptMessage[]): string {
  const [, round = "1"] = /Round (\d+): your turn/.exec(prompt.at(-1)?.content ?? "") ?? [];
  return `${name} in round ${round}`;
}

/** Whose answers stand whole in the chat, in the order in which they stand there. */
function whole(chat: { readonly id: number }): readonly string[] {
  return table.fake
    .replies(chat)
    .filter((text) => text.endsWith("word end."))
    .map((text) => /\n(\w+ in round \d+)/.exec(text)?.[1] ?? text);
}

const five = ["anna", "bert", "cleo", "dora", "emil"];

test("five models over three rounds in a group say all there is to say, once, in order", async () => {
  table = await layFastTable((clock) => five.map((name) => writer(name, clock, 60)));
  const group = table.fake.group("Harbour office");

  table.fake.user({ id: 7, name: "Ann" }).in(group).says("/in Inbox /discuss 3 Where?");
  await table.said(group, /^Ended after the last round[^]*\.$/);

  expect(table.refused()).toEqual([]);
  const said = whole(group);
  expect(said.slice(0, 5).toSorted()).toEqual(five.map((name) => `${name} in round 1`));
  // The first to speak moves on by one each round.
  const later = [2, 3, 4].flatMap((round) =>
    [...five.slice(round - 1), ...five.slice(0, round - 1)].map(
      (name) => `${name} in round ${round}`,
    ),
  );
  expect(said.slice(5)).toEqual(later);
});

test("three models streamed in private say all there is to say, once", async () => {
  const three = five.slice(0, 3);
  table = await layFastTable((clock) => three.map((name) => writer(name, clock, 150)));
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();

  says("/in Inbox /discuss 2 Where?");
  await table.said(chat, /^Ended after the last round[^]*\.$/);

  expect(table.refused()).toEqual([]);
  const said = whole(chat);
  expect(said.slice(0, 3).toSorted()).toEqual(three.map((name) => `${name} in round 1`));
  expect(said.slice(3)).toEqual([
    "bert in round 2",
    "cleo in round 2",
    "anna in round 2",
    "cleo in round 3",
    "anna in round 3",
    "bert in round 3",
  ]);
  const frames = table.fake.requests.filter(
    ({ method, parameters }) =>
      method === "editMessageText" && String(parameters["text"]).endsWith("word …"),
  );
  expect(frames.length).toBeGreaterThan(9);
});

test("eight models are followed in one message, within the limits", async () => {
  const eight = [...five, "finn", "gina", "hans"];
  table = await layFastTable((clock) => eight.map((name) => writer(name, clock, 270)));
  const group = table.fake.group("Harbour office");

  table.fake.user({ id: 7, name: "Ann" }).in(group).says("/in Inbox /discuss 1 Where?");
  await table.said(group, /Round 2 of 2 ▰▰\n(?:[✓✍…·] [^\n]+\n){8}\d+:\d\d/);
  await table.said(group, /^Ended after the last round[^]*\.$/);

  expect(table.refused()).toEqual([]);
  expect(whole(group)).toHaveLength(16);
});

test("after a refusal nothing is called until Telegram said so, and nothing is lost", async () => {
  const two = five.slice(0, 2);
  const rates = { ...steadyRates, privateChat: { count: 2, perMs: 10_000 } };
  table = await layFastTable((clock) => two.map((name) => writer(name, clock, 90)), { rates });
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();

  says("/in Inbox /discuss 1 Where?");
  await table.said(chat, /^Ended after the last round[^]*\.$/);

  const seconds = table
    .refused()
    .map(({ description }) => Number(/\d+$/.exec(description ?? "")?.[0]));
  expect(seconds.length).toBeGreaterThan(0);
  // Whoever calls during a ban is banned for longer than the ten seconds that the limit looks back.
  expect(Math.max(...seconds)).toBeLessThanOrEqual(10);
  expect(whole(chat).toSorted()).toEqual(
    two.flatMap((name) => [`${name} in round 1`, `${name} in round 2`]),
  );
});

test("a refusal of the typing indicator silences all other calls as well", async () => {
  const clocks: Clock[] = [];
  table = await layFastTable((clock) => {
    clocks.push(clock);
    return [writer("anna", clock, 90)];
  });
  const { chat, says } = table.fake.user({ id: 7, name: "Ann" }).inPrivate();
  table.fake.fail("sendChatAction", { kind: "rate_limited", retryAfter: 60 });

  says("/in Inbox /ask anna Where?");
  await table.fake.until(() => table.refused().at(0));
  const refusedAt = clocks[0]?.now() ?? 0;
  await table.said(chat, /word end\.$/);

  expect((clocks[0]?.now() ?? 0) - refusedAt).toBeGreaterThan(55_000);
});
