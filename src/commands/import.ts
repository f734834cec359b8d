import { randomUUID } from "node:crypto";
import { UserError } from "../core/errors.ts";
import { oneLine } from "../core/one-line.ts";
import { ownerOf } from "../core/place.ts";
import { nameKey, type Project } from "../core/project.ts";
import type { Reply } from "../core/reply.ts";
import type { Exported } from "../export/export-schema.ts";
import { readExport } from "../export/read-export.ts";
import { toDiscussion } from "../export/to-discussion.ts";
import * as discussions from "../storage/discussions.ts";
import * as endedDiscussions from "../storage/ended-discussions.ts";
import * as places from "../storage/places.ts";
import * as projects from "../storage/projects.ts";
import { type Command, type CommandContext, shortened } from "./command.ts";

export const importCommand: Command = {
  name: "import",
  async run(ctx) {
    const { document } = ctx.request;
    if (!document) throw new UserError((texts) => texts.import.noFile);
    const exported = readExport(document.content);
    const { project, isNew } = await findOrMakeProject(ctx, exported.project);
    const ids = await store(ctx, exported, project);
    return await describe(ctx, exported, { project, isNew, ids });
  },
};

/** A project of that name takes the discussions in as it is; its settings may differ from the file's. */
async function findOrMakeProject(
  ctx: CommandContext,
  exported: Exported["project"],
): Promise<{ readonly project: Project; readonly isNew: boolean }> {
  const owner = ownerOf(ctx.request.place);
  const name = oneLine(exported.name);
  if (name === "") throw new UserError((texts) => texts.import.noName);
  const found = (await projects.list(ctx.db, owner)).find(
    (one) => nameKey(one.name) === nameKey(name),
  );
  if (found) return { project: found, isNew: false };
  const project: Project = { ...exported, id: randomUUID(), owner, name };
  await projects.insert(ctx.db, project);
  return { project, isNew: true };
}

async function store(
  ctx: CommandContext,
  { discussions: exported }: Exported,
  project: Project,
): Promise<readonly string[]> {
  const { id, place } = ctx.request;
  const ids: string[] = [];
  for (const [index, one] of exported.entries()) {
    const discussion = toDiscussion(one, { project, place, newId: randomUUID });
    await endedDiscussions.insert(ctx.db, discussion, { requestId: `${id}:${index}` });
    ids.push(discussion.id);
  }
  return ids;
}

async function describe(
  ctx: CommandContext,
  { discussions: exported }: Exported,
  {
    project,
    isNew,
    ids,
  }: { readonly project: Project; readonly isNew: boolean; readonly ids: readonly string[] },
): Promise<Reply> {
  const last = ids.at(-1);
  const question = exported.at(-1)?.question ?? "";
  const { import: says, buttons } = ctx.texts;
  const one = shortened(oneLine(question));
  const { name } = project;
  const imported =
    exported.length === 1
      ? (isNew ? says.oneIntoNew : says.oneInto)(one, name)
      : (isNew ? says.severalIntoNew : says.severalInto)(exported.length, name);
  if (await discussions.isRunningAt(ctx.db, ctx.request.place)) {
    return {
      text: `${imported} ${says.otherStays}`,
      buttons:
        last === undefined ? [] : [{ label: buttons.goToDiscussion, command: `/resume ${last}` }],
    };
  }
  await places.update(ctx.db, ctx.request.place, {
    projectId: project.id,
    discussionId: last ?? null,
  });
  return {
    text: imported,
    buttons: last === undefined ? [] : [{ label: buttons.next, command: "/next" }],
    ...(last !== undefined && { discussionId: last }),
  };
}
