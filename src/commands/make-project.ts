import { randomUUID } from "node:crypto";
import { UserError } from "../core/errors.ts";
import { ownerOf } from "../core/place.ts";
import { oneLine } from "../core/one-line.ts";
import { maxTeamSize, nameKey, type Project, projectSettingsSchema } from "../core/project.ts";
import * as places from "../storage/places.ts";
import * as projects from "../storage/projects.ts";
import type { CommandContext } from "./command.ts";
import { unquote } from "./words.ts";

const maxNameLength = 255;

/** Makes a project with all configured models and selects it. */
export async function makeProject(ctx: CommandContext, words: string): Promise<Project> {
  const name = await freeName(ctx, words);
  const now = ctx.now.toISOString();
  const project: Project = {
    id: randomUUID(),
    owner: ownerOf(ctx.request.place),
    name,
    models: ctx.defaultTeam.slice(0, maxTeamSize),
    settings: projectSettingsSchema.parse({}),
    createdAt: now,
    updatedAt: now,
  };
  await projects.insert(ctx.db, project);
  await selectProject(ctx, project);
  return project;
}

/** Another project brings its own discussions: the current one stays behind with the old project. */
export async function selectProject(ctx: CommandContext, project: Project): Promise<void> {
  const { place } = ctx.request;
  const { projectId } = await places.load(ctx.db, place);
  if (projectId === project.id) return;
  await places.update(ctx.db, place, { projectId: project.id, discussionId: null });
}

/** A name as it can be stored: one line, not too long, and not that of another project of this chat. */
export async function freeName(
  ctx: CommandContext,
  words: string,
  except?: Project,
): Promise<string> {
  const name = oneLine(unquote(words));
  if (name === "") throw new UserError((texts) => texts.project.needsName);
  if (name.length > maxNameLength) {
    throw new UserError((texts) => texts.project.nameTooLong(maxNameLength, name.length));
  }
  const all = await projects.list(ctx.db, ownerOf(ctx.request.place));
  const taken = all.find((one) => nameKey(one.name) === nameKey(name) && one.id !== except?.id);
  if (taken) throw new UserError((texts) => texts.project.nameTaken(taken.name));
  return name;
}
