import type { Discussion, Round } from "../core/discussion.ts";
import { nextStep } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import { ask, type AskDeps } from "./ask.ts";

/**
 * Carries a discussion to its end: load, decide, do, store. May be called at any time; after a crash it is
 * simply called again. Returns when there is no more work, and rejects when `signals` abort.
 */
export async function advance(
  deps: AskDeps,
  discussionId: string,
  signals: { readonly stop: AbortSignal; readonly close: AbortSignal },
): Promise<void> {
  const { db, bus } = deps;
  for (;;) {
    signals.close.throwIfAborted();
    const discussion = await discussions.load(db, discussionId);
    if (!discussion) return;
    const step = nextStep(discussion);
    switch (step.kind) {
      case "rest":
        return;
      case "complete":
        if (await discussions.complete(db, discussionId, step.reason)) {
          bus.publish({ kind: "changed", place: discussion.place, discussionId });
        }
        return;
      case "ask": {
        const { roundNumber, type, models } = step;
        const round = await discussions.openRound(db, discussionId, roundNumber, type);
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

/** Waits for all before it fails for one: calls in flight must not outlive their discussion's run. */
async function askAll(
  deps: AskDeps,
  discussion: Discussion,
  round: Round,
  models: readonly string[],
  isDirect: boolean,
  signals: { readonly stop: AbortSignal; readonly close: AbortSignal },
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
