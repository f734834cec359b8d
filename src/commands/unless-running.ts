import type { Reply } from "../core/reply.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import type { CommandContext } from "./command.ts";

/** A new question while a discussion runs waits for a choice; the question stands in the button. */
export async function unlessRunning(
  ctx: CommandContext,
  command: string,
  run: () => Promise<Reply>,
): Promise<Reply> {
  const { discussionId } = await places.load(ctx.db, ctx.request.place);
  if (discussionId === null || !(await discussions.isRunning(ctx.db, discussionId))) {
    return await run();
  }
  const { ask, buttons } = ctx.texts;
  return {
    text: ask.isRunning,
    isPanel: true,
    buttons: [{ label: buttons.stopAndAsk, command: `/instead ${command}` }],
  };
}
