import type { ProjectSettings } from "../core/project.ts";
import type { Button, Reply } from "../core/reply.ts";
import type { Texts } from "../core/texts/english.ts";
import { type Command, type CommandContext, requireProject } from "./command.ts";

export const settings: Command = {
  name: "settings",
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
  const buttons = [...roundsButtons(now, ctx.texts), ...switches(now, ctx.texts)];
  return { text, isPanel: true, buttons };
}

function roundsButtons(
  { default_rounds: rounds }: ProjectSettings,
  { settings: says }: Texts,
): readonly Button[] {
  return [rounds - 1, rounds + 1]
    .filter((next) => next >= 1 && next <= 10)
    .map((next) => ({ label: says.rounds(next), command: `/settings default_rounds ${next}` }));
}

function switches(now: ProjectSettings, { settings: says }: Texts): readonly Button[] {
  const toggle = (label: string, name: "anonymity" | "auto_consensus" | "ratify") => ({
    label: `${now[name] ? "☑" : "☐"} ${label}`,
    command: `/settings ${name} ${now[name] ? "off" : "on"}`,
  });
  const isParallel = now.round_order === "parallel";
  return [
    toggle(says.anonymous, "anonymity"),
    toggle(says.reportAtEnd, "auto_consensus"),
    toggle(says.confirmReport, "ratify"),
    {
      label: `${isParallel ? "☑" : "☐"} ${says.allAtOnce}`,
      command: `/settings round_order ${isParallel ? "sequential" : "parallel"}`,
    },
  ];
}
