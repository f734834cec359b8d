import { UserError } from "../core/errors.ts";
import { ownerOf } from "../core/place.ts";
import { nameKey, projectSettingsSchema } from "../core/project.ts";
import * as discussionLists from "../storage/discussion-lists.ts";
import * as projects from "../storage/projects.ts";
import { changeTeam } from "./change-team.ts";
import { type Command, findProject, namesOf, requireProject, shortId } from "./command.ts";
import { freeName, makeProject, selectProject } from "./make-project.ts";
import { unquote } from "./words.ts";

export const projectNew: Command = {
  name: "project new",
  async run(ctx, argument) {
    const { name, models } = await makeProject(ctx, argument);
    return { text: ctx.texts.project.made(name, models.join(", ")), buttons: [] };
  },
};

export const projectSelect: Command = {
  name: "project select",
  async run(ctx, argument) {
    const words = unquote(argument);
    if (words === "") throw new UserError((texts) => texts.project.saySelect);
    const project = await findProject(ctx, words);
    await selectProject(ctx, project);
    const { name, models } = project;
    const { project: says } = ctx.texts;
    const text =
      models.length === 0 ? says.selectedEmpty(name) : says.selected(name, models.join(", "));
    return { text, buttons: [] };
  },
};

export const projectRename: Command = {
  name: "project rename",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const name = await freeName(ctx, argument, project);
    await projects.update(ctx.db, { ...project, name, updatedAt: ctx.now.toISOString() });
    return { text: ctx.texts.project.renamed(project.name, name), buttons: [] };
  },
};

const confirmation = / confirmed$/;

export const projectDelete: Command = {
  name: "project delete",
  async run(ctx, argument) {
    const words = unquote(argument);
    if (words === "") throw new UserError((texts) => texts.project.sayDelete);
    const all = await projects.list(ctx.db, ownerOf(ctx.request.place));
    const isName = all.some(({ name }) => nameKey(name) === nameKey(words));
    if (confirmation.test(words) && !isName) {
      const project = await findProject(ctx, words.replace(confirmation, ""));
      const active = await discussionLists.activeInProject(ctx.db, project.id);
      ctx.effects.push(...active.map((discussionId) => ({ kind: "stop" as const, discussionId })));
      await projects.remove(ctx.db, project.id);
      return { text: ctx.texts.project.deleted(project.name), buttons: [] };
    }
    const { id, name } = await findProject(ctx, words);
    const count = await discussionLists.countInProject(ctx.db, id);
    const { project: says, buttons } = ctx.texts;
    return {
      text: says.delete(name, count),
      isPanel: true,
      buttons: [{ label: buttons.delete(name), command: `/project delete ${id} confirmed` }],
    };
  },
};

export const projectModels: Command = {
  name: "project models",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const words = argument.split(/[\s,;]+/).filter(Boolean);
    if (words.length === 0) {
      const example = [...ctx.models.keys()].slice(0, 2).join(", ");
      throw new UserError(({ team }) =>
        team.choose(
          project.name,
          project.models.join(", ") || team.empty,
          namesOf(ctx.models),
          example,
        ),
      );
    }
    const { models } = await changeTeam(ctx, project, words);
    return { text: ctx.texts.team.of(project.name, models.join(", ")), buttons: [] };
  },
};

export const projectInfo: Command = {
  name: "project info",
  async run(ctx) {
    const project = await requireProject(ctx);
    const count = await discussionLists.countInProject(ctx.db, project.id);
    const defaults = Object.entries(projectSettingsSchema.parse({}));
    const changed = Object.entries(project.settings)
      .filter(([key, value]) => !defaults.some((entry) => entry[0] === key && entry[1] === value))
      .map(([key, value]) => `${key} ${value}`);
    const { project: says } = ctx.texts;
    return {
      text: [
        says.info(project.name, shortId(project.id)),
        project.models.length === 0 ? says.infoEmptyTeam : says.infoTeam(project.models.join(", ")),
        changed.length === 0 ? says.infoDefaults : says.infoSettings(changed.join(", ")),
        says.infoDiscussions(count),
      ].join("\n"),
      buttons: [],
      links: [{ kind: "project", label: ctx.texts.buttons.copyLink, id: project.id }],
    };
  },
};
