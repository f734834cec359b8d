import type { Discussion, Round } from "../core/discussion.ts";
import { noticeOfEnd } from "../core/notice.ts";
import { nextStep } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import { orderedId } from "../storage/ordered-id.ts";
import * as places from "../storage/places.ts";
import * as requests from "../storage/requests.ts";
import * as rounds from "../storage/rounds.ts";
import { textsAt } from "../storage/texts-at.ts";
import { ask, type AskDeps } from "./ask.ts";
import type { Signals } from "./local-runner.ts";
import { ratify } from "./ratify.ts";
import { report } from "./report.ts";

/**
 * Carries a discussion to its end: load, decide, do, store. May be called at any time; after a crash it is
 * simply called again. Returns when there is no more work, and rejects when a signal aborts.
 */
export async function advance(
  deps: AskDeps,
  discussionId: string,
  signals: Signals,
): Promise<void> {
  const { db } = deps;
  for (;;) {
    signals.close.throwIfAborted();
    const discussion = await discussions.load(db, discussionId);
    if (!discussion) return;
    const step = nextStep(discussion);
    switch (step.kind) {
      case "rest":
        return;
      case "complete":
        if (await end(deps, discussion)) return;
        break;
      case "report":
        await report(deps, discussion, signals.call);
        break;
      case "ratify":
        await ratify(deps, discussion, step.consensus, signals.call);
        break;
      case "ask": {
        const { roundNumber, type, models } = step;
        const round =
          discussion.rounds.find((one) => one.roundNumber === roundNumber) ??
          (await rounds.open(db, discussionId, roundNumber, type));
        await askAll(deps, withRound(discussion, round), round, models, false, signals);
        break;
      }
      case "answer": {
        const { roundNumber } = step.message;
        const round = discussion.rounds.find((one) => one.roundNumber === roundNumber);
        if (!round) throw new Error("a message stands in a round that is not stored");
        await askAll(deps, discussion, round, step.models, true, signals);
        break;
      }
    }
  }
}

/**
 * The end and what is said of it are stored together, so that it is said once. It is decided anew from what is stored
 * by then: false when somebody has asked for more meanwhile.
 */
async function end({ write, bus, now }: AskDeps, { id, place }: Discussion): Promise<boolean> {
  const isEnded = await write(async (trx) => {
    await places.hold(trx, place);
    const discussion = await discussions.load(trx, id);
    if (!discussion) return false;
    const step = nextStep(discussion);
    if (step.kind !== "complete") return false;
    await discussions.complete(trx, id, step.reason);
    // What was taken up for a direct question or a report ends as it had ended, and that was said.
    if (discussion.stopReason) return true;
    const ended = { ...discussion, stopReason: step.reason };
    const reply = noticeOfEnd(ended, await textsAt(trx, place));
    if (!reply) return true;
    await requests.notify(trx, {
      id: `end:${orderedId()}`,
      place,
      reply: JSON.stringify(reply),
      createdAt: now().toISOString(),
    });
    return true;
  });
  bus.publish({ kind: "changed", place, discussionId: id });
  return isEnded;
}

/** Waits for all before it fails for one: calls in flight must not outlive their discussion's run. */
async function askAll(
  deps: AskDeps,
  discussion: Discussion,
  round: Round,
  models: readonly string[],
  isDirect: boolean,
  signals: Signals,
): Promise<void> {
  const calls = models.map((model) => ask(deps, { discussion, round, model, isDirect }, signals));
  const results = await Promise.allSettled(calls);
  const failed = results.find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

function withRound(discussion: Discussion, round: Round): Discussion {
  const others = discussion.rounds.filter(({ roundNumber }) => roundNumber !== round.roundNumber);
  return { ...discussion, rounds: [...others, round] };
}
