import { UserError } from "../core/errors.ts";
import type { Discussion } from "../core/discussion.ts";
import { hasEnded } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import type { CommandContext } from "./command.ts";

/** The discussion that stands at this place, running or ended. */
export async function currentDiscussion(ctx: CommandContext): Promise<Discussion | undefined> {
  const { discussionId } = await places.load(ctx.db, ctx.request.place);
  return discussionId === null ? undefined : await discussions.load(ctx.db, discussionId);
}

export async function requireDiscussion(ctx: CommandContext): Promise<Discussion> {
  const discussion = await currentDiscussion(ctx);
  if (!discussion) throw new UserError((texts) => texts.discussion.none);
  return discussion;
}

/** Adds rounds to a discussion, running or ended; what ended it does not end it again. */
export async function addRounds(
  ctx: CommandContext,
  discussion: Discussion,
  rounds: number,
): Promise<void> {
  const last = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const isRunning = !hasEnded(discussion);
  await discussions.resume(ctx.db, discussion.id, {
    type: "discuss",
    roundsWanted: (isRunning ? Math.max(last, discussion.roundsWanted) : last) + rounds,
    resumedAfterRound: last,
    stopReason: null,
  });
  ctx.effects.push({ kind: "wake", discussionId: discussion.id });
}
