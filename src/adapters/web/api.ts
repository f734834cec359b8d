import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { createExportFile } from "../../commands/export-file.ts";
import type { Request } from "../../commands/request.ts";
import type { Reply } from "../../core/reply.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import type { Log } from "../../log.ts";
import { refuse } from "./access.ts";
import { sendExport } from "./exports.ts";
import { loadEarlier, loadLibrary } from "./library.ts";
import type { TableSource } from "./load-table.ts";
import { pagePerson } from "./message-view.ts";
import { openStream } from "./open-stream.ts";

export type ApiDeps = TableSource & {
  readonly bus: EventBus;
  /** Answers every request with a reply; never rejects. */
  readonly handle: (request: Request) => Promise<Reply>;
  readonly log: Log;
};

const maxBodyBytes = 256 * 1024;
/** An export of a long project, with room for the escapes of JSON. */
const maxImportBytes = 24 * 1024 * 1024;

const placeSchema = z
  .string()
  .regex(/^(web|telegram:-?\d{1,20}(:\d{1,20})?)$/)
  .default("web");
/** Short enough for the buttons of a reply that goes to Telegram: 64 bytes with the number of the button. */
const idSchema = z.string().regex(/^web:[\w-]{8,50}$/);
const requestSchema = z.object({
  id: idSchema,
  place: placeSchema,
  text: z.string().trim().min(1),
});
const importSchema = z.object({
  id: idSchema,
  place: placeSchema,
  name: z.string().max(255),
  content: z.string(),
});
const exportSchema = z.object({
  scope: z.enum(["discussion", "project"]),
  id: z.string(),
  format: z.enum(["md", "json", "html"]),
});

/** What the page asks of moai, under `/api`. Streams of events end when `signal` aborts. */
export function createApi(deps: ApiDeps, signal: AbortSignal): Hono {
  const exportFile = createExportFile(deps.db);
  const api = new Hono();
  api.use("/requests", limit(maxBodyBytes, "a request has"));
  api.use("/imports", limit(maxImportBytes, "a file has"));

  api.post("/requests", async (ctx) => {
    if (!isJson(ctx)) return refuseOtherThanJson(ctx);
    const body = requestSchema.safeParse(await ctx.req.json<unknown>().catch(() => undefined));
    if (!body.success) {
      return refuse(
        ctx,
        400,
        'Send {"id": "web:<uuid>", "text": "/help"}, with a text that is not empty.',
      );
    }
    return ctx.json(await deps.handle({ ...body.data, person: pagePerson }));
  });

  api.post("/imports", async (ctx) => {
    if (!isJson(ctx)) return refuseOtherThanJson(ctx);
    const body = importSchema.safeParse(await ctx.req.json<unknown>().catch(() => undefined));
    if (!body.success) return refuse(ctx, 400, "Send a file that moai exported as JSON.");
    const { name, content, ...request } = body.data;
    const document = { name, content };
    return ctx.json(
      await deps.handle({ ...request, person: pagePerson, text: "/import", document }),
    );
  });

  api.get("/events", (ctx) => {
    const place = placeSchema.safeParse(ctx.req.query("place"));
    if (!place.success) return refuseOtherPlace(ctx);
    ctx.header("Content-Type", "text/event-stream; charset=utf-8");
    ctx.header("Cache-Control", "no-store");
    ctx.header("X-Accel-Buffering", "no");
    return ctx.body(openStream(deps, place.data, signal));
  });

  api.get("/discussions", async (ctx) => {
    const place = placeSchema.safeParse(ctx.req.query("place"));
    if (!place.success) return refuseOtherPlace(ctx);
    const query = (ctx.req.query("q") ?? "").slice(0, 500);
    return ctx.json(await loadLibrary(deps.db, place.data, query));
  });

  api.get("/discussions/:id/messages", async (ctx) => {
    const before = z.coerce.number().int().min(0).safeParse(ctx.req.query("before"));
    const earlier = before.success
      ? await loadEarlier(deps.db, ctx.req.param("id"), before.data)
      : undefined;
    return earlier ? ctx.json(earlier) : refuse(ctx, 404, "There is no such discussion any more.");
  });

  api.get("/exports/:scope/:file{[\\w-]+\\.(?:md|json|html)}", async (ctx) => {
    const [id, format] = ctx.req.param("file").split(".");
    const of = exportSchema.safeParse({ scope: ctx.req.param("scope"), id, format });
    const file = of.success ? await exportFile(of.data, signal) : undefined;
    return file
      ? sendExport(file)
      : refuse(ctx, 404, "There is nothing to export at this address.");
  });

  return api;
}

function limit(maxSize: number, what: string) {
  const size = maxSize < 1024 * 1024 ? `${maxSize / 1024} kB` : `${maxSize / 1024 / 1024} MB`;
  return bodyLimit({
    maxSize,
    onError: (ctx) => refuse(ctx, 413, `This is too long: ${what} at most ${size}. Shorten it.`),
  });
}

function isJson(ctx: Context): boolean {
  return /^application\/json\b/i.test(ctx.req.header("content-type") ?? "");
}

function refuseOtherThanJson(ctx: Context) {
  return refuse(ctx, 415, "Send JSON, with the header content-type: application/json.");
}

function refuseOtherPlace(ctx: Context) {
  return refuse(ctx, 400, "The place is web or telegram:<chat>.");
}
