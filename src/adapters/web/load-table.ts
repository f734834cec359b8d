import { commands } from "../../commands/index.ts";
import { ownerOf, type Place } from "../../core/place.ts";
import type { Project } from "../../core/project.ts";
import type { Texts } from "../../core/texts/english.ts";
import { textsOf } from "../../core/texts/texts-of.ts";
import type { Model } from "../../models/model.ts";
import type { Db } from "../../storage/database.ts";
import * as discussionLists from "../../storage/discussion-lists.ts";
import * as discussions from "../../storage/discussions.ts";
import * as places from "../../storage/places.ts";
import * as projects from "../../storage/projects.ts";
import { settingViews } from "./setting-views.ts";
import type { ProjectView, TableView } from "./view.ts";

export type TableSource = {
  readonly db: Db;
  readonly models: ReadonlyMap<string, Model>;
  /** Where the models come from, in one line for people. */
  readonly modelsLine: (texts: Texts) => string;
  readonly isDemo: boolean;
  readonly version: string;
};

/** More than a person scrolls back for; keeps the page quick. */
const maxAsks = 20;

/** What stands at a place now: the table, and by id the discussions shown there, the current one first. */
export async function loadTable(
  source: TableSource,
  place: Place,
  language: string | undefined,
): Promise<{
  readonly table: Omit<TableView, "discussion" | "asks">;
  readonly shown: readonly string[];
  /** In the language of the place. */
  readonly texts: Texts;
}> {
  const { db, models, modelsLine, isDemo, version } = source;
  const state = await places.load(db, place);
  const owned = await projects.list(db, ownerOf(place));
  const current = state.discussionId
    ? await discussions.loadHeader(db, state.discussionId)
    : undefined;
  const asks = current ? await discussionLists.startedBeside(db, current, maxAsks) : [];
  const { discussionId } = await places.load(db, place);
  // A new question came in between: what looked like one asked beside the old one may be the new current.
  if (discussionId !== state.discussionId) return await loadTable(source, place, language);
  const texts = textsOf(state.language ?? language);
  const selected = owned.find(({ id }) => id === state.projectId);
  return {
    table: {
      place,
      language: texts.code,
      version,
      project: selected ? projectView(selected) : null,
      projects: owned.map(projectView),
      settings: selected ? settingViews(selected, [...models.keys()], texts) : [],
      commands: commands.map(({ name }) => ({ name, ...texts.commands[name] })),
      models: [...models.values()].map(({ name, displayName }) => ({ name, displayName })),
      modelsLine: modelsLine(texts),
      isDemo,
    },
    shown: current ? [current.id, ...asks] : [],
    texts,
  };
}

function projectView({ id, name, models }: Project): ProjectView {
  return { id, name, models: [...models] };
}
