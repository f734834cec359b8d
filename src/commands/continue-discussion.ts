import { spentOn, toNanoUsd } from "../core/cost.ts";
import { UserError } from "../core/errors.ts";
import { failedTurns, nextStep } from "../core/protocol.ts";
import * as discussions from "../storage/discussions.ts";
import * as messages from "../storage/messages.ts";
import type { Command } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

export const continueDiscussion: Command = {
  name: "continue",
  async run(ctx) {
    const discussion = await requireDiscussion(ctx);
    const { id, stopReason, project } = discussion;
    if (discussion.status === "active") {
      throw new UserError((texts) => texts.discussion.isRunning);
    }
    if (stopReason !== "budget" && stopReason !== "stopped") {
      throw new UserError((texts) => texts.discussion.isAtItsEnd);
    }
    // Where all were stopped before anybody was heard, it would end at once with nobody's answer.
    const step = nextStep({ ...discussion, status: "active", stopReason: undefined });
    if (step.kind === "complete" && step.reason === "nobody_answered") {
      const ids = failedTurns(discussion).map((turn) => turn.id);
      if (ids.length > 0) await messages.forget(ctx.db, ids);
    }
    // Going on past the budget is worth the same again, as the project has it now.
    const more = toNanoUsd(project.settings.budget_usd);
    const spent = spentOn(discussion).costNanoUsd;
    const budgetNanoUsd = more === null ? null : Math.min(Number.MAX_SAFE_INTEGER, spent + more);
    await discussions.resume(ctx.db, id, { stopReason: null, budgetNanoUsd });
    ctx.effects.push({ kind: "wake", discussionId: id });
    const { discussion: says, buttons, format } = ctx.texts;
    const limit = more === null ? [] : [says.pausesAgain(format.cost(more))];
    return {
      text: [says.goesOn, ...limit].join(" "),
      buttons: [{ label: buttons.stop, command: "/stop" }],
      discussionId: id,
    };
  },
};
