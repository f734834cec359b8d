import type { Context } from "grammy";
import { commandNamesIn } from "../../commands/read-command.ts";
import type { Place } from "../../core/place.ts";
import type { Db } from "../../storage/database.ts";
import * as requests from "../../storage/requests.ts";
import { speakerIn } from "./access.ts";
import { apiSignal } from "./api-signal.ts";

const adminTimeoutMs = 5000;

/**
 * Whether somebody may do this: in groups only the asker and admins stop what runs, and only admins delete. An
 * admin who cannot be told from others in time is none.
 */
export async function mayEnd(ctx: Context, db: Db, place: Place, text: string): Promise<boolean> {
  if (ctx.chat?.type === "private") return true;
  // Also those that others carry inside, as in /resume 3f2a /stop.
  const names = commandNamesIn(text);
  const deletes = names.includes("project delete");
  if (!deletes && !names.includes("stop") && !names.includes("instead")) return true;
  const { id } = speakerIn(ctx);
  if (id === String(ctx.chat?.id)) return true;
  if (!deletes) {
    const askers = await requests.askersAt(db, place);
    if (askers.every((asker) => asker === null || asker === id)) return true;
  }
  return await isAdmin(ctx);
}

async function isAdmin(ctx: Context): Promise<boolean> {
  if (!ctx.chat || !ctx.from) return false;
  try {
    const { status } = await ctx.api.getChatMember(
      ctx.chat.id,
      ctx.from.id,
      apiSignal(AbortSignal.timeout(adminTimeoutMs)),
    );
    return status === "creator" || status === "administrator";
  } catch {
    return false;
  }
}
