import { UserError } from "../core/errors.ts";
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
  form: "<model> <question>",
  summary: "asks one model",
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

    const project =
      (await selectedProject(ctx)) ?? (await findInbox(ctx)) ?? (await makeInbox(ctx));
    const { discussionId } = await places.load(ctx.db, ctx.request.place);
    const id = await startDiscussion(ctx, project, {
      question,
      type: "open",
      roundsWanted: 1,
      models: [model.name],
      isCurrent: discussionId === null,
    });
    return { text: `${model.displayName} is asked.`, buttons: [], discussionId: id };
  },
};

/** A question to one model needs no choice of project first. */
async function makeInbox(ctx: CommandContext) {
  return await makeProject(ctx, inboxName);
}
