import { displayName } from "../core/display-name.ts";
import type { Reply } from "../core/reply.ts";
import type { Model } from "../models/model.ts";
import * as places from "../storage/places.ts";
import {
  type Command,
  type CommandContext,
  findModel,
  selectedProject,
  shortened,
  unknownModel,
} from "./command.ts";
import { askForWords } from "./ask-for-words.ts";
import { currentDiscussion } from "./current-discussion.ts";
import { findInbox, inboxName } from "./inbox.ts";
import { makeProject } from "./make-project.ts";
import { startDiscussion } from "./start-discussion.ts";
import { firstWord } from "./words.ts";

const mostOffered = 24;

export const ask: Command = {
  name: "ask",
  async run(ctx, argument) {
    const [word, question] = firstWord(argument);
    if (word === "") return await offerParticipants(ctx);
    const model = findModel(ctx.models, word.replace(/^@/, "").replace(/[:,]$/, ""));
    if (!model) throw unknownModel(ctx.models, word);
    if (question === "") return askForWords(ctx, [model], `/ask ${model.name}`);
    return await askAlone(ctx, [model], question);
  },
};

/** In a discussion, those who sit there; their answers stay in it. */
async function offerParticipants(ctx: CommandContext): Promise<Reply> {
  const discussion = await currentDiscussion(ctx);
  const seated = discussion?.seats.filter(({ model }) => ctx.models.has(model)) ?? [];
  if (!discussion || seated.length === 0) {
    const team = (await selectedProject(ctx))?.models ?? [...ctx.models.keys()];
    return {
      text: ctx.texts.ask.whomAlone,
      buttons: team.slice(0, mostOffered).map((model) => ({
        label: displayName(model),
        command: `/ask ${model}`,
      })),
    };
  }
  return {
    text: ctx.texts.ask.whomAbout(shortened(discussion.question)),
    buttons: seated.map(({ model }) => ({
      label: displayName(model),
      command: `/resume ${discussion.id} @${model}`,
    })),
  };
}

/** Always runs, beside a current discussion or as one; a question to few needs no choice of project first. */
export async function askAlone(
  ctx: CommandContext,
  models: readonly Model[],
  question: string,
): Promise<Reply> {
  const project =
    (await selectedProject(ctx)) ?? (await findInbox(ctx)) ?? (await makeProject(ctx, inboxName));
  const { discussionId } = await places.load(ctx.db, ctx.request.place);
  const id = await startDiscussion(ctx, project, {
    question,
    type: "open",
    roundsWanted: 1,
    models: models.map(({ name }) => name),
    besideId: discussionId,
  });
  return { text: saysAsked(ctx, models), buttons: [], discussionId: id };
}

export function saysAsked({ texts }: CommandContext, models: readonly Model[]): string {
  const names = texts.format.list(models.map((model) => model.displayName));
  return models.length === 1 ? texts.ask.askedOne(names) : texts.ask.askedSeveral(names);
}
