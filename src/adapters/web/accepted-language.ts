import type { Context } from "hono";
import type { Texts } from "../../core/texts/english.ts";
import { textsOf } from "../../core/texts/texts-of.ts";

/** The language that the browser names first. */
export function acceptedLanguage(ctx: Context): string | undefined {
  return /^[\w-]+/.exec(ctx.req.header("accept-language") ?? "")?.[0];
}

/** For what is said to one browser, and not at a place. */
export function acceptedTexts(ctx: Context): Texts {
  return textsOf(acceptedLanguage(ctx));
}
