import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import { noticeOfReport } from "../core/report-notice.ts";
import { heardModels, secretaries } from "../core/secretary.ts";
import * as discussions from "../storage/discussions.ts";
import type { Command } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

export const consensus: Command = {
  name: "consensus",
  async run(ctx) {
    const discussion = await requireDiscussion(ctx);
    const last = discussion.messages.at(-1)?.seq ?? 0;
    if (heardModels(discussion).length < 2) {
      throw new UserError((texts) => texts.report.needsTwo);
    }
    const made = discussion.consensus;
    if (made && made.coversSeq >= last && made.ratification !== null) {
      return noticeOfReport(discussion, made, ctx.texts);
    }
    await discussions.wantReport(ctx.db, discussion.id);
    ctx.effects.push({ kind: "wake", discussionId: discussion.id });
    const [secretary = ""] = secretaries(discussion);
    return {
      text: ctx.texts.report.isWritten(displayName(secretary)),
      buttons: [],
      discussionId: discussion.id,
    };
  },
};
