import { UserError } from "../core/errors.ts";
import { isHeard } from "../core/outcome.ts";
import { turnsIn } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import * as messages from "../storage/messages.ts";
import type { Command } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

export const retry: Command = {
  name: "retry",
  async run(ctx) {
    const discussion = await requireDiscussion(ctx);
    const round = discussion.rounds.at(-1);
    const failed = round
      ? turnsIn(discussion, round.roundNumber).filter(({ outcome }) => !isHeard(outcome))
      : [];
    if (!round || failed.length === 0) throw new UserError("Nobody failed in the last round.");
    if (discussion.status === "active") {
      throw new UserError("The discussion is running. Ask again when its round has ended.");
    }
    await messages.forgetFailed(ctx.db, round.id);
    await discussions.resume(ctx.db, discussion.id, { stopReason: null });
    ctx.effects.push({ kind: "wake", discussionId: discussion.id });
    return { text: "Those who failed are asked again.", buttons: [], discussionId: discussion.id };
  },
};
