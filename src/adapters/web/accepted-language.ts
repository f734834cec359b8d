import type { Context } from "hono";

/** The language that the browser names first. */
export function acceptedLanguage(ctx: Context): string | undefined {
  return /^[\w-]+/.exec(ctx.req.header("accept-language") ?? "")?.[0];
}
