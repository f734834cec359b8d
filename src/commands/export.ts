import { UserError } from "../core/errors.ts";
import type { Button, ExportOf } from "../core/reply.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import { type Command, type CommandContext, requireProject, shortened } from "./command.ts";

const formats = new Map<string, ExportOf["format"]>([
  ["md", "md"],
  ["markdown", "md"],
  ["json", "json"],
  ["html", "html"],
]);

const formatNames = { md: "Markdown", json: "JSON", html: "HTML" } as const;

export const exportCommand: Command = {
  name: "export",
  async run(ctx, argument) {
    const { scope, format } = read(argument);
    const as = formatNames[format];
    const { export: says } = ctx.texts;
    if (scope === "discussion") {
      const { place } = ctx.request;
      const { discussionId: id } = await places.load(ctx.db, place);
      if (id === null) {
        throw new UserError((texts) => texts.export.nothingHere);
      }
      const isRunning = await discussions.isRunningAt(ctx.db, place);
      return {
        text: isRunning ? says.discussionSoFar(as) : says.discussion(as),
        buttons: others(ctx, format, `/resume ${id} /export`),
        file: { scope, id, format },
      };
    }
    const { id, name, count } = await projectWithDiscussions(ctx);
    return {
      text: says.project(name, count, as),
      buttons: others(ctx, format, `/in ${id} /export project`),
      file: { scope, id, format },
    };
  },
};

/** The formats that were not asked for, one tap away. */
function others({ texts }: CommandContext, format: ExportOf["format"], command: string): Button[] {
  return (["md", "html", "json"] as const)
    .filter((other) => other !== format)
    .map((other) => ({
      label: texts.buttons.exportAs(formatNames[other]),
      command: `${command} ${other}`,
    }));
}

/** In any order, and Markdown where no format is named. */
function read(argument: string): Pick<ExportOf, "scope" | "format"> {
  let scope: ExportOf["scope"] = "discussion";
  let format: ExportOf["format"] = "md";
  for (const word of argument.toLowerCase().split(/\s+/).filter(Boolean)) {
    const named = formats.get(word.replace(/^\./, ""));
    if (named) format = named;
    else if (word === "project") scope = "project";
    else if (word !== "discussion") {
      throw new UserError((texts) => texts.export.unknown(shortened(word)));
    }
  }
  return { scope, format };
}

async function projectWithDiscussions(
  ctx: CommandContext,
): Promise<{ readonly id: string; readonly name: string; readonly count: number }> {
  const { id, name } = await requireProject(ctx);
  const count = await discussionLists.countInProject(ctx.db, id);
  if (count === 0) throw new UserError((texts) => texts.export.emptyProject(name));
  return { id, name, count };
}
