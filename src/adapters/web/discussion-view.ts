import { shortId } from "../../commands/command.ts";
import { consensusShare } from "../../core/agreement.ts";
import { spentOn } from "../../core/cost.ts";
import type { Discussion } from "../../core/discussion.ts";
import { estimateOf, priceOfReport } from "../../core/estimate.ts";
import { outcomeLine } from "../../core/outcome-line.ts";
import type { Texts } from "../../core/texts/english.ts";
import { failedTurns, nextStep, turnsIn } from "../../core/protocol.ts";
import type { DiscussionView } from "./view.ts";

/** As many as can be added at once. */
export const estimatedRounds = 10;

/** A discussion as people see it, without what was said. */
export function discussionView(discussion: Discussion, texts: Texts): DiscussionView {
  const { id, question, type, status, seats, roundsWanted, stopReason, createdAt } = discussion;
  return {
    id,
    shortId: shortId(id),
    question,
    type,
    status,
    seats: seats.map(({ model }) => ({ model })),
    rounds: discussion.rounds.map((round) => ({
      roundNumber: round.roundNumber,
      isParallel: round.type === "parallel",
    })),
    roundsWanted,
    stopReason: stopReason ?? null,
    stopLine: stopReason ? texts.stopReasons[stopReason] : null,
    createdAt,
    outcomeLine: status === "completed" ? outcomeLine(discussion, texts) : null,
    hasFailures: failedTurns(discussion).length > 0,
    reportState: reportStateOf(discussion),
    costNanoUsd: spentOn(discussion).costNanoUsd,
    budgetNanoUsd: discussion.budgetNanoUsd ?? null,
    estimates: Array.from({ length: estimatedRounds }, (_, index) => {
      const { costNanoUsd, ...rest } = estimateOf(index + 1, seats.length, discussion.messages);
      return { ...rest, costNanoUsd: costNanoUsd ?? null };
    }),
    reportNanoUsd: priceOfReport(discussion.messages) ?? null,
    course: courseOf(discussion),
    threshold: discussion.project.settings.consensus_threshold,
  };
}

function reportStateOf(discussion: Discussion): DiscussionView["reportState"] {
  const { consensus, isReportWanted, reportedSeq } = discussion;
  const step = nextStep(discussion);
  if (isReportWanted || step.kind === "report") return "writing";
  if (step.kind === "ratify") return "confirming";
  return reportedSeq > (consensus?.coversSeq ?? 0) ? "failed" : "rest";
}

function courseOf(discussion: Discussion): DiscussionView["course"] {
  return discussion.rounds
    .filter(({ roundNumber }) => roundNumber > 1)
    .flatMap(({ roundNumber }) => {
      const turns = turnsIn(discussion, roundNumber);
      const share = consensusShare(discussion, turns);
      const answered = turns.filter(
        ({ outcome }) => outcome === "answered" || outcome === "truncated",
      ).length;
      const pairs = answered * (answered - 1);
      return share === undefined
        ? []
        : [{ roundNumber, agreeing: Math.round(share * pairs), pairs }];
    });
}
