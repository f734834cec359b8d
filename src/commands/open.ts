import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import { ownerOf } from "../core/place.ts";
import type { Project } from "../core/project.ts";
import * as projects from "../storage/projects.ts";
import { type Command, type CommandContext, namesOf, selectedProject } from "./command.ts";
import { inboxName } from "./inbox.ts";
import type { Reply } from "../core/reply.ts";
import { startDiscussion } from "./start-discussion.ts";
import { unlessRunning } from "./unless-running.ts";

export const open: Command = {
  name: "open",
  async run(ctx, argument) {
    const question = argument.trim();
    if (question === "") throw new UserError(({ ask }) => ask.sayWhatToAll);
    const project = await selectedProject(ctx);
    if (!project) return await offerProjects(ctx, `/open ${question}`);
    requireTeam(ctx, project);
    return await unlessRunning(ctx, `/open ${question}`, async () => {
      const id = await startDiscussion(ctx, project, {
        question,
        type: "open",
        roundsWanted: 1,
        models: project.models,
        besideId: null,
      });
      const names = project.models.map(displayName).join(", ");
      return { text: ctx.texts.ask.askedAll(names), buttons: [], discussionId: id };
    });
  },
};

export function requireTeam({ models }: CommandContext, project: Project): void {
  if (project.models.length > 0) return;
  throw new UserError(({ team }) => team.isEmpty(project.name, namesOf(models)));
}

/**
 * Asks where, when there is a choice; who has made no project yet asks in the Inbox. The command goes into the buttons
 * whole, so that its question is not lost.
 */
export async function offerProjects(ctx: CommandContext, command: string): Promise<Reply> {
  const all = await projects.list(ctx.db, ownerOf(ctx.request.place));
  const named = all.filter(({ name }) => name !== inboxName).slice(0, 7);
  if (named.length === 0) return await ctx.run(`/in ${inboxName} ${command}`);
  const { ask, buttons } = ctx.texts;
  return {
    text: ask.where,
    isPanel: true,
    buttons: [
      { label: buttons.inProject(inboxName), command: `/in ${inboxName} ${command}` },
      ...named.map(({ id, name }) => ({
        label: buttons.inProject(name),
        command: `/in ${id} ${command}`,
      })),
    ],
  };
}
