import { consensusShare } from "./agreement.ts";
import { expectedCost, spentOn } from "./cost.ts";
import type { Consensus } from "./consensus.ts";
import type { Discussion, Round, StopReason } from "./discussion.ts";
import type { ModelMessage, PersonMessage } from "./message.ts";
import { isHeard, isLasting } from "./outcome.ts";

/** The one thing that a discussion needs next. */
export type Step =
  | { readonly kind: "rest" }
  | {
      readonly kind: "ask";
      readonly roundNumber: number;
      readonly type: Round["type"];
      /** Asked at the same time. */
      readonly models: readonly string[];
    }
  | {
      readonly kind: "answer";
      readonly message: PersonMessage;
      /** Asked at the same time, each alone. */
      readonly models: readonly string[];
    }
  /** Has the secretary write what was agreed and what was not. */
  | { readonly kind: "report" }
  /** Has each participant confirm what the report says of it. */
  | { readonly kind: "ratify"; readonly consensus: Consensus }
  | { readonly kind: "complete"; readonly reason: StopReason };

/**
 * Decides from stored rows alone, so that a discussion interrupted anywhere goes on by being loaded and
 * asked again. Neither words in prose nor a model's wish can end it.
 */
export function nextStep(discussion: Discussion): Step {
  if (discussion.status === "completed") return { kind: "rest" };

  const round = discussion.rounds.at(-1);
  const silent = round ? silentIn(discussion, round) : [];
  // A half-done parallel round comes first: its turns must not hear what a direct answer says.
  const isBetweenTurns = round && (silent.length === 0 || round.type === "sequential");
  const question = isBetweenTurns ? unansweredQuestion(discussion) : undefined;
  if (question) return { kind: "answer", ...question };
  if (isBetweenTurns && discussion.isReportWanted) return { kind: "report" };
  const { consensus } = discussion;
  if (isBetweenTurns && consensus?.ratification === null) return { kind: "ratify", consensus };
  if (discussion.stopReason) return { kind: "complete", reason: discussion.stopReason };

  if (round && silent.length > 0) return ask(discussion, round.roundNumber, round.type, silent);
  const reason = round && reasonToStop(discussion, round);
  if (reason && reportsItself(discussion, reason)) return { kind: "report" };
  if (reason) return { kind: "complete", reason };
  const roundNumber = (round?.roundNumber ?? 0) + 1;
  const type = roundNumber === 1 ? "parallel" : discussion.project.settings.round_order;
  return ask(discussion, roundNumber, type, expectedIn(discussion, roundNumber));
}

/** Also while a direct question is answered, or a report written, after the end. */
export function hasEnded(discussion: Discussion): boolean {
  if (discussion.status === "completed" || discussion.stopReason) return true;
  const reportedSeq = discussion.messages.at(-1)?.seq ?? 0;
  const rest = { ...discussion, isReportWanted: false, consensus: undefined, reportedSeq };
  return nextStep(rest).kind === "complete";
}

function ask(
  discussion: Discussion,
  roundNumber: number,
  type: Round["type"],
  silent: readonly string[],
): Step {
  const models = type === "parallel" ? silent : silent.slice(0, 1);
  if (models.length === 0) return { kind: "complete", reason: "nobody_answered" };
  if (isOverBudget(discussion, models)) return { kind: "complete", reason: "budget" };
  return { kind: "ask", roundNumber, type, models };
}

/** Pauses before the call that would pass the budget, not after it. */
function isOverBudget(discussion: Discussion, models: readonly string[]): boolean {
  const { budgetNanoUsd, messages } = discussion;
  if (budgetNanoUsd === undefined) return false;
  const next = models.reduce((sum, model) => sum + expectedCost(messages, model), 0);
  const { costNanoUsd } = spentOn(discussion);
  return costNanoUsd > 0 && costNanoUsd + next > budgetNanoUsd;
}

/** With three or more seats the first to speak moves on by one each round, so that none is the anchor. */
export function speakingOrder({ seats }: Discussion, roundNumber: number): readonly string[] {
  const models = seats.map((seat) => seat.model);
  const shift = models.length >= 3 ? (roundNumber - 1) % models.length : 0;
  return [...models.slice(shift), ...models.slice(0, shift)];
}

/** The turns of a round as stored; direct answers are none. */
export function turnsIn(discussion: Discussion, roundNumber: number): readonly ModelMessage[] {
  return discussion.messages
    .filter((message) => message.kind === "model")
    .filter((message) => message.roundNumber === roundNumber && !message.isDirect);
}

function silentIn(discussion: Discussion, { roundNumber }: Round): readonly string[] {
  const heard = new Set(turnsIn(discussion, roundNumber).map((turn) => turn.model));
  return expectedIn(discussion, roundNumber).filter((model) => !heard.has(model));
}

function expectedIn(discussion: Discussion, roundNumber: number): readonly string[] {
  const absent = new Set(sittingOut(discussion, roundNumber).map(({ model }) => model));
  return speakingOrder(discussion, roundNumber).filter((model) => !absent.has(model));
}

/**
 * The failures for which participants sit a round out: their last word, in an earlier round, that asking again
 * would not change. So a model that hangs costs its time once. When a person takes the discussion up again all
 * are asked.
 */
export function sittingOut(
  { seats, messages, resumedAfterRound }: Discussion,
  roundNumber: number,
): readonly ModelMessage[] {
  return seats.flatMap(({ model }) => {
    const last = messages
      .filter((message) => message.kind === "model")
      .findLast((message) => message.model === model && message.roundNumber < roundNumber);
    if (!last || !isLasting(last.outcome)) return [];
    const isTakenUpSince = last.roundNumber <= resumedAfterRound && resumedAfterRound < roundNumber;
    return isTakenUpSince ? [] : [last];
  });
}

/** What is still to be asked for again: failures of the last round, and of those who sat it out. */
export function failedTurns(discussion: Discussion): readonly ModelMessage[] {
  const roundNumber = discussion.rounds.at(-1)?.roundNumber ?? 1;
  return [
    ...turnsIn(discussion, roundNumber).filter(({ outcome }) => !isHeard(outcome)),
    ...sittingOut(discussion, roundNumber),
  ];
}

/** The oldest direct question that some addressee has not answered, or tried to. */
function unansweredQuestion(
  discussion: Discussion,
): { readonly message: PersonMessage; readonly models: readonly string[] } | undefined {
  for (const message of discussion.messages) {
    if (message.kind !== "person" || !message.isDirect) continue;
    const models = message.addressees.filter(
      (model) =>
        !discussion.messages.some(
          (answer) =>
            answer.kind === "model" &&
            answer.isDirect &&
            answer.model === model &&
            answer.heardSeq >= message.seq,
        ),
    );
    if (models.length > 0) return { message, models };
  }
  return undefined;
}

/** The rules of a finished round, in their order. Stopping by a person and the budget come before them. */
function reasonToStop(discussion: Discussion, { roundNumber }: Round): StopReason | undefined {
  const { seats, roundsWanted, type } = discussion;
  const { settings } = discussion.project;
  const isLast = roundNumber >= roundsWanted;
  const turns = turnsIn(discussion, roundNumber);
  const isFresh = roundNumber > discussion.resumedAfterRound;
  if (isFresh && !turns.some((turn) => isHeard(turn.outcome))) return "nobody_answered";

  if (isFresh && roundNumber > 1 && everybodyHeardPeople(discussion, roundNumber)) {
    const spoken = turns.filter((turn) => isHeard(turn.outcome));
    if (spoken.every((turn) => turn.outcome === "passed")) return "all_passed";
    const share = consensusShare(discussion, turns);
    // Even a threshold of 0 needs somebody who agrees.
    if (share !== undefined && share > 0 && share >= settings.consensus_threshold) {
      return "consensus";
    }
    if (roundNumber >= 3 && turns.length === seats.length && isStable(turns)) {
      return "stable_disagreement";
    }
  }
  if (!isLast) return undefined;
  return type === "open" ? "answered" : "round_limit";
}

/** An end that came by itself is followed by its report, tried once. */
function reportsItself(
  { project, messages, reportedSeq }: Discussion,
  reason: StopReason,
): boolean {
  return (
    project.settings.auto_consensus &&
    (reason === "consensus" || reason === "stable_disagreement") &&
    reportedSeq < (messages.at(-1)?.seq ?? 0)
  );
}

/** Nobody's view moved and nobody brought anything new. A failed or unknown voice proves nothing. */
function isStable(turns: readonly ModelMessage[]): boolean {
  return turns.every(
    ({ position }) =>
      position?.kind === "pass" ||
      (position?.kind === "stance" && !position.changed && !position.newArgument),
  );
}

/** While some participant has not heard a person's message, only people, money and the limit end it. */
function everybodyHeardPeople(discussion: Discussion, roundNumber: number): boolean {
  const lastWord = discussion.messages.findLast((message) => message.kind === "person")?.seq ?? 0;
  return expectedIn(discussion, roundNumber).every((model) =>
    discussion.messages.some(
      (message) =>
        message.kind === "model" && message.model === model && message.heardSeq >= lastWord,
    ),
  );
}
