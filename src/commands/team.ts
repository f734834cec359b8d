import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import type { Project } from "../core/project.ts";
import type { Reply } from "../core/reply.ts";
import type { Texts } from "../core/texts/english.ts";
import { changeTeam } from "./change-team.ts";
import { type Command, type CommandContext, requireProject } from "./command.ts";
import { isUsable } from "./pick-model.ts";
import { pageButtons, pageOf } from "./page-of.ts";

export const team: Command = {
  name: "team",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const words = argument.split(/[\s,;]+/).filter(Boolean);
    const page = words.find((word) => /^#\d{1,4}$/.test(word));
    const named = words.filter((word) => word !== page);
    const { team: now, problem } = await tryToChange(ctx, project, named);
    return showTeam(ctx, now, Number(page?.slice(1) ?? 1), problem);
  },
};

/** On a panel a refusal stands above what can be done instead. */
export async function tryToChange(
  ctx: CommandContext,
  project: Project,
  words: readonly string[],
): Promise<{ readonly team: Project; readonly problem: string | undefined }> {
  try {
    const changed = words.length === 0 ? project : await changeTeam(ctx, project, words);
    return { team: changed, problem: undefined };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { team: project, problem: error.tell(ctx.texts) };
  }
}

function showTeam(
  ctx: CommandContext,
  project: Project,
  wanted: number,
  problem: string | undefined,
): Reply {
  const { models } = project;
  const { team: says, buttons } = ctx.texts;
  // Those who want more models find the list there when they get to it.
  ctx.offer?.list.look();
  const shown = pageOf([...new Set([...ctx.models.keys(), ...models])], wanted);
  const gone = models.filter((model) => !isUsable(ctx, model));
  return {
    text: [
      ...(problem === undefined ? [] : [problem, ""]),
      teamLine(says, project),
      ...(gone.length > 0 ? [says.notAvailable(gone.map(displayName).join(", "))] : []),
    ].join("\n"),
    isPanel: true,
    buttons: [
      ...shown.items.map((model) => ({
        label: tick(models.includes(model), displayName(model)),
        command: `/team ${models.includes(model) ? "-" : "+"}${model} #${shown.page}`,
      })),
      ...pageButtons(shown, ctx.texts, (page) => `/team #${page}`),
      ...(ctx.offer ? [{ label: buttons.findModels, command: "/team find" }] : []),
    ],
  };
}

export function teamLine({ of, ofNobody }: Texts["team"], { name, models }: Project): string {
  return models.length === 0 ? ofNobody(name) : of(name, models.map(displayName).join(", "));
}

export function tick(isTicked: boolean, label: string): string {
  return `${isTicked ? "☑" : "☐"} ${label}`;
}
