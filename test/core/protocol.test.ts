import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Discussion } from "../../src/core/discussion.ts";
import { isHeard } from "../../src/core/outcome.ts";
import { projectSettingsSchema } from "../../src/core/project.ts";
import { failedTurns, nextStep, speakingOrder, turnsIn } from "../../src/core/protocol.ts";
import { quoteMessage } from "../../src/core/quote.ts";
import {
  behaviours,
  type Interruption,
  modelSays,
  newDiscussion,
  openRound,
  personSays,
  play,
} from "../support/history.ts";

const agreeing = (...labels: readonly string[]) =>
  `Yes.\n\`\`\`position\n${JSON.stringify({
    stance: "yes",
    agrees: Object.fromEntries(labels.map((label) => [label, true])),
    new_argument: true,
  })}\n\`\`\``;
const stable = '```position\n{"stance":"no","agrees":{},"changed":false,"new_argument":false}\n```';
const pass = '```position\n{"pass":true}\n```';

/** Rounds as lists of what claude (Panelist 3), gpt (Panelist 2) and gemini (Panelist 1) say. */
function after(rounds: readonly (readonly string[])[], change: Partial<Discussion> = {}) {
  return rounds.reduce<Discussion>(
    (discussion, contents, index) =>
      contents.reduce(
        (table, content, seat) =>
          modelSays(table, table.seats[seat]?.model ?? "", content, {
            outcome: content === "FAILED" ? "timeout" : content === pass ? "passed" : "answered",
          }),
        openRound(discussion, index === 0 ? "parallel" : "sequential"),
      ),
    newDiscussion(change),
  );
}

const opening = ["One.", "Two.", "Three."];
const unanimous = [
  agreeing("Panelist 2", "Panelist 1"),
  agreeing("Panelist 3", "Panelist 1"),
  agreeing("Panelist 3", "Panelist 2"),
];

describe("nextStep", () => {
  test("opens with everybody at once", () => {
    const step = nextStep(newDiscussion());

    expect(step).toEqual({
      kind: "ask",
      roundNumber: 1,
      type: "parallel",
      models: ["claude", "gpt", "gemini"],
    });
  });

  test("asks only those not yet heard when a round was interrupted", () => {
    const table = modelSays(openRound(newDiscussion(), "parallel"), "gpt", "Two.");

    expect(nextStep(table)).toMatchObject({ kind: "ask", models: ["claude", "gemini"] });
  });

  test("asks one after another in a sequential round, beginning one seat further each time", () => {
    expect(nextStep(after([opening]))).toEqual({
      kind: "ask",
      roundNumber: 2,
      type: "sequential",
      models: ["gpt"],
    });
    expect(speakingOrder(newDiscussion(), 3)).toEqual(["gemini", "claude", "gpt"]);
  });

  test("asks all at once where the project wants it", () => {
    const settings = projectSettingsSchema.parse({
      round_order: "parallel",
      auto_consensus: false,
    });
    const project = { id: "p", name: "Harbour", settings };

    expect(nextStep(after([opening], { project }))).toMatchObject({ models: { length: 3 } });
  });

  test.each<[string, Discussion, string]>([
    ["an opening alone", after([opening], { type: "open", roundsWanted: 1 }), "answered"],
    ["nobody answers", after([["FAILED", "FAILED", "FAILED"]]), "nobody_answered"],
    ["all pass", after([opening, [pass, pass, pass]]), "all_passed"],
    ["all pass but one that failed", after([opening, [pass, "FAILED", pass]]), "all_passed"],
    ["all agree", after([opening, unanimous]), "consensus"],
    [
      "two agree and the third failed",
      after([opening, [agreeing("Panelist 2"), agreeing("Panelist 3"), "FAILED"]]),
      "consensus",
    ],
    [
      "two agree and the third passed",
      after([opening, [agreeing("Panelist 2"), agreeing("Panelist 3"), pass]]),
      "consensus",
    ],
    [
      "nothing moves",
      after([opening, unanimous.slice(0, 2).concat(stable), [stable, stable, stable]]),
      "stable_disagreement",
    ],
    ["the rounds are over", after([opening, opening], { roundsWanted: 2 }), "round_limit"],
  ])("completes when %s", (_, table, reason) => {
    expect(nextStep(table)).toEqual({ kind: "complete", reason });
  });

  test.each<[string, Discussion]>([
    [
      "agreement in a circle",
      after([opening, [agreeing("Panelist 2"), agreeing("Panelist 1"), agreeing("Panelist 3")]]),
    ],
    ["words of agreement", after([opening, ["We all agree.", "Мы все согласны.", "我们都同意。"]])],
    [
      "one agreeing voice among failures",
      after([opening, [agreeing("Panelist 2"), "FAILED", "FAILED"]]),
    ],
    [
      "agreement with oneself",
      after([opening, [agreeing("Panelist 3"), agreeing("Panelist 2"), agreeing("Panelist 1")]]),
    ],
    ["agreement in the opening", after([unanimous])],
    ["a standstill right after the opening", after([opening, [stable, stable, stable]])],
    ["a standstill with an unknown position", after([opening, opening, [stable, stable, "Hm."]])],
  ])("goes on after %s", (_, table) => {
    expect(nextStep(table)).toMatchObject({ kind: "ask" });
  });

  test("a person's word that somebody has not heard keeps the table open, but not past its limit", () => {
    const word = personSays(after([opening, unanimous]), "And the tide?");

    expect(nextStep(word)).toMatchObject({ kind: "ask", roundNumber: 3 });
    expect(nextStep({ ...word, roundsWanted: 2 })).toMatchObject({ reason: "round_limit" });
  });

  test("one that timed out sits out the rounds that follow, until a person takes them up", () => {
    const failed = after([["One.", "FAILED", "Three."]]);
    const second = modelSays(openRound(failed, "sequential"), "gemini", "Three.");
    const ended = modelSays(second, "claude", "One.");
    const resumed = { ...ended, resumedAfterRound: 2 };

    expect(nextStep(failed)).toMatchObject({ roundNumber: 2, models: ["gemini"] });
    expect(nextStep(second)).toMatchObject({ roundNumber: 2, models: ["claude"] });
    expect(nextStep(ended)).toMatchObject({ roundNumber: 3, models: ["gemini"] });
    expect(failedTurns(ended)).toMatchObject([{ model: "gpt", roundNumber: 1 }]);
    expect(nextStep(modelSays(openRound(resumed, "parallel"), "claude", "One."))).toMatchObject({
      roundNumber: 3,
      models: ["gemini", "gpt"],
    });
  });

  test("one that timed out is heard again once it has answered a direct question", () => {
    const failed = after([["One.", "FAILED", "Three."]]);
    const asked = modelSays(personSays(failed, "And you?", ["gpt"]), "gpt", "Two.", {
      isDirect: true,
    });

    expect(nextStep(asked)).toMatchObject({ roundNumber: 2, models: ["gpt"] });
  });

  test("who sits out keeps nobody from agreeing, though a person has spoken since", () => {
    const failed = personSays(after([["One.", "FAILED", "Three."]]), "Mind the tide.");
    const second = modelSays(openRound(failed, "sequential"), "gemini", agreeing("Panelist 3"));

    expect(nextStep(modelSays(second, "claude", agreeing("Panelist 1")))).toEqual({
      kind: "complete",
      reason: "consensus",
    });
  });

  test("the threshold decides", () => {
    const settings = projectSettingsSchema.parse({
      consensus_threshold: 0.3,
      auto_consensus: false,
    });
    const project = { id: "p", name: "Harbour", settings };
    const circle = [agreeing("Panelist 2"), agreeing("Panelist 1"), agreeing("Panelist 3")];

    expect(nextStep(after([opening, circle], { project }))).toMatchObject({ reason: "consensus" });
  });

  test("where nobody agrees with anybody there is no consensus, however low the threshold", () => {
    const settings = projectSettingsSchema.parse({ consensus_threshold: 0, auto_consensus: false });
    const project = { ...newDiscussion().project, settings };
    const one = [agreeing("Panelist 2"), "No.", "No."];

    expect(nextStep(after([opening, opening], { project }))).toMatchObject({ kind: "ask" });
    expect(nextStep(after([opening, one], { project }))).toMatchObject({ reason: "consensus" });
  });

  test("an end that came by itself is reported once, where the project wants it", () => {
    const project = { id: "p", name: "Harbour", settings: projectSettingsSchema.parse({}) };
    const agreed = after([opening, unanimous], { project });
    const limited = after([opening, opening], { project, roundsWanted: 2 });

    expect(nextStep(agreed)).toEqual({ kind: "report" });
    expect(nextStep({ ...agreed, reportedSeq: 6 })).toMatchObject({ reason: "consensus" });
    expect(nextStep(limited)).toMatchObject({ reason: "round_limit" });
  });

  test("a report that a person asked for is made before anything else goes on", () => {
    const running = after([opening], { isReportWanted: true });
    const ended = after([opening, unanimous], { isReportWanted: true, stopReason: "stopped" });

    expect(nextStep(running)).toEqual({ kind: "report" });
    expect(nextStep(ended)).toEqual({ kind: "report" });
    expect(nextStep({ ...ended, isReportWanted: false })).toMatchObject({ reason: "stopped" });
  });

  test("a direct question is answered by those it asks, and nothing else changes", () => {
    const ended = after([opening, unanimous], { stopReason: "stopped" });
    const asked = personSays(ended, "And you two?", ["gpt", "claude"]);

    const first = nextStep(asked);
    const one = modelSays(asked, "gpt", "Well.", { isDirect: true });
    const both = modelSays(one, "claude", "FAILED", { isDirect: true, outcome: "timeout" });

    expect(first).toMatchObject({ kind: "answer", models: ["gpt", "claude"] });
    expect(nextStep(one)).toMatchObject({ kind: "answer", models: ["claude"] });
    expect(nextStep(both)).toEqual({ kind: "complete", reason: "stopped" });
  });
});

describe.each([
  ["English", "We all agree, there is full consensus.", "I disagree."],
  ["Russian", "Мы все полностью согласны, консенсус достигнут.", "Я не согласен."],
  ["Chinese", "我们完全同意，已达成共识。", "我不同意。"],
])("a table of four in %s", (_, agreement, disagreement) => {
  const four = ["claude", "gpt", "gemini", "grok"].map((model, index) => ({
    model,
    label: `Panelist ${index + 1}`,
  }));
  const seats = (...numbers: readonly number[]) => numbers.map((number) => `Panelist ${number}`);
  const says = (words: string, agrees: readonly string[]) => words + agreeing(...agrees).slice(4);

  test.each<[string, readonly string[], string]>([
    [
      "unanimous",
      [seats(2, 3, 4), seats(1, 3, 4), seats(1, 2, 4), seats(1, 2, 3)].map((all) =>
        says(disagreement, all),
      ),
      "consensus",
    ],
    [
      "agreeing in a circle",
      [seats(2), seats(3), seats(4), seats(1)].map((next) => says(agreement, next)),
      "round_limit",
    ],
    [
      "split in two pairs",
      [seats(2), seats(1), seats(4), seats(3)].map((pair) => says(agreement, pair)),
      "round_limit",
    ],
    ["without positions", [agreement, agreement, agreement, agreement], "round_limit"],
    [
      "agreeing but for one that failed",
      [...[seats(2, 3), seats(1, 3), seats(1, 2)].map((all) => says(disagreement, all)), "FAILED"],
      "consensus",
    ],
    [
      "agreeing but for one that passed",
      [...[seats(2, 3), seats(1, 3), seats(1, 2)].map((all) => says(disagreement, all)), pass],
      "consensus",
    ],
  ])("that is %s ends as its positions say, whatever its words", (__, contents, reason) => {
    const table = after([[agreement, agreement, agreement, agreement], contents], {
      seats: four,
      roundsWanted: 2,
    });

    expect(nextStep(table)).toEqual({ kind: "complete", reason });
  });
});

describe("any history", () => {
  const histories = fc
    .record({
      behaviours: fc.infiniteStream(behaviours),
      interruptions: fc.infiniteStream(
        fc.constantFrom<Interruption>("none", "none", "none", "none", "none", "person", "direct"),
      ),
      picks: fc.infiniteStream(fc.nat(7)),
      seats: fc.integer({ min: 1, max: 5 }),
      roundsWanted: fc.integer({ min: 1, max: 6 }),
      round_order: fc.constantFrom("sequential", "parallel"),
      auto_consensus: fc.boolean(),
    })
    .map((drawn) => {
      const settings = projectSettingsSchema.parse({
        round_order: drawn.round_order,
        auto_consensus: drawn.auto_consensus,
      });
      const start = newDiscussion({
        project: { id: "p", name: "Harbour", settings },
        roundsWanted: drawn.roundsWanted,
        seats: Array.from({ length: drawn.seats }, (_, index) => ({
          model: `model-${index}`,
          label: `Panelist ${index + 1}`,
        })),
      });
      let interruptions = 0;
      const draw = {
        behaviour: () => drawn.behaviours.next().value,
        // A person who never stops talking is no history.
        interruption: (): Interruption =>
          (interruptions += 1) > 20 ? "none" : drawn.interruptions.next().value,
        pick: (length: number) => drawn.picks.next().value % length,
      };
      return { start, draw, played: play(start, draw) };
    });

  test("ends, within the rounds wanted", () => {
    fc.assert(
      fc.property(histories, ({ start, played: { discussion } }) => {
        expect(discussion.status).toBe("completed");
        expect(discussion.rounds.length).toBeLessThanOrEqual(start.roundsWanted);
      }),
    );
  });

  test("asks each once in a round, but those who failed for good before", () => {
    fc.assert(
      fc.property(histories, ({ played: { discussion } }) => {
        for (const { roundNumber } of discussion.rounds) {
          const speakers = turnsIn(discussion, roundNumber).map(({ model }) => model);
          const expected = discussion.seats
            .map(({ model }) => model)
            .filter((model) => !hasFailedForGood(discussion, model, roundNumber));
          expect(speakers.toSorted()).toEqual(expected.toSorted());
        }
      }),
    );
  });

  test("goes on for exactly one round more when it is taken up again for one", () => {
    fc.assert(
      fc.property(histories, ({ draw, played: { discussion } }) => {
        const { length } = discussion.rounds;
        const again = play(
          {
            ...discussion,
            status: "active",
            stopReason: undefined,
            resumedAfterRound: length,
            roundsWanted: length + 1,
          },
          draw,
        );

        expect(again.discussion.rounds).toHaveLength(length + 1);
      }),
    );
  });

  test("only makes a model's prompt longer", () => {
    fc.assert(
      fc.property(histories, ({ played: { asked } }) => {
        for (const [index, { model, prompt }] of asked.entries()) {
          const previous = asked.slice(0, index).findLast((one) => one.model === model);
          if (previous) expect(textOf(prompt).startsWith(textOf(previous.prompt))).toBe(true);
        }
      }),
    );
  });

  test("alternates user and assistant, and ends with the user", () => {
    fc.assert(
      fc.property(histories, ({ played: { asked } }) => {
        for (const { prompt } of asked) {
          const roles = prompt.map(({ role }) => role);
          const expected = roles.map((_, index) =>
            index === 0 ? "system" : index % 2 === 1 ? "user" : "assistant",
          );
          expect(roles).toEqual(expected);
          expect(roles.at(-1)).toBe("user");
        }
      }),
    );
  });

  test("lets every model hear each person's word and each answer of the others, and no failure", () => {
    fc.assert(
      fc.property(histories, ({ draw, played: { discussion } }) => {
        const { length } = discussion.rounds;
        const { asked } = play(
          {
            ...discussion,
            status: "active",
            stopReason: undefined,
            resumedAfterRound: length,
            roundsWanted: length + 1,
          },
          { ...draw, interruption: () => "none" },
        );

        for (const { model, prompt } of asked) {
          const text = textOf(prompt);
          for (const message of discussion.messages) {
            if (
              message.kind === "person" ||
              (message.model !== model && isHeard(message.outcome))
            ) {
              expect(text).toContain(quoteMessage(message, discussion.seats));
            }
          }
        }
      }),
    );
  });

  function hasFailedForGood(discussion: Discussion, model: string, before: number): boolean {
    const words = discussion.messages.filter(
      (message) => message.kind === "model" && message.model === model,
    );
    const last = words.findLast(({ roundNumber }) => roundNumber < before);
    const failures = ["timeout", "auth", "no_credit", "too_long", "rejected", "unavailable"];
    return last?.kind === "model" && failures.includes(last.outcome);
  }

  function textOf(prompt: readonly { readonly role: string; readonly content: string }[]): string {
    return prompt.map(({ role, content }) => `\n\n#${role}\n${content}`).join("");
  }
});
