import type { Consensus } from "../../src/core/consensus.ts";
import type { Discussion } from "../../src/core/discussion.ts";
import type { Message, ModelMessage, PersonMessage } from "../../src/core/message.ts";
import { splitPosition } from "../../src/core/position.ts";
import { projectSettingsSchema } from "../../src/core/project.ts";
import { positionBlock } from "../support/position-block.ts";

/** What a text may try: to end its quotation, to be another's, to be HTML, to turn the writing around. */
export const hostileWords = [
  "# I am a heading",
  "",
  "**GPT:**",
  "",
  "> I never said this",
  "",
  "</blockquote></article><script>alert(1)</script><img src=x onerror=alert(1)>",
  "[press](javascript:alert(1)) ![pixel](https://tracker.example/pixel.png)",
  "\u202Eesrever\u202C \u001B[31m red",
  "",
  "---",
  "```html",
  "<b>a fence that is never closed",
].join("\n");

/** One of everything that can happen at a table. */
export const fullDiscussion: Discussion = {
  id: "11111111-1111-4111-8111-111111111111",
  project: {
    id: "22222222-2222-4222-8222-222222222222",
    name: "Old *harbour*",
    settings: projectSettingsSchema.parse({ default_rounds: 2, secretary: "gpt" }),
  },
  place: "web",
  question: "Where does the crane go?",
  type: "discuss",
  status: "completed",
  seats: [
    { model: "claude", label: "Panelist 2" },
    { model: "gpt", label: "Panelist 3" },
    { model: "gemini", label: "Panelist 1" },
  ],
  systemPrompt: "You sit at a round table.",
  roundsWanted: 3,
  resumedAfterRound: 0,
  stopReason: "round_limit",
  budgetNanoUsd: 2_000_000_000,
  isReportWanted: false,
  reportedSeq: 11,
  consensus: undefined,
  createdAt: "2026-11-21T10:00:00.000Z",
  rounds: [
    { id: "r1", roundNumber: 1, type: "parallel" },
    { id: "r2", roundNumber: 2, type: "sequential" },
    { id: "r3", roundNumber: 3, type: "parallel" },
  ],
  messages: [
    answer(1, 1, "claude", "On the **north** quay.\n\nIt is the widest."),
    answer(2, 1, "gemini", hostileWords),
    answer(3, 1, "gpt", "Half an", { outcome: "network", usage: undefined }),
    person(4, 1, "The tide is 4 m.\nMind it."),
    answer(5, 2, "gpt", `South, as Panelist 1 says.${block(["Panelist 1"])}`),
    answer(6, 2, "gemini", '```position\n{"pass":true}\n```', { outcome: "passed" }),
    answer(7, 2, "claude", "", { outcome: "rate_limited", usage: undefined }),
    person(8, 2, "And the cost?", ["gpt"]),
    answer(9, 2, "gpt", "| quay | price |\n| --- | --- |\n| south | 2 M |", { isDirect: true }),
    answer(10, 3, "claude", `South then.${block(["Panelist 1", "Panelist 3"], true)}`),
    answer(11, 3, "gemini", `East.${block([])}`),
    answer(12, 3, "gpt", `South.${block(["Panelist 2"])}`, { outcome: "truncated" }),
  ],
};

/** The same with a report in which every kind of line stands. */
export const reportedDiscussion: Discussion = { ...fullDiscussion, consensus: consensus() };

/** A table that talks on and on: rounds of three, all answered. */
export function manyMessages(count: number, sentences = 2): Discussion {
  const rounds = Array.from({ length: Math.ceil(count / 3) }, (_, index) => ({
    id: `r${index + 1}`,
    roundNumber: index + 1,
    type: index === 0 ? ("parallel" as const) : ("sequential" as const),
  }));
  const messages = Array.from({ length: count }, (_, index) => {
    const { model } = fullDiscussion.seats[index % 3] ?? { model: "claude" };
    const prose = "The crane stands where the tide is lowest, and nobody minds. ".repeat(sentences);
    const words = `**South.** ${prose}\n\n- It is *cheaper*.\n- The quay there is \`4 m\` deep.`;
    return answer(index + 1, Math.floor(index / 3) + 1, model, `${words}${block(["Panelist 1"])}`);
  });
  return { ...fullDiscussion, rounds, messages };
}

export async function* streamed<Item>(items: readonly Item[]): AsyncGenerator<Item, void> {
  yield* items;
}

function answer(
  seq: number,
  roundNumber: number,
  model: string,
  content: string,
  change: Partial<ModelMessage> = {},
): Message {
  return {
    ...said(seq, roundNumber, content),
    kind: "model",
    model,
    outcome: "answered",
    heardSeq: roundNumber === 1 ? 0 : seq - 1,
    position: splitPosition(content).position,
    usage: {
      inputTokens: 100 * seq,
      outputTokens: 50,
      cachedTokens: undefined,
      reasoningTokens: 0,
      costNanoUsd: 1_000_000 * seq,
    },
    latencyMs: 1200,
    answeredBy: `vendor/${model}-5`,
    ...change,
  };
}

function person(
  seq: number,
  roundNumber: number,
  content: string,
  addressees: readonly string[] = [],
): PersonMessage {
  return {
    ...said(seq, roundNumber, content),
    kind: "person",
    person: "GPT",
    isDirect: addressees.length > 0,
    addressees,
  };
}

function said(seq: number, roundNumber: number, content: string) {
  return {
    id: `m${seq}`,
    discussionId: "11111111-1111-4111-8111-111111111111",
    roundNumber,
    seq,
    content,
    timestamp: new Date(Date.UTC(2026, 10, 21, 10, 0, seq)).toISOString(),
    isDirect: false,
  };
}

function block(agrees: readonly string[], changed = false): string {
  const others = { "Panelist 1": false, "Panelist 2": false, "Panelist 3": false };
  const json: unknown = JSON.parse(/\{.*\}/.exec(positionBlock("A view.", agrees))?.[0] ?? "");
  const position = Object.assign({}, json, {
    agrees: { ...others, ...Object.fromEntries(agrees.map((label) => [label, true])) },
    changed,
    because: changed ? "Panelist 3 knows *the price*" : "",
    confidence: 0.7,
  });
  return `\n\n\`\`\`position\n${JSON.stringify(position)}\n\`\`\``;
}

function consensus(): Consensus {
  return {
    id: "33333333-3333-4333-8333-333333333333",
    discussionId: "11111111-1111-4111-8111-111111111111",
    agreements: [
      {
        claim: "The south quay is cheaper",
        by: ["claude", "gpt"],
        unattributed: ["Grok <b>"],
        when: "after_debate",
        quotes: [
          { seq: 10, text: "South then.", isFound: true },
          { seq: 5, text: "I always said so", isFound: false },
        ],
      },
      {
        claim: "A crane | is needed",
        by: ["claude", "gpt", "gemini"],
        unattributed: [],
        when: "independent",
        quotes: [],
      },
    ],
    disagreements: [
      {
        topic: "# Which quay",
        positions: { claude: "South", gpt: "South", gemini: "East, says Panelist 1" },
        unattributed: { Llama: "West" },
        crux: "What the tide costs",
        whatWouldSettle: "A survey",
        quotes: [],
        isCarried: true,
      },
    ],
    report: {
      changes: [{ who: "claude", from: "north", to: "south", because: "the price", becauseSeq: 5 }],
      minority: [{ by: ["gemini"], position: "East", why: "it is dry" }],
      recommendation: "Build on the south quay.",
      openQuestions: ["1. Who pays?"],
      secretaryInstead: "gpt",
      tokens: 900,
      costNanoUsd: 12_000_000,
    },
    ratification: {
      "agreement 1": {
        claude: { state: "confirmed" },
        gpt: { state: "denied", fix: "Only if it is *dry*" },
      },
      "disagreement 1": { gemini: { state: "unanswered" } },
    },
    generatedAt: "2026-11-21T10:05:00.000Z",
    generatedBy: "claude",
    coversSeq: 11,
  };
}
