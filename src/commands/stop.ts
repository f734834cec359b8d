import { UserError } from "../core/errors.ts";
import type { Discussion } from "../core/discussion.ts";
import { nextButtons } from "../core/next-buttons.ts";
import { isHeard } from "../core/outcome.ts";
import { turnsIn } from "../core/protocol.ts";
import type { Texts } from "../core/texts/english.ts";
import * as consensuses from "../storage/consensuses.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as discussions from "../storage/discussions.ts";
import type { Command, CommandContext } from "./command.ts";

export const stop: Command = {
  name: "stop",
  async run(ctx) {
    const stopped = await stopAll(ctx);
    const [discussion] = stopped;
    if (!discussion) throw new UserError((texts) => texts.discussion.nothingRuns);
    return {
      text: stopped.map((one) => describeKept(ctx.texts, one)).join("\n"),
      buttons: [...nextButtons(discussion, ctx.texts)],
      discussionId: discussion.id,
    };
  },
};

/** Runs a command in the place of what is running. */
export const instead: Command = {
  name: "instead",
  async run(ctx, argument) {
    if (!argument.startsWith("/")) {
      throw new UserError((texts) => texts.discussion.sayWhatInstead);
    }
    await stopAll(ctx);
    return await ctx.run(argument);
  },
};

async function stopAll(ctx: CommandContext): Promise<readonly Discussion[]> {
  const stopped: Discussion[] = [];
  for (const id of await discussionLists.activeAt(ctx.db, ctx.request.place)) {
    const discussion = await discussions.load(ctx.db, id);
    if (!discussion) continue;
    // What was taken up for a direct question or a report ends as it had ended.
    const { stopReason = "stopped", consensus } = discussion;
    await discussions.complete(ctx.db, id, stopReason);
    // Written and paid for; only that nobody confirms it any more.
    if (consensus?.ratification === null) {
      await consensuses.save(ctx.db, { ...consensus, ratification: {} });
    }
    ctx.effects.push({ kind: "stop", discussionId: id });
    stopped.push({ ...discussion, stopReason });
  }
  return stopped;
}

function describeKept({ discussion: says }: Texts, discussion: Discussion): string {
  const round = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const inRound = turnsIn(discussion, round).filter(({ outcome }) => isHeard(outcome)).length;
  const all = discussion.messages.filter(
    (message) => message.kind === "model" && isHeard(message.outcome),
  ).length;
  const seats = discussion.seats.length;
  const kept =
    round === 1 ? says.keptOfOpening(inRound, seats) : says.keptOfRound(inRound, seats, round);
  return all === inRound ? says.stopped(kept) : says.stoppedOf(kept, all);
}
