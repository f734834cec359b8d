import { UserError } from "../core/errors.ts";
import { nameKey } from "../core/project.ts";
import { type Command, findProject } from "./command.ts";
import { findInbox, inboxName } from "./inbox.ts";
import { makeProject, selectProject } from "./make-project.ts";
import { runElsewhere } from "./run-elsewhere.ts";
import { firstWord } from "./words.ts";

export const inProject: Command = {
  name: "in",
  async run(ctx, argument) {
    const [word, command] = firstWord(argument);
    if (word === "" || !command.startsWith("/")) {
      throw new UserError((texts) => texts.project.sayInAndWhat);
    }
    const isInbox = nameKey(word) === nameKey(inboxName);
    const inbox = isInbox ? await findInbox(ctx) : await findProject(ctx, word);
    const select = async () =>
      inbox ? await selectProject(ctx, inbox) : await makeProject(ctx, inboxName);
    return await runElsewhere(ctx, select, command);
  },
};
