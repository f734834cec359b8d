import { UserError } from "../core/errors.ts";
import { maxTeamSize, type Project } from "../core/project.ts";
import * as projects from "../storage/projects.ts";
import type { CommandContext } from "./command.ts";
import { findKnown, findListed } from "./find-model.ts";
import { pick } from "./pick-model.ts";

/**
 * Gives a project another team and returns it: the models that are named, or those it has with some more (`+kimi`)
 * and some less (`-gpt`).
 */
export async function changeTeam(
  ctx: CommandContext,
  project: Project,
  words: readonly string[],
): Promise<Project> {
  const isRelative = words.every((word) => /^[+-]./.test(word));
  const team = new Set(isRelative ? project.models : []);
  /** Ids that stand in the team for a name until it is clear that the change can be made. */
  const toPick = new Set<string>();
  for (const word of words) {
    const name = word.replace(isRelative ? /^[+-]@?/ : /^@/, "");
    // One that is not usable any more can still be taken out.
    const known = team.has(name) ? name : findKnown(ctx, name);
    if (isRelative && word.startsWith("-")) team.delete(known ?? name);
    else if (known !== undefined) team.add(known);
    else {
      const id = findListed(ctx, name);
      toPick.add(id);
      team.add(id);
    }
  }
  if (team.size === 0) {
    throw new UserError((texts) => texts.team.atLeastOne);
  }
  if (team.size > Math.max(maxTeamSize, project.models.length)) {
    throw new UserError((texts) => texts.team.tooLarge(maxTeamSize, team.size));
  }
  const names = new Set<string>();
  for (const one of team) names.add(toPick.has(one) ? await pick(ctx, one) : one);
  const changed = { ...project, models: [...names], updatedAt: ctx.now.toISOString() };
  await projects.update(ctx.db, changed);
  return changed;
}
