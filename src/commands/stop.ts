import { UserError } from "../core/errors.ts";
import type { Discussion } from "../core/discussion.ts";
import { nextButtons } from "../core/next-buttons.ts";
import { isHeard } from "../core/outcome.ts";
import { turnsIn } from "../core/protocol.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as discussions from "../storage/discussions.ts";
import type { Command, CommandContext } from "./command.ts";

export const stop: Command = {
  name: "stop",
  async run(ctx) {
    const stopped = await stopAll(ctx);
    const [discussion] = stopped;
    if (!discussion) throw new UserError("Nothing is running here. /discussions lists what was.");
    return {
      text: stopped.map(describeKept).join("\n"),
      buttons: [...nextButtons({ ...discussion, stopReason: "stopped" })],
      discussionId: discussion.id,
    };
  },
};

/** Runs a command in the place of what is running. */
export const instead: Command = {
  name: "instead",
  async run(ctx, argument) {
    if (!argument.startsWith("/"))
      throw new UserError("Say what to do: /instead /open Is P equal to NP?");
    await stopAll(ctx);
    return await ctx.run(argument);
  },
};

async function stopAll(ctx: CommandContext): Promise<readonly Discussion[]> {
  const stopped: Discussion[] = [];
  for (const id of await discussionLists.activeAt(ctx.db, ctx.request.place)) {
    const discussion = await discussions.load(ctx.db, id);
    await discussions.complete(ctx.db, id, "stopped");
    ctx.effects.push({ kind: "stop", discussionId: id });
    if (discussion) stopped.push(discussion);
  }
  return stopped;
}

function describeKept(discussion: Discussion): string {
  const round = discussion.rounds.at(-1)?.roundNumber ?? 1;
  const inRound = turnsIn(discussion, round).filter(({ outcome }) => isHeard(outcome)).length;
  const all = discussion.messages.filter(
    (message) => message.kind === "model" && isHeard(message.outcome),
  ).length;
  const part = `${inRound} of ${discussion.seats.length} answers of ${round === 1 ? "the opening" : `round ${round}`} are kept`;
  return all === inRound ? `Stopped. ${part}.` : `Stopped. ${part}, ${all} in all.`;
}
