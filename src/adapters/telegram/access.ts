import type { MiddlewareFn } from "grammy";
import type { Log } from "../../log.ts";

/**
 * Lets in whom the operator named, and nobody else: no answer, no row, no cost. The log names each stranger
 * once, so that the operator can find the id to allow.
 */
export function allowOnly(allowedUsers: ReadonlySet<number> | "everyone", log: Log): MiddlewareFn {
  const refused = new Set<number>();

  return async (ctx, next) => {
    const id = ctx.from?.id;
    if (id === undefined || ctx.from?.is_bot) return;
    if (allowedUsers === "everyone" || allowedUsers.has(id)) return await next();
    if (refused.has(id) || refused.size >= 10_000) return;
    refused.add(id);
    log.warn({ telegramUser: id }, "somebody who is not in ALLOWED_USERS wrote to the bot");
  };
}
