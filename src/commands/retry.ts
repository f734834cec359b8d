import { usedBy } from "../core/cost.ts";
import { displayName } from "../core/display-name.ts";
import type { Discussion } from "../core/discussion.ts";
import { UserError } from "../core/errors.ts";
import type { ModelMessage } from "../core/message.ts";
import { isHeard } from "../core/outcome.ts";
import { failedTurns, sittingOut } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import * as messages from "../storage/messages.ts";
import { type Command, type CommandContext, findModel, unknownModel } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

/** What failed is forgotten, so the table lacks it and asks for it again; also while the round still runs. */
export const retry: Command = {
  name: "retry",
  async run(ctx, argument) {
    const discussion = await requireDiscussion(ctx);
    const word = argument.trim().replace(/^@/, "");
    const failed = word === "" ? requireFailed(discussion) : [failedTurnOf(ctx, discussion, word)];
    await messages.forget(
      ctx.db,
      failed.map(({ id }) => id),
    );
    await goOn(ctx, discussion, failed);
    ctx.effects.push({ kind: "wake", discussionId: discussion.id });
    const [first] = failed;
    return {
      text:
        word === "" || !first
          ? ctx.texts.discussion.retried
          : ctx.texts.discussion.retriedOne(displayName(first.model)),
      buttons: [],
      discussionId: discussion.id,
    };
  },
};

function requireFailed(discussion: Discussion): readonly ModelMessage[] {
  const failed = failedTurns(discussion);
  if (failed.length === 0) throw new UserError((texts) => texts.discussion.nobodyFailed);
  return failed;
}

/** Its newest message, a direct answer too; a turn of an earlier round would come too late to be heard. */
function failedTurnOf(ctx: CommandContext, discussion: Discussion, word: string): ModelMessage {
  const model = findModel(ctx.models, word);
  if (!model) throw unknownModel(ctx.models, word);
  const name = displayName(model.name);
  const last = discussion.messages
    .filter((message) => message.kind === "model")
    .findLast((message) => message.model === model.name);
  if (!last || isHeard(last.outcome)) {
    throw new UserError((texts) => texts.discussion.didNotFail(name));
  }
  const round = lastRound(discussion);
  const sitsOut = sittingOut(discussion, round).some(({ id }) => id === last.id);
  if (!last.isDirect && last.roundNumber !== round && !sitsOut) {
    throw new UserError((texts) => texts.discussion.speaksInNextRound(name));
  }
  return last;
}

function lastRound({ rounds }: Discussion): number {
  return rounds.at(-1)?.roundNumber ?? 1;
}

async function goOn(
  ctx: CommandContext,
  discussion: Discussion,
  failed: readonly ModelMessage[],
): Promise<void> {
  const { id, stopReason } = discussion;
  // What is forgotten was paid for all the same.
  await discussions.lowerBudget(ctx.db, id, usedBy(failed).costNanoUsd);
  // A direct answer leaves the end as it was.
  if (failed.every(({ isDirect }) => isDirect)) return await discussions.resume(ctx.db, id, {});
  await discussions.resume(ctx.db, id, {
    stopReason: null,
    // Who stopped it wants this one answer, not the rounds that were to come.
    ...(stopReason === "stopped" && { roundsWanted: lastRound(discussion) }),
  });
}
