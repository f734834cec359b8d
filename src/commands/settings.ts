import type { ProjectSettings } from "../core/project.ts";
import type { Button, Reply } from "../core/reply.ts";
import { type Command, type CommandContext, requireProject } from "./command.ts";

export const settings: Command = {
  name: "settings",
  form: "",
  summary: "shows the settings of the selected project, to be changed with one tap",
  async run(ctx, argument) {
    await requireProject(ctx);
    if (argument.trim() !== "") await ctx.run(`/project set ${argument}`);
    return await showSettings(ctx);
  },
};

/** Those with few values have buttons; the others are written. */
async function showSettings(ctx: CommandContext): Promise<Reply> {
  const { settings: now } = await requireProject(ctx);
  const { text } = await ctx.run("/project set");
  return { text, isPanel: true, buttons: [...roundsButtons(now), ...switches(now)] };
}

function roundsButtons({ default_rounds: rounds }: ProjectSettings): readonly Button[] {
  return [rounds - 1, rounds + 1]
    .filter((next) => next >= 1 && next <= 10)
    .map((next) => ({
      label: next === 1 ? "1 round" : `${next} rounds`,
      command: `/settings default_rounds ${next}`,
    }));
}

function switches(now: ProjectSettings): readonly Button[] {
  const toggle = (label: string, name: "anonymity" | "auto_consensus" | "ratify") => ({
    label: `${now[name] ? "☑" : "☐"} ${label}`,
    command: `/settings ${name} ${now[name] ? "off" : "on"}`,
  });
  const isParallel = now.round_order === "parallel";
  return [
    toggle("Anonymous", "anonymity"),
    toggle("Report at end", "auto_consensus"),
    toggle("Confirm report", "ratify"),
    {
      label: `${isParallel ? "☑" : "☐"} All at once`,
      command: `/settings round_order ${isParallel ? "sequential" : "parallel"}`,
    },
  ];
}
