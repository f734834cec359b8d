import { UserError } from "../core/errors.ts";
import { oneLine } from "../core/one-line.ts";
import { ownerOf } from "../core/place.ts";
import { nameKey, type Project } from "../core/project.ts";
import type { Model } from "../models/model.ts";
import type { Texts } from "../core/texts/english.ts";
import type { ModelOffer } from "../models/model-offer.ts";
import type { Db } from "../storage/database.ts";
import type { PickedModel } from "../storage/picked-models.ts";
import * as projects from "../storage/projects.ts";
import type { Reply } from "../core/reply.ts";
import type { Request } from "./request.ts";

/** What happens once the transaction of a request is committed. */
export type Effect =
  | { readonly kind: "wake"; readonly discussionId: string }
  | { readonly kind: "stop"; readonly discussionId: string }
  | { readonly kind: "pick"; readonly model: PickedModel };

export type CommandContext = {
  /** The transaction of this request: the only database that a command may use. */
  readonly db: Db;
  readonly request: Request;
  /** In the language of the place. */
  readonly texts: Texts;
  readonly models: ReadonlyMap<string, Model>;
  /** Where the models come from, for people. */
  readonly modelsLine: (texts: Texts) => string;
  /** The team of a new project, as short names. */
  readonly defaultTeam: readonly string[];
  /** What can be picked beyond `models`; undefined for the demo voices. */
  readonly offer: ModelOffer | undefined;
  readonly now: Date;
  /** From 0 up to 1, for the drawing of seats. */
  readonly random: () => number;
  readonly effects: Effect[];
  /** Runs another command as a part of this request. */
  readonly run: (text: string) => Promise<Reply>;
};

/** One thing that a person can ask for, the same for every adapter; what it does is said by `texts.commands`. */
export type Command = {
  /** What is typed after the slash; a second word names a part, as in `project new`. */
  readonly name: keyof Texts["commands"];
  /** Throws UserError with one sentence where the person can act. */
  run(ctx: CommandContext, argument: string): Promise<Reply>;
};

/** The project that is selected at this place. */
export async function selectedProject(ctx: CommandContext): Promise<Project | undefined> {
  return await projects.selectedAt(ctx.db, ctx.request.place);
}

export async function requireProject(ctx: CommandContext): Promise<Project> {
  const project = await selectedProject(ctx);
  if (!project) {
    throw new UserError((texts) => texts.project.noneSelected);
  }
  return project;
}

/** By name in any case, or by the beginning of its id, among the projects of this chat alone. */
export async function findProject(ctx: CommandContext, words: string): Promise<Project> {
  const all = await projects.list(ctx.db, ownerOf(ctx.request.place));
  const found = matching(all, words);
  const [project, another] = found;
  if (project && !another) return project;
  if (project) {
    const ids = found.map(({ id }) => shortId(id)).join(", ");
    throw new UserError((texts) => texts.project.several(words, ids));
  }
  const names = all.map(({ name }) => name).join(", ");
  throw new UserError((texts) =>
    all.length === 0 ? texts.project.noneYet : texts.project.unknown(shortened(words), names),
  );
}

function matching(all: readonly Project[], words: string): readonly Project[] {
  const key = nameKey(words);
  const named = all.filter(({ name }) => nameKey(name) === key);
  if (named.length > 0) return named;
  return /^[0-9a-f-]{4,36}$/.test(key) ? all.filter(({ id }) => id.startsWith(key)) : [];
}

/** By short name or by the name that people read. */
export function findModel(models: ReadonlyMap<string, Model>, word: string): Model | undefined {
  const key = word.toLowerCase();
  return [...models.values()].find(
    ({ name, displayName }) => name.toLowerCase() === key || displayName.toLowerCase() === key,
  );
}

export function unknownModel(models: ReadonlyMap<string, Model>, word: string): UserError {
  return new UserError(({ ask }) => ask.unknownModel(shortened(word), namesOf(models)));
}

/** Enough of them to choose from; people can pick hundreds. */
export function namesOf(models: ReadonlyMap<string, Model>): string {
  const names = [...models.keys()];
  return `${names.slice(0, 12).join(", ")}${names.length > 12 ? ", …" : ""}`;
}

/** Enough of an id to tell one from another by eye, and to type on a phone. */
export function shortId(id: string): string {
  return id.slice(0, 6);
}

/** What somebody wrote, short enough to be said back. */
export function shortened(words: string): string {
  const line = oneLine(words);
  if (line.length <= 40) return line;
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return characters.length <= 40 ? line : `${characters.slice(0, 40).join("")}…`;
}
