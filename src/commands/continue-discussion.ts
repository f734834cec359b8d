import { showCost, toNanoUsd, usedBy } from "../core/cost.ts";
import { UserError } from "../core/errors.ts";
import * as discussions from "../storage/discussions.ts";
import type { Command } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

export const continueDiscussion: Command = {
  name: "continue",
  async run(ctx) {
    const discussion = await requireDiscussion(ctx);
    const { id, stopReason, project } = discussion;
    if (discussion.status === "active") throw new UserError("The discussion is running already.");
    if (stopReason !== "budget" && stopReason !== "stopped") {
      throw new UserError("The discussion came to its end. /next adds a round.");
    }
    // Going on past the budget is worth the same again, as the project has it now.
    const more = toNanoUsd(project.settings.budget_usd);
    const budgetNanoUsd = more === null ? null : usedBy(discussion.messages).costNanoUsd + more;
    await discussions.resume(ctx.db, id, { stopReason: null, budgetNanoUsd });
    ctx.effects.push({ kind: "wake", discussionId: id });
    const limit = more === null ? "" : ` It pauses again after ${showCost(more)} more.`;
    return {
      text: `The discussion goes on.${limit}`,
      buttons: [{ label: "Stop", command: "/stop" }],
      discussionId: id,
    };
  },
};
