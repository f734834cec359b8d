import type { Discussion } from "../../src/core/discussion.ts";
import type { ChaosCall } from "./chaos-calls.ts";

const models = 3;
const rounds = [1, 2, 3, 4];

export type Findings = {
  /** What is not as it must be, in words. */
  readonly problems: readonly string[];
  readonly calls: number;
  /** Answers sent whole to a living process. */
  readonly finished: number;
  /** Of these, the ones that were not stored when it was killed: how long after they were sent, in milliseconds. */
  readonly lostMs: readonly number[];
};

export function findProblems(
  discussions: readonly Discussion[],
  received: readonly ChaosCall[],
  killedAt: readonly number[],
): Findings {
  const calls = received.map((call) => withoutGhost(call, killedAt));
  const byQuestion = Map.groupBy(calls, ({ question }) => question);
  return {
    calls: calls.length,
    finished: calls.filter(({ finishedAt }) => finishedAt !== undefined).length,
    lostMs: lostAnswers(discussions, calls).map(
      ({ life, finishedAt = 0 }) => (killedAt[life] ?? Infinity) - finishedAt,
    ),
    problems: [
      ...discussions.flatMap((discussion) => [
        ...wrongRows(discussion),
        ...wrongContents(discussion, byQuestion.get(questionOf(discussion)) ?? []),
      ]),
      ...[...byQuestion.values()].flatMap(askedAfterTheNext),
    ],
  };
}

/** A connection takes a little more after its other end was killed: what was sent into that was not received. */
function withoutGhost(call: ChaosCall, killedAt: readonly number[]): ChaosCall {
  const isGhost = (call.finishedAt ?? 0) > (killedAt[call.life] ?? Infinity);
  return isGhost ? { ...call, finishedAt: undefined } : call;
}

/** Every answer once, numbered without a gap, in the order of the rounds. */
function wrongRows(discussion: Discussion): readonly string[] {
  const { id, status, stopReason, messages } = discussion;
  const turns = messages.map((message) => [message.seq, message.roundNumber]);
  const expected = rounds.flatMap((round) => Array.from({ length: models }, () => round));
  const speakers = messages.map((message) =>
    message.kind === "model" ? `${message.roundNumber} ${message.model}` : "",
  );
  return [
    ...(status === "completed" && stopReason === "round_limit"
      ? []
      : [`${id} is ${status}, ${stopReason}`]),
    ...(JSON.stringify(turns) === JSON.stringify(expected.map((round, at) => [at + 1, round]))
      ? []
      : [`${id} has the turns ${JSON.stringify(turns)}`]),
    ...(new Set(speakers).size === expected.length
      ? []
      : [`${id} has a voice twice: ${speakers.join(", ")}`]),
    ...(JSON.stringify(discussion.rounds.map(({ roundNumber }) => roundNumber)) ===
    JSON.stringify(rounds)
      ? []
      : [`${id} has other rounds than ${rounds.join()}`]),
  ];
}

/** What is stored is what was sent whole, for this very turn. */
function wrongContents(discussion: Discussion, calls: readonly ChaosCall[]): readonly string[] {
  return discussion.messages
    .filter(
      (message) =>
        !calls.some(
          (call) =>
            message.kind === "model" &&
            message.outcome === "answered" &&
            call.finishedAt !== undefined &&
            call.text === message.content &&
            call.round === message.roundNumber &&
            call.model === `test/${message.model}`,
        ),
    )
    .map(({ seq, content }) => `${discussion.id} has at ${seq} what nobody answered: ${content}`);
}

/** In a sequential round the next is asked once the one before is stored, so nobody is asked after the next was. */
function askedAfterTheNext(calls: readonly ChaosCall[]): readonly string[] {
  const asked = new Set<string>();
  let current = "";
  return calls.flatMap((call) => {
    const turn = turnOf(call);
    const isLate = call.round > 1 && turn !== current && asked.has(turn);
    asked.add(turn);
    current = turn;
    return isLate ? [`${turn} was asked after the next had been`] : [];
  });
}

/** Sent whole, and not what is stored: it was paid for twice. */
function lostAnswers(
  discussions: readonly Discussion[],
  calls: readonly ChaosCall[],
): readonly ChaosCall[] {
  const stored = new Set(
    discussions.flatMap(({ messages }) => messages.map(({ content }) => content)),
  );
  return calls.filter(({ finishedAt, text }) => finishedAt !== undefined && !stored.has(text));
}

function turnOf({ question, round, model }: ChaosCall): string {
  return `question ${question}, round ${round}, ${model}`;
}

function questionOf({ question }: Discussion): number {
  return Number(/\d+/.exec(question)?.[0]);
}
