import type { Discussion } from "../core/discussion.ts";
import { UserError } from "../core/errors.ts";
import { hasEnded } from "../core/protocol.ts";
import * as messages from "../storage/messages.ts";
import { orderedId } from "../storage/ordered-id.ts";
import * as rounds from "../storage/rounds.ts";
import type { Command, CommandContext } from "./command.ts";
import { requireDiscussion } from "./current-discussion.ts";

export const say: Command = {
  name: "say",
  async run(ctx, argument) {
    const discussion = await requireDiscussion(ctx);
    await addWords(ctx, discussion, argument, []);
    const { discussion: says, buttons } = ctx.texts;
    // After an opening alone nobody speaks by himself.
    return discussion.type === "discuss" && !hasEnded(discussion)
      ? { text: says.nextHears, buttons: [], discussionId: discussion.id }
      : {
          text: says.keptForNext,
          buttons: [{ label: buttons.next, command: "/next" }],
          discussionId: discussion.id,
        };
  },
};

/** Keeps what a person says in a discussion; to some models alone, when they are named. */
export async function addWords(
  ctx: CommandContext,
  discussion: Discussion,
  words: string,
  addressees: readonly string[],
): Promise<void> {
  const content = words.trim();
  if (content === "") throw new UserError((texts) => texts.discussion.saySomething);
  if (content.length > maxLength) {
    throw new UserError((texts) => texts.discussion.wordsTooLong(maxLength, content.length));
  }
  // Before the opening has begun there is no round to stand in yet.
  const round =
    discussion.rounds.at(-1) ?? (await rounds.open(ctx.db, discussion.id, 1, "parallel"));
  await messages.insert(ctx.db, round.id, {
    kind: "person",
    id: orderedId(),
    discussionId: discussion.id,
    person: ctx.request.person,
    content,
    timestamp: ctx.now.toISOString(),
    isDirect: addressees.length > 0,
    addressees,
  });
}

const maxLength = 100_000;
