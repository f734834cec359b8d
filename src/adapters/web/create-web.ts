import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { refuse, requireHost, requireSameOrigin, requireToken } from "./access.ts";
import { acceptedTexts } from "./accepted-language.ts";
import { type ApiDeps, createApi } from "./api.ts";
import { placeSchema } from "./place-schema.ts";

export type WebDeps = ApiDeps & {
  readonly token: string | undefined;
  /** Where the built page is. */
  readonly pageDirectory: string;
};

/** Everything that the page asks of moai. Streams of events end when `signal` aborts. */
export function createWeb(deps: WebDeps, signal: AbortSignal): Hono {
  const app = new Hono();

  app.get("/healthz", async (ctx) => {
    try {
      await deps.db.selectFrom("project").select("id").limit(1).execute();
      return ctx.json({ status: "ok" });
    } catch (error) {
      deps.log.error({ err: error }, "health check failed");
      return ctx.json({ status: "the database does not answer" }, 503);
    }
  });

  app.use(pageHeaders());
  if (deps.token === undefined) app.use(requireHost());
  app.use("/api/*", requireSameOrigin());
  app.use("/login", requireSameOrigin());
  // Nobody but the form of the token sends anything here.
  app.use("/login", bodyLimit({ maxSize: 4096, onError: refuseLongToken }));
  if (deps.token !== undefined) requireToken(app, deps.token);

  app.route("/api", createApi(deps, signal));
  servePage(app, deps.pageDirectory);
  app.notFound((ctx) => refuse(ctx, 404, acceptedTexts(ctx).page.nothingHere));
  app.onError((error, ctx) => {
    const ref = randomBytes(2).toString("hex");
    deps.log.error({ err: error, ref }, "a page request failed");
    return refuse(ctx, 500, acceptedTexts(ctx).page.broken(ref));
  });
  return app;
}

/** Nothing from elsewhere, nothing inline, no markup that did not pass the sanitiser. */
function pageHeaders() {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      connectSrc: ["'self'"],
      imgSrc: ["'self'", "data:"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["dompurify"],
    },
    // Says nothing to other sites. "no-referrer" would have browsers leave out where the form of the token is from.
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    // The page is served without TLS; a proxy that adds it also promises it.
    strictTransportSecurity: false,
  });
}

function servePage(app: Hono, directory: string): void {
  if (!existsSync(join(directory, "index.html"))) {
    app.get("/", (ctx) => ctx.text("The page is not built yet. Run: npm run prepare\n", 503));
    return;
  }
  app.get("/", async (ctx, next) => {
    if (placeSchema.safeParse(ctx.req.query("place")).success) return await next();
    return refuse(ctx, 400, acceptedTexts(ctx).page.noSuchPlace);
  });
  app.get("*", compress(), async (ctx, next) => {
    await next();
    // Names of assets hold a hash of their content; the page itself names the newest.
    const isAsset = ctx.req.path.startsWith("/assets/");
    if (!ctx.res.ok) return;
    ctx.header("Cache-Control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
  });
  app.get("*", serveStatic({ root: directory }));
}

function refuseLongToken(ctx: Context) {
  return refuse(ctx, 413, acceptedTexts(ctx).page.tokenTooLong);
}
