import { describe, expect, test } from "vitest";
import type { Discussion } from "../../src/core/discussion.ts";
import { splitPosition } from "../../src/core/position.ts";
import { projectSettingsSchema } from "../../src/core/project.ts";
import type { ModelMessage, PersonMessage } from "../../src/core/message.ts";
import { promptFor, type PromptMessage } from "../../src/core/prompt.ts";
import { nextStep, turnsIn } from "../../src/core/protocol.ts";
import { systemPrompt } from "../../src/core/system-prompt.ts";
import { createDemoVoices } from "../../src/models/demo-voices.ts";
import type { Answer, Model } from "../../src/models/model.ts";

const seats = [
  { model: "skeptic", label: "Panelist 1" },
  { model: "optimist", label: "Panelist 2" },
  { model: "pragmatist", label: "Panelist 3" },
];
const questions = [
  "Should we rewrite our billing service in Rust?",
  "Is Node.js 26 ready for production?",
  "Tabs or spaces?",
  "What is the best way to learn Portuguese in six months, given that I travel a lot?",
  "We have 3.5 million rows and one index. What now? Please be brief.",
  "四天工作制是个好主意吗？",
  "*bold* `code` {peer} {topic} $& [link](http://x)?",
  "🗿",
  "word ".repeat(400),
  "Remote work",
  "Do we need microservices?",
  "Can cats be trained?",
];

describe("a table of demo voices", () => {
  test.each(questions)("talks about %j in full, honest and well-formed turns", async (question) => {
    const { messages, rounds } = await play(question);

    expect(rounds.length).toBeGreaterThanOrEqual(2);
    for (const message of messages) {
      const { text, position } = splitPosition(message.content);
      const peers = seats.filter(({ model }) => model !== message.model);
      const words = text.split(/\s+/).length;
      expect(text).toContain("I am a scripted demo voice");
      expect(words).toBeGreaterThanOrEqual(60);
      expect(words).toBeLessThanOrEqual(120);
      expect(text).not.toContain("undefined");
      expect(position?.kind).toBe(message.roundNumber === 1 ? undefined : "stance");
      if (position?.kind !== "stance") continue;
      expect(Object.keys(position.agrees).toSorted()).toEqual(peers.map(({ label }) => label));
      expect(peers.some(({ label }) => text.includes(label))).toBe(true);
    }
  });

  test.each([
    ["Should we rewrite our billing service in Rust?", '"rewrite our billing service in Rust"'],
    ["Is Node.js 26 ready for production?", '"Is Node.js 26 ready for production"'],
    ["Hello there. What is love?", '"What is love"'],
    ["🗿", '"this question"'],
  ])("quotes the topic of %j in every message", async (question, topic) => {
    const { messages } = await play(question);

    expect(messages.length).toBeGreaterThanOrEqual(6);
    for (const { content } of messages) expect(splitPosition(content).text).toContain(topic);
  });

  test("plays the same scene for the same question, and nobody repeats themselves", async () => {
    const question = "Should we rewrite our billing service in Rust?";

    const first = await play(question);
    const second = await play(question);

    const said = first.messages.map(({ content }) => content);
    expect(second.messages.map(({ content }) => content)).toEqual(said);
    expect(new Set(said).size).toBe(said.length);
  });

  test("ends in agreement for some questions and in disagreement for others", async () => {
    const ends = await Promise.all(questions.map(async (question) => (await play(question)).end));

    expect(new Set(ends)).toEqual(new Set(["consensus", "stable_disagreement"]));
  });
});

describe("a demo voice", () => {
  test("answers a person's direct question about what they asked", async () => {
    const { messages } = await play("Tabs or spaces?");
    const discussion = table("Tabs or spaces?", {
      rounds: [{ id: "1", roundNumber: 1, type: "parallel" }],
      messages: [
        ...messages.slice(0, 3),
        person("Which editor do you use?", { isDirect: true, addressees: ["skeptic"] }),
      ],
    });

    const prompt = promptFor(discussion, "skeptic", { roundNumber: 1, isDirect: true });
    const { text } = await ask(voice("skeptic"), prompt.messages);

    expect(text).toContain('"Which editor do you use"');
    expect(text).not.toContain("```");
  });

  test("takes up what a person throws in", async () => {
    const { messages } = await play("Tabs or spaces?");
    const discussion = table("Tabs or spaces?", {
      rounds: [
        { id: "1", roundNumber: 1, type: "parallel" },
        { id: "2", roundNumber: 2, type: "sequential" },
      ],
      messages: [...messages.slice(0, 3), person("Mind the blind users!")],
    });

    const prompt = promptFor(discussion, "optimist", { roundNumber: 2, isDirect: false });
    const { text } = await ask(voice("optimist"), prompt.messages);

    expect(text).toContain('your remark "Mind the blind users"');
  });

  test("writes a report for the secretary's prompt, and only for that", async () => {
    const asked = 'Reply with JSON: {"agreements": [], "disagreements": []}';

    const report = await ask(voice("skeptic"), [{ role: "user", content: asked }]);
    const opened = await ask(voice("skeptic"), [
      { role: "user", content: `[Question]\n> ${asked}\n\nOpening: your turn.` },
    ]);

    expect(JSON.parse(report.text)).toMatchObject({
      agreements: [expect.stringContaining("scripted demo voices"), expect.any(String)],
      disagreements: [
        {
          topic: expect.any(String),
          positions: {
            optimist: expect.any(String),
            skeptic: expect.any(String),
            pragmatist: expect.any(String),
          },
        },
      ],
    });
    expect(opened.text).toContain("I am a scripted demo voice");
  });

  test("streams word by word at a reading pace after a moment of thought", async () => {
    const waits: number[] = [];
    const [model] = createDemoVoices(async (ms) => {
      waits.push(ms);
    });
    const pieces: string[] = [];

    const answer = await model?.ask(opening("Tabs or spaces?"), {
      signal: new AbortController().signal,
      onText: (text) => pieces.push(text),
    });

    const [thinking = 0, ...words] = waits;
    expect(thinking).toBeGreaterThanOrEqual(400);
    expect(thinking).toBeLessThanOrEqual(1500);
    expect(new Set(words)).toEqual(new Set([50]));
    expect(pieces).toHaveLength(words.length);
    expect(pieces.join("")).toBe(answer?.text);
    expect(pieces.length).toBeGreaterThan(60);
  });

  test("costs nothing and estimates its tokens", async () => {
    const answer = await ask(voice("optimist"), [{ role: "user", content: "one two three" }]);

    expect(answer).toMatchObject({
      outcome: "answered",
      answeredBy: "demo/optimist",
      usage: { inputTokens: 4, costNanoUsd: 0 },
    });
    expect(answer.usage?.outputTokens).toBeGreaterThan(60);
  });

  test("stops at once and keeps what it said", async () => {
    const controller = new AbortController();
    const [model] = createDemoVoices(async (_ms, signal) => signal.throwIfAborted());
    let said = "";

    const asked = model?.ask(opening("Tabs or spaces?"), {
      signal: controller.signal,
      onText(text) {
        said += text;
        if (said.length > 20) controller.abort();
      },
    });

    await expect(asked).rejects.toMatchObject({ name: "ModelError", outcome: "stopped" });
    await expect(asked).rejects.toMatchObject({ partialText: said });
  });

  test("stops while it thinks, with its real clock", async () => {
    const controller = new AbortController();
    const [model] = createDemoVoices();

    const asked = model?.ask(opening("Tabs or spaces?"), {
      signal: controller.signal,
      onText: () => {},
    });
    controller.abort();

    await expect(asked).rejects.toMatchObject({ outcome: "stopped", partialText: "" });
  });

  test("is called what people read", () => {
    const names = createDemoVoices().map(({ name, displayName, id }) => [name, displayName, id]);

    expect(names).toEqual([
      ["optimist", "Optimist", "demo/optimist"],
      ["skeptic", "Skeptic", "demo/skeptic"],
      ["pragmatist", "Pragmatist", "demo/pragmatist"],
    ]);
  });
});

type Played = {
  readonly rounds: Discussion["rounds"];
  readonly messages: readonly ModelMessage[];
};

/** Carries a discussion to its end as the engine does, in memory. */
async function play(question: string): Promise<Played & { readonly end: string }> {
  let played: Played = { messages: [], rounds: [] };
  for (;;) {
    const discussion = table(question, played);
    const step = nextStep(discussion);
    if (step.kind !== "ask") return { ...played, end: "reason" in step ? step.reason : step.kind };
    const { roundNumber, type } = step;
    const isNew = turnsIn(discussion, roundNumber).length === 0;
    const turns = await Promise.all(
      step.models.map(async (model, index) => {
        const prompt = promptFor(discussion, model, { roundNumber, isDirect: false });
        const { text } = await ask(voice(model), prompt.messages);
        return turn(model, roundNumber, prompt.heardSeq, played.messages.length + index + 1, text);
      }),
    );
    played = {
      rounds: isNew
        ? [...played.rounds, { id: `${roundNumber}`, roundNumber, type }]
        : played.rounds,
      messages: [...played.messages, ...turns],
    };
  }
}

function table(question: string, played: Pick<Discussion, "rounds" | "messages">): Discussion {
  return {
    id: "d",
    project: {
      id: "p",
      name: "general",
      settings: projectSettingsSchema.parse({ auto_consensus: false }),
    },
    place: "web",
    question,
    type: "discuss",
    status: "active",
    seats,
    systemPrompt: systemPrompt({ topic: undefined, seats, override: "" }),
    roundsWanted: 4,
    resumedAfterRound: 0,
    stopReason: undefined,
    budgetNanoUsd: undefined,
    isReportWanted: false,
    reportedSeq: 0,
    consensus: undefined,
    createdAt: "2026-11-21T00:00:00.000Z",
    ...played,
  };
}

const stored = { discussionId: "d", timestamp: "2026-11-21T00:00:00.000Z", isDirect: false };

function turn(
  model: string,
  roundNumber: number,
  heardSeq: number,
  seq: number,
  content: string,
): ModelMessage {
  const { position } = splitPosition(content);
  return {
    ...stored,
    kind: "model",
    id: `${seq}`,
    roundNumber,
    seq,
    model,
    heardSeq,
    content,
    position,
    outcome: "answered",
    usage: undefined,
    latencyMs: undefined,
    answeredBy: undefined,
  };
}

/** Said behind the three openings. */
function person(content: string, extra: Partial<PersonMessage> = {}): PersonMessage {
  return {
    ...stored,
    kind: "person",
    id: "4",
    roundNumber: 1,
    seq: 4,
    content,
    person: "Ann",
    addressees: [],
    ...extra,
  };
}

function opening(question: string): readonly PromptMessage[] {
  const discussion = table(question, { rounds: [], messages: [] });
  return promptFor(discussion, "optimist", { roundNumber: 1, isDirect: false }).messages;
}

function voice(name: string): Model {
  const found = createDemoVoices(async () => {}).find((model) => model.name === name);
  if (!found) throw new Error(`no demo voice ${name}`);
  return found;
}

function ask(model: Model, messages: readonly PromptMessage[]): Promise<Answer> {
  return model.ask(messages, { signal: new AbortController().signal, onText: () => {} });
}
