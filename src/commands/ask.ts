import { UserError } from "../core/errors.ts";
import type { Reply } from "../core/reply.ts";
import type { Model } from "../models/model.ts";
import * as places from "../storage/places.ts";
import {
  type Command,
  type CommandContext,
  findModel,
  selectedProject,
  unknownModel,
} from "./command.ts";
import { findInbox, inboxName } from "./inbox.ts";
import { makeProject } from "./make-project.ts";
import { startDiscussion } from "./start-discussion.ts";
import { firstWord } from "./words.ts";

export const ask: Command = {
  name: "ask",
  async run(ctx, argument) {
    const [word, question] = firstWord(argument);
    const names = [...ctx.models.keys()];
    if (word === "") {
      throw new UserError(`Say whom and what: /ask ${names[0] ?? "claude"} Is P equal to NP?`);
    }
    const model = findModel(ctx.models, word.replace(/^@/, "").replace(/[:,]$/, ""));
    if (!model) throw unknownModel(ctx.models, word);
    if (question === "") {
      throw new UserError(`Say what to ask: /ask ${model.name} Is P equal to NP?`);
    }

    return await askAlone(ctx, [model], question);
  },
};

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
    isCurrent: discussionId === null,
  });
  const names = models.map((model) => model.displayName).join(" and ");
  return {
    text: `${names} ${models.length === 1 ? "is" : "are"} asked.`,
    buttons: [],
    discussionId: id,
  };
}
