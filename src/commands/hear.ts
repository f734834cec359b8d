import { UserError } from "../core/errors.ts";
import { projectSettingsSchema } from "../core/project.ts";
import type { Reply } from "../core/reply.ts";
import { type CommandContext, selectedProject } from "./command.ts";
import { currentDiscussion } from "./current-discussion.ts";
import { askDirectly, readAddressed } from "./direct.ts";
import { say } from "./say.ts";

/**
 * Text without a command: to those it names; else to the table, while a discussion runs; else a question that
 * does not say yet whom it asks. It stands whole in each button, so nothing of it is lost.
 */
export async function hear(ctx: CommandContext, text: string): Promise<Reply> {
  if (text === "") throw new UserError((texts) => texts.help.nothingWritten);
  const addressed = readAddressed(ctx.models, text);
  if (addressed) return await askDirectly(ctx, addressed);

  const discussion = await currentDiscussion(ctx);
  if (discussion?.status === "active") return await say.run(ctx, text);
  // A number that begins the question would be taken for that of the rounds.
  const rounds = /^[+-]?\d+(?:\s|$)/.test(text) ? `${await usualRounds(ctx)} ` : "";
  const { ask, buttons } = ctx.texts;
  return {
    text: ask.whom,
    isPanel: true,
    buttons: [
      { label: buttons.askAll, command: `/open ${text}` },
      { label: buttons.discuss, command: `/discuss ${rounds}${text}` },
      ...(discussion ? [{ label: buttons.nextWithWords, command: `/next ${text}` }] : []),
    ],
  };
}

async function usualRounds(ctx: CommandContext): Promise<number> {
  const project = await selectedProject(ctx);
  return (project?.settings ?? projectSettingsSchema.parse({})).default_rounds;
}
