import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { z } from "zod";
import type { Reply } from "../../core/reply.ts";
import type { Request } from "../../commands/request.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import type { Log } from "../../log.ts";
import { refuse, requireHost, requireSameOrigin, requireToken } from "./access.ts";
import { streamTable } from "./events.ts";
import { pagePerson, type TableSource } from "./load-table.ts";
import type { PageEvent } from "./view.ts";

export type WebDeps = TableSource & {
  readonly bus: EventBus;
  /** Answers every request with a reply; never rejects. */
  readonly handle: (request: Request) => Promise<Reply>;
  readonly log: Log;
  readonly token: string | undefined;
  /** Where the built page is. */
  readonly pageDirectory: string;
};

const maxBodyBytes = 256 * 1024;

const requestSchema = z.object({
  id: z.string().regex(/^web:[\w-]{8,64}$/),
  text: z.string().trim().min(1),
});

const placeSchema = z
  .string()
  .regex(/^(web|telegram:-?\d{1,20}(:\d{1,20})?)$/)
  .default("web");

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
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: (ctx) =>
        refuse(
          ctx,
          413,
          `This is too long: a request has at most ${maxBodyBytes / 1024} kB. Shorten it.`,
        ),
    }),
  );
  if (deps.token !== undefined) requireToken(app, deps.token);

  app.post("/api/requests", async (ctx) => {
    if (!/^application\/json\b/i.test(ctx.req.header("content-type") ?? "")) {
      return refuse(ctx, 415, "Send JSON, with the header content-type: application/json.");
    }
    const body = requestSchema.safeParse(await ctx.req.json<unknown>().catch(() => undefined));
    if (!body.success) {
      return refuse(
        ctx,
        400,
        'Send {"id": "web:<uuid>", "text": "/help"}, with a text that is not empty.',
      );
    }
    return ctx.json(await deps.handle({ ...body.data, person: pagePerson, place: "web" }));
  });

  app.get("/api/events", (ctx) => {
    const place = placeSchema.safeParse(ctx.req.query("place"));
    if (!place.success) return refuse(ctx, 400, "The place is web or telegram:<chat>.");
    ctx.header("Content-Type", "text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Accel-Buffering", "no");
    return ctx.body(openStream(deps, place.data, signal));
  });

  servePage(app, deps.pageDirectory);
  app.notFound((ctx) => refuse(ctx, 404, "There is nothing at this address."));
  app.onError((error, ctx) => {
    const ref = randomBytes(2).toString("hex");
    deps.log.error({ err: error, ref }, "a page request failed");
    return refuse(ctx, 500, `Something broke (ref ${ref}). Try again; the log knows more.`);
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
    referrerPolicy: "no-referrer",
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
  app.get("*", compress(), async (ctx, next) => {
    await next();
    // Names of assets hold a hash of their content; the page itself names the newest.
    const isAsset = ctx.req.path.startsWith("/assets/");
    if (!ctx.res.ok) return;
    ctx.header("Cache-Control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
  });
  app.get("*", serveStatic({ root: directory }));
}

function openStream(
  deps: WebDeps,
  place: string,
  serverSignal: AbortSignal,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const steps = streamTable(deps, place, AbortSignal.any([serverSignal, left.signal]));
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      // How long a browser waits before it connects again, in milliseconds.
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
    },
    async pull(controller) {
      try {
        const step = await steps.next();
        if (left.signal.aborted) return;
        if (step.done) controller.close();
        else controller.enqueue(encoder.encode(encodeEvents(step.value)));
      } catch (error) {
        // The page connects again by itself.
        deps.log.error({ err: error }, "a stream of events broke");
        controller.close();
      }
    },
    async cancel() {
      left.abort();
      await steps.return(undefined);
    },
  });
}

function encodeEvents(events: readonly PageEvent[]): string {
  if (events.length === 0) return ":\n\n";
  return events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
}
