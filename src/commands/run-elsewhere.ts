import type { Reply } from "../core/reply.ts";
import * as places from "../storage/places.ts";
import type { CommandContext } from "./command.ts";

/** Runs a command once something else is selected, which stays so; but who wants a file wants no other table. */
export async function runElsewhere(
  ctx: CommandContext,
  select: () => Promise<unknown>,
  command: string,
): Promise<Reply> {
  const { place } = ctx.request;
  const before = await places.load(ctx.db, place);
  await select();
  const reply = await ctx.run(command);
  if (/^\/export\b/i.test(command)) await places.update(ctx.db, place, before);
  return reply;
}
