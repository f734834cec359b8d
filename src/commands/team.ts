import { displayName } from "../core/display-name.ts";
import type { Reply } from "../core/reply.ts";
import { type Command, type CommandContext, requireProject } from "./command.ts";

export const team: Command = {
  name: "team",
  async run(ctx, argument) {
    await requireProject(ctx);
    if (argument.trim() !== "") await ctx.run(`/project models ${argument}`);
    return await showTeam(ctx);
  },
};

/** Each button is the team as it would be: with this one more, or without it. */
async function showTeam(ctx: CommandContext): Promise<Reply> {
  const { name, models } = await requireProject(ctx);
  const all = [...ctx.models.keys()];
  return {
    text: `The team of ${name}: ${models.map(displayName).join(", ") || "nobody yet"}.`,
    isPanel: true,
    buttons: all.map((model) => {
      const isIn = models.includes(model);
      const then = all.filter((one) => (one === model ? !isIn : models.includes(one)));
      return {
        label: `${isIn ? "☑" : "☐"} ${displayName(model)}`,
        command: `/team ${then.join(", ")}`,
      };
    }),
  };
}
