import type { Consensus, Verdict } from "../core/consensus.ts";
import { addUsage, type Used } from "../core/cost.ts";
import type { Discussion } from "../core/discussion.ts";
import { linesOf, ratifyPrompt, readRatification } from "../core/ratify.ts";
import { noticeOfReport } from "../core/report-notice.ts";
import { heardModels } from "../core/secretary.ts";
import * as consensuses from "../storage/consensuses.ts";
import type { Db } from "../storage/database.ts";
import { orderedId } from "../storage/ordered-id.ts";
import * as requests from "../storage/requests.ts";
import { textsAt } from "../storage/texts-at.ts";
import type { AskDeps } from "./ask.ts";
import { callAside } from "./call-aside.ts";
import { untilStored } from "./until-stored.ts";

/** Asks each participant once whether what the report says of it is right, and stores the answers together. */
export async function ratify(
  deps: AskDeps,
  discussion: Discussion,
  consensus: Consensus,
  signal: AbortSignal,
): Promise<void> {
  const { log, bus, now } = deps;
  const { id, place } = discussion;
  const asked = heardModels(discussion).filter((model) => linesOf(consensus, model).size > 0);
  const answers = await Promise.all(
    asked.map(async (model) => {
      const prompt = ratifyPrompt(discussion, consensus, model);
      return { model, ...(await callAside(deps, discussion, model, prompt, signal)) };
    }),
  );

  const ratification: Record<string, Record<string, Verdict>> = {};
  let used: Used = consensus.report;
  for (const { model, text, usage } of answers) {
    for (const [line, verdict] of readRatification(linesOf(consensus, model), text)) {
      ratification[line] = { ...ratification[line], [model]: verdict };
    }
    used = addUsage(used, usage);
  }
  const ratified = { ...consensus, ratification, report: { ...consensus.report, ...used } };

  const noticeId = `report:${orderedId()}`;
  const store = async (trx: Db) => {
    await consensuses.save(trx, ratified);
    await requests.notify(trx, {
      id: noticeId,
      place,
      reply: JSON.stringify(noticeOfReport(discussion, ratified, await textsAt(trx, place))),
      createdAt: now().toISOString(),
    });
  };
  await untilStored(log, signal, () => deps.write(store));
  bus.publish({ kind: "changed", place, discussionId: id });
}
