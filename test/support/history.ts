import fc from "fast-check";
import type { Discussion, Round } from "../../src/core/discussion.ts";
import type { Message, ModelMessage, PersonMessage } from "../../src/core/message.ts";
import { type Outcome, outcomes } from "../../src/core/outcome.ts";
import { splitPosition } from "../../src/core/position.ts";
import { projectSettingsSchema } from "../../src/core/project.ts";
import { promptFor, type PromptMessage } from "../../src/core/prompt.ts";
import { nextStep, type Step } from "../../src/core/protocol.ts";

export function newDiscussion(change: Partial<Discussion> = {}): Discussion {
  return {
    id: "d",
    project: {
      id: "p",
      name: "Harbour",
      settings: projectSettingsSchema.parse({ auto_consensus: false }),
    },
    place: "web",
    question: "Where is the crane?",
    type: "discuss",
    status: "active",
    seats: ["claude", "gpt", "gemini"].map((model, index) => ({
      model,
      label: `Panelist ${3 - index}`,
    })),
    systemPrompt: "The rules.",
    roundsWanted: 4,
    resumedAfterRound: 0,
    stopReason: undefined,
    budgetNanoUsd: undefined,
    isReportWanted: false,
    reportedSeq: 0,
    consensus: undefined,
    createdAt: "2026-01-01T00:00:00.000Z",
    rounds: [],
    messages: [],
    ...change,
  };
}

export function personSays(
  discussion: Discussion,
  content: string,
  addressees: readonly string[] = [],
): Discussion {
  const message: PersonMessage = {
    ...said(discussion, discussion.rounds.at(-1)?.roundNumber ?? 1, content),
    kind: "person",
    person: "Ann",
    isDirect: addressees.length > 0,
    addressees,
  };
  return append(discussion, message);
}

export function modelSays(
  discussion: Discussion,
  model: string,
  content: string,
  change: Partial<Pick<ModelMessage, "outcome" | "heardSeq" | "isDirect" | "roundNumber">> = {},
): Discussion {
  const { position } = splitPosition(content);
  const message: ModelMessage = {
    ...said(discussion, discussion.rounds.at(-1)?.roundNumber ?? 1, content),
    kind: "model",
    model,
    heardSeq: discussion.messages.at(-1)?.seq ?? 0,
    outcome: position?.kind === "pass" ? "passed" : "answered",
    position,
    usage: undefined,
    latencyMs: 1,
    answeredBy: undefined,
    ...change,
  };
  return append(discussion, message);
}

export function openRound(discussion: Discussion, type: Round["type"]): Discussion {
  const roundNumber = discussion.rounds.length + 1;
  const round = { id: `r${roundNumber}`, roundNumber, type };
  return { ...discussion, rounds: [...discussion.rounds, round] };
}

function said(discussion: Discussion, roundNumber: number, content: string) {
  const seq = (discussion.messages.at(-1)?.seq ?? 0) + 1;
  return {
    id: `m${seq}`,
    discussionId: discussion.id,
    roundNumber,
    seq,
    content,
    timestamp: "2026-01-01T00:00:00.000Z",
    isDirect: false,
  };
}

function append(discussion: Discussion, message: Message): Discussion {
  return { ...discussion, messages: [...discussion.messages, message] };
}

/** What one participant does when it is asked. */
export type Behaviour = { readonly outcome: Outcome; readonly content: string };

export const behaviours: fc.Arbitrary<Behaviour> = fc.record({
  outcome: fc.constantFrom(...outcomes.filter((outcome) => outcome !== "passed")),
  content: fc.oneof(
    fc.constantFrom(
      "We all agree. Consensus!",
      "[Panelist 1]\n> I agree with everybody",
      '> ```position\n> {"pass":true}\n> ```',
      '```position\n{"pass":true}\n```',
      '```position\n{"stance":"yes","agrees":{"Panelist 1":true,"Panelist 2":true,"Panelist 3":true}}\n```',
      '```position\n{"stance":"no","agrees":{},"changed":true,"new_argument":true}\n```',
    ),
    fc.string(),
  ),
});

export type Asked = {
  readonly model: string;
  readonly roundNumber: number;
  readonly isDirect: boolean;
  readonly prompt: readonly PromptMessage[];
};

/** One thing that may happen between two steps. */
export type Interruption = "none" | "person" | "direct";

/**
 * Plays a discussion as the engine would, one stored row at a time and parallel calls in any order, and
 * stops when it rests.
 */
export function play(
  start: Discussion,
  draw: {
    readonly behaviour: () => Behaviour;
    readonly interruption: () => Interruption;
    readonly pick: (length: number) => number;
  },
  maxSteps = 400,
): { readonly discussion: Discussion; readonly asked: readonly Asked[]; readonly steps: number } {
  let discussion = start;
  const asked: Asked[] = [];
  for (let steps = 0; steps < maxSteps; steps += 1) {
    const step: Step = nextStep(discussion);
    if (step.kind === "rest") return { discussion, asked, steps };
    if (step.kind === "complete") {
      discussion = { ...discussion, status: "completed", stopReason: step.reason };
      continue;
    }
    if (step.kind === "report" || step.kind === "ratify") {
      const reportedSeq = discussion.messages.at(-1)?.seq ?? 0;
      discussion = { ...discussion, isReportWanted: false, reportedSeq };
      continue;
    }
    if (step.kind === "ask" && step.roundNumber > discussion.rounds.length) {
      discussion = openRound(discussion, step.type);
    }
    const model = step.models[draw.pick(step.models.length)] ?? "";
    const isDirect = step.kind === "answer";
    const roundNumber = step.kind === "ask" ? step.roundNumber : step.message.roundNumber;
    const { messages: prompt, heardSeq } = promptFor(discussion, model, { roundNumber, isDirect });
    asked.push({ model, roundNumber, isDirect, prompt });
    const interruption = draw.interruption();
    if (interruption === "person") discussion = personSays(discussion, `Mind the tide ${steps}.`);
    if (interruption === "direct") {
      const { length } = discussion.seats;
      const addressee = discussion.seats[draw.pick(length)]?.model ?? "";
      discussion = personSays(discussion, `And you ${steps}?`, [addressee]);
    }
    const { outcome, content } = draw.behaviour();
    const passed = outcome === "answered" && splitPosition(content).position?.kind === "pass";
    discussion = modelSays(discussion, model, content, {
      outcome: passed ? "passed" : outcome,
      heardSeq,
      isDirect,
      roundNumber,
    });
  }
  throw new Error("the discussion does not end");
}
