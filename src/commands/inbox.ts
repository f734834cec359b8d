import { ownerOf } from "../core/place.ts";
import { nameKey, type Project } from "../core/project.ts";
import * as projects from "../storage/projects.ts";
import type { CommandContext } from "./command.ts";

/** The project for questions that belong to none. Its name says nothing, so it is no topic in prompts. */
export const inboxName = "Inbox";

export async function findInbox(ctx: CommandContext): Promise<Project | undefined> {
  const all = await projects.list(ctx.db, ownerOf(ctx.request.place));
  return all.find(({ name }) => nameKey(name) === nameKey(inboxName));
}
