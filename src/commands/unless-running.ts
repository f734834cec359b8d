import type { Reply } from "../core/reply.ts";
import * as discussions from "../storage/discussions.ts";
import type { CommandContext } from "./command.ts";

/** A new question while a discussion runs waits for a choice; the question stands in the button. */
export async function unlessRunning(
  ctx: CommandContext,
  command: string,
  run: () => Promise<Reply>,
): Promise<Reply> {
  if (!(await discussions.isRunningAt(ctx.db, ctx.request.place))) return await run();
  const { ask, buttons } = ctx.texts;
  return {
    text: ask.isRunning,
    isPanel: true,
    buttons: [{ label: buttons.stopAndAsk, command: `/instead ${command}` }],
  };
}
