import type { Command } from "./command.ts";
import { addRounds, requireDiscussion } from "./current-discussion.ts";
import { say } from "./say.ts";

export const next: Command = {
  name: "next",
  async run(ctx, argument) {
    const discussion = await requireDiscussion(ctx);
    if (argument.trim() !== "") await say.run(ctx, argument);
    await addRounds(ctx, discussion, 1);
    const { discussion: says, buttons } = ctx.texts;
    return {
      text: discussion.status === "active" ? says.oneMore : says.nextBegins,
      buttons: [{ label: buttons.stop, command: "/stop" }],
      discussionId: discussion.id,
    };
  },
};
