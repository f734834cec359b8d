import { carryForward } from "../core/carry-forward.ts";
import type { Consensus } from "../core/consensus.ts";
import { addUsage, addUsed, nothingUsed, type Used } from "../core/cost.ts";
import type { Discussion } from "../core/discussion.ts";
import type { PromptMessage } from "../core/prompt.ts";
import { type ReadReport, readReport } from "../core/read-report.ts";
import { noticeOfReport, noticeOfReportFailure } from "../core/report-notice.ts";
import { repairPrompt, secretaries, secretaryPrompt } from "../core/secretary.ts";
import * as consensuses from "../storage/consensuses.ts";
import type { Db } from "../storage/database.ts";
import * as discussions from "../storage/discussions.ts";
import { orderedId } from "../storage/ordered-id.ts";
import * as requests from "../storage/requests.ts";
import { textsAt } from "../storage/texts-at.ts";
import type { AskDeps } from "./ask.ts";
import { callAside } from "./call-aside.ts";
import { untilStored } from "./until-stored.ts";

/** The secretary, one repair, and the next model. Then it is honest to say that it failed. */
const maxCalls = 3;

/** Has the report written, and stores it or that it failed; an empty report never stands for a failure. */
export async function report(
  deps: AskDeps,
  discussion: Discussion,
  signal: AbortSignal,
): Promise<void> {
  const { log, bus, now } = deps;
  const { id, place } = discussion;
  const coversSeq = discussion.messages.at(-1)?.seq ?? 0;
  const { used, written } = await write(deps, discussion, signal);
  const consensus = written && consensusOf(discussion, { ...written, used }, coversSeq, now());

  const noticeId = `report:${orderedId()}`;
  const store = async (trx: Db) => {
    if (consensus) await consensuses.save(trx, consensus);
    else await discussions.lowerBudget(trx, id, used.costNanoUsd);
    await discussions.reported(trx, id, coversSeq);
    const isDone = consensus?.ratification !== null;
    if (!isDone) return;
    const texts = await textsAt(trx, place);
    await requests.notify(trx, {
      id: noticeId,
      place,
      reply: JSON.stringify(
        consensus
          ? noticeOfReport(discussion, consensus, texts)
          : noticeOfReportFailure(discussion, texts),
      ),
      createdAt: now().toISOString(),
    });
  };
  await untilStored(log, signal, () => deps.write(store));
  bus.publish({ kind: "changed", place, discussionId: id });
}

type Written = {
  readonly read: Extract<ReadReport, { readonly kind: "report" }>;
  readonly by: string;
};

async function write(
  deps: AskDeps,
  discussion: Discussion,
  signal: AbortSignal,
): Promise<{ readonly used: Used; readonly written: Written | undefined }> {
  const first = secretaryPrompt(discussion);
  let calls = 0;
  let used = nothingUsed;
  for (const by of secretaries(discussion)) {
    let prompt: readonly PromptMessage[] = first;
    while (calls < maxCalls) {
      calls += 1;
      const { text, usage } = await callAside(deps, discussion, by, prompt, signal);
      used = addUsage(used, usage);
      if (text === undefined) break;
      const read = readReport(discussion, text);
      if (read.kind === "report") return { used, written: { read, by } };
      // One repair in all: who cannot do it twice is not asked a third time.
      if (prompt !== first || calls > 1) break;
      prompt = repairPrompt(first, text, read.problem);
    }
  }
  return { used, written: undefined };
}

function consensusOf(
  discussion: Discussion,
  { read, by, used }: Written & { readonly used: Used },
  coversSeq: number,
  now: Date,
): Consensus {
  const [wanted] = secretaries(discussion);
  return {
    id: discussion.consensus?.id ?? orderedId(),
    discussionId: discussion.id,
    agreements: [...read.agreements],
    disagreements: [...carryForward(discussion, discussion.consensus, read.disagreements)],
    report: {
      ...read.report,
      ...(wanted !== undefined && wanted !== by && { secretaryInstead: wanted }),
      ...addUsed(discussion.consensus?.report ?? nothingUsed, used),
    },
    ratification: discussion.project.settings.ratify ? null : {},
    generatedAt: now.toISOString(),
    generatedBy: by,
    coversSeq,
  };
}
