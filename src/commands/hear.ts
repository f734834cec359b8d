import { UserError } from "../core/errors.ts";
import type { Reply } from "../core/reply.ts";
import type { CommandContext } from "./command.ts";
import { currentDiscussion } from "./current-discussion.ts";
import { askDirectly, readAddressed } from "./direct.ts";
import { say } from "./say.ts";

/**
 * Text without a command: to those it names; else to the table, while a discussion runs; else a question that
 * does not say yet whom it asks. It stands whole in each button, so nothing of it is lost.
 */
export async function hear(ctx: CommandContext, text: string): Promise<Reply> {
  if (text === "") throw new UserError("Write a question, or /help for what there is.");
  const addressed = readAddressed(ctx.models, text);
  if (addressed) return await askDirectly(ctx, addressed);

  const discussion = await currentDiscussion(ctx);
  if (discussion?.status === "active") return await say.run(ctx, text);
  return {
    text: "Whom shall I ask?",
    buttons: [
      { label: "Ask all", command: `/open ${text}` },
      { label: "Discuss", command: `/discuss ${text}` },
      ...(discussion ? [{ label: "Next round with it", command: `/next ${text}` }] : []),
    ],
  };
}
