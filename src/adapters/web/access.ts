import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Context, Hono, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { acceptedTexts } from "./accepted-language.ts";
import { loginPage, loginStyle, welcomePage } from "./login-page.ts";

const cookieName = "moai_session";
const cookieMaxAgeSeconds = 60 * 60 * 24 * 30;

/**
 * Without a token only this machine may come in, so the Host must be this machine's: another name is a
 * web page somewhere that had its name pointed here. With a token the cookie holds that off, and moai
 * may stand behind a proxy.
 */
export function requireHost(): MiddlewareHandler {
  return async (ctx, next) => {
    const host = ctx.req.header("host") ?? new URL(ctx.req.url).host;
    if (isLoopback(hostName(host))) return await next();
    return refuse(ctx, 403, acceptedTexts(ctx).page.thisMachineOnly);
  };
}

/** What a browser sends on behalf of another site is refused, also where it could not read the answer. */
export function requireSameOrigin(): MiddlewareHandler {
  return async (ctx, next) => {
    const origin = ctx.req.header("origin");
    const site = ctx.req.header("sec-fetch-site");
    const isRead = ctx.req.method === "GET" || ctx.req.method === "HEAD";
    const isSame =
      origin === undefined
        ? site === "same-origin" || site === "none" || isRead || bearerOf(ctx) !== undefined
        : URL.canParse(origin) && new URL(origin).host === ctx.req.header("host");
    const isCrossRead = isRead && site !== undefined && site !== "same-origin" && site !== "none";
    if (isSame && !isCrossRead) return await next();
    return refuse(ctx, 403, acceptedTexts(ctx).page.ownPageOnly);
  };
}

/**
 * The way in with a token: `/?token=…` once or the form it answers with give a session cookie; programs
 * send `Authorization: Bearer …`. The cookie is made from the token, so another token ends every session.
 */
export function requireToken(app: Hono, token: string): void {
  const session = createHmac("sha256", token).update("moai web session").digest("hex");

  app.use(async (ctx, next) => {
    const isOpen = isEqual(getCookie(ctx, cookieName), session) || isEqual(bearerOf(ctx), token);
    const offered = ctx.req.path === "/" ? ctx.req.query("token") : undefined;
    if (offered !== undefined) return enter(ctx, offered);
    if (ctx.req.path === "/login" && ctx.req.method === "POST") {
      // A form that cannot be read brings no token.
      const form = await ctx.req.formData().catch(() => new FormData());
      const given = form.get("token");
      return enter(ctx, typeof given === "string" ? given : "");
    }
    if (isOpen) return await next();
    const texts = acceptedTexts(ctx);
    if (ctx.req.path === "/login.css") {
      return ctx.body(loginStyle, 200, { "content-type": "text/css; charset=utf-8" });
    }
    if (ctx.req.path === "/") {
      return ctx.html(loginPage(texts, texts.page.enterToken, placeQuery(ctx)), 401);
    }
    return refuse(ctx, 401, texts.page.isPrivate);
  });

  function enter(ctx: Context, offered: string): Response | Promise<Response> {
    const texts = acceptedTexts(ctx);
    if (!isEqual(offered.trim(), token)) {
      return ctx.html(loginPage(texts, texts.page.notTheToken, placeQuery(ctx)), 401);
    }
    setCookie(ctx, cookieName, session, {
      httpOnly: true,
      sameSite: "Strict",
      path: "/",
      maxAge: cookieMaxAgeSeconds,
      // moai itself speaks no TLS; a proxy before it says that it does.
      secure: ctx.req.header("x-forwarded-proto")?.split(",")[0]?.trim() === "https",
    });
    return ctx.html(welcomePage(texts, placeQuery(ctx)));
  }
}

/** The API answers in JSON, everything else in plain words. */
export function refuse(
  ctx: Context,
  status: 400 | 401 | 403 | 404 | 413 | 415 | 500,
  sentence: string,
) {
  return ctx.req.path.startsWith("/api/")
    ? ctx.json({ error: sentence }, status)
    : ctx.text(`${sentence}\n`, status);
}

/** What of an address outlives the login. Encoded, so that it may stand in an attribute. */
function placeQuery(ctx: Context): string {
  const place = ctx.req.query("place");
  return place === undefined ? "" : `?${new URLSearchParams({ place }).toString()}`;
}

function isLoopback(host: string): boolean {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)
  );
}

function hostName(host: string): string {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

function bearerOf(ctx: Context): string | undefined {
  return /^Bearer (\S+)$/i.exec(ctx.req.header("authorization") ?? "")?.[1];
}

/** In constant time, whatever the lengths. */
function isEqual(given: string | undefined, expected: string): boolean {
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
