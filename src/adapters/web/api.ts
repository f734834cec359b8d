import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { BlankEnv } from "hono/types";
import { validator } from "hono/validator";
import { z } from "zod";
import { createExportFile } from "../../commands/export-file.ts";
import type { Request } from "../../commands/request.ts";
import type { Reply } from "../../core/reply.ts";
import type { EventBus } from "../../engine/event-bus.ts";
import type { Texts } from "../../core/texts/english.ts";
import type { Log } from "../../log.ts";
import type { ModelOffer } from "../../models/model-offer.ts";
import { acceptedLanguage, acceptedTexts } from "./accepted-language.ts";
import { sendExport } from "./exports.ts";
import { loadEarlier, loadLibrary } from "./library.ts";
import { loadPrices } from "./load-prices.ts";
import { loadOffered } from "./load-offered.ts";
import type { TableSource } from "./load-table.ts";
import { pagePerson } from "./message-view.ts";
import { openStream } from "./open-stream.ts";
import { placeSchema } from "./place-schema.ts";

export type ApiDeps = TableSource & {
  readonly bus: EventBus;
  /** Answers every request with a reply; never rejects. */
  readonly handle: (request: Request) => Promise<Reply>;
  readonly offer: ModelOffer | undefined;
  readonly log: Log;
};

const maxBodyBytes = 256 * 1024;
/** An export of a long project, with room for the escapes of JSON. */
const maxImportBytes = 24 * 1024 * 1024;
const maxQueryLength = 500;

const otherPlace: Sentence = ({ page }) => page.noSuchPlace;
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
const placeQuerySchema = z.object({ place: placeSchema });
const librarySchema = z.object({
  place: placeSchema,
  q: z.string().default(""),
});
const offeredSchema = z.object({ q: z.string().default("") });
// As many digits as an integer column holds for certain.
const earlierSchema = z.object({ before: z.string().regex(/^\d{1,9}$/) });
const noDiscussion: Sentence = ({ page }) => page.noDiscussion;
const exportSchema = z.object({
  scope: z.enum(["discussion", "project"]),
  id: z.string(),
  format: z.enum(["md", "json", "html"]),
});

/** What people can come upon is in their language; the rest is for programs, in English. */
type Sentence = (texts: Texts) => string;

/** What the page's typed client calls. */
export type Api = ReturnType<typeof createApi>;

/** What the page asks of moai, under `/api`. Streams of events end when `signal` aborts. */
export function createApi(deps: ApiDeps, signal: AbortSignal) {
  const exportFile = createExportFile(deps.db);
  return new Hono()
    .post(
      "/requests",
      limit(maxBodyBytes, ({ page }, size) => page.requestTooLong(size)),
      json(
        requestSchema,
        () => 'Send {"id": "web:<uuid>", "text": "/help"}, with a text that is not empty.',
      ),
      async (ctx) => {
        const language = acceptedLanguage(ctx);
        const said = { ...ctx.req.valid("json"), person: pagePerson, language };
        const isFromElsewhere = said.place !== "web";
        return ctx.json(await deps.handle({ ...said, isFromElsewhere }), 200);
      },
    )
    .post(
      "/imports",
      limit(maxImportBytes, ({ page }, size) => page.fileTooLong(size)),
      json(importSchema, ({ page }) => page.sendExport),
      async (ctx) => {
        const { name, content, ...request } = ctx.req.valid("json");
        const document = { name, content };
        const said = { person: pagePerson, language: acceptedLanguage(ctx), text: "/import" };
        const isFromElsewhere = request.place !== "web";
        return ctx.json(await deps.handle({ ...request, ...said, document, isFromElsewhere }), 200);
      },
    )
    .get("/events", query(placeQuerySchema, otherPlace), (ctx) => {
      ctx.header("Content-Type", "text/event-stream; charset=utf-8");
      ctx.header("Cache-Control", "no-store");
      ctx.header("X-Accel-Buffering", "no");
      return ctx.body(
        openStream(deps, ctx.req.valid("query").place, acceptedLanguage(ctx), signal),
      );
    })
    .get("/discussions", query(librarySchema, otherPlace), async (ctx) => {
      const { place, q } = ctx.req.valid("query");
      const words = q.slice(0, maxQueryLength);
      const language = acceptedLanguage(ctx);
      return ctx.json(await loadLibrary(deps.db, place, words, language, signal), 200);
    })
    .get("/prices", query(placeQuerySchema, otherPlace), async (ctx) =>
      ctx.json(await loadPrices(deps.db, ctx.req.valid("query").place), 200),
    )
    .get(
      "/models",
      query(offeredSchema, () => "Say what to look for: ?q=qwen."),
      async (ctx) => {
        const { q } = ctx.req.valid("query");
        const texts = acceptedTexts(ctx);
        return ctx.json(await loadOffered(deps, q.slice(0, maxQueryLength), texts), 200);
      },
    )
    .get("/discussions/:id/messages", query(earlierSchema, noDiscussion, 404), async (ctx) => {
      const { before } = ctx.req.valid("query");
      const [id, language] = [ctx.req.param("id"), acceptedLanguage(ctx)];
      const earlier = await loadEarlier(deps.db, id, Number(before), language);
      return earlier ? ctx.json(earlier, 200) : refuse(ctx, 404, noDiscussion(acceptedTexts(ctx)));
    })
    .get("/exports/:scope/:file{[\\w-]+\\.(?:md|json|html)}", async (ctx) => {
      const [id, format] = ctx.req.param("file").split(".");
      const of = exportSchema.safeParse({ scope: ctx.req.param("scope"), id, format });
      const file = of.success ? await exportFile(of.data, signal) : undefined;
      return file ? sendExport(file) : refuse(ctx, 404, acceptedTexts(ctx).page.nothingToExport);
    });
}

/** Not Hono's validator, which answers by itself where a body is no JSON: this one says what was expected. */
function json<Schema extends z.ZodObject>(
  schema: Schema,
  sentence: Sentence,
): MiddlewareHandler<
  BlankEnv,
  string,
  { in: { json: z.input<Schema> }; out: { json: z.output<Schema> } },
  ReturnType<typeof refuse<400 | 415>>
> {
  return async (ctx, next) => {
    if (!/^application\/json\b/i.test(ctx.req.header("content-type") ?? "")) {
      return refuse(ctx, 415, "Send JSON, with the header content-type: application/json.");
    }
    const parsed = schema.safeParse(await ctx.req.json<unknown>().catch(() => undefined));
    if (!parsed.success) return refuse(ctx, 400, sentence(acceptedTexts(ctx)));
    ctx.req.addValidatedData("json", parsed.data);
    return await next();
  };
}

function query<Schema extends z.ZodObject>(
  schema: Schema,
  sentence: Sentence,
  status: 400 | 404 = 400,
) {
  return validator("query", (given, ctx) => {
    const parsed = schema.safeParse(given);
    return parsed.success ? parsed.data : refuse(ctx, status, sentence(acceptedTexts(ctx)));
  });
}

function limit(maxSize: number, sentence: (texts: Texts, size: string) => string) {
  const size = maxSize < 1024 * 1024 ? `${maxSize / 1024} kB` : `${maxSize / 1024 / 1024} MB`;
  return bodyLimit({
    maxSize,
    onError: (ctx) => refuse(ctx, 413, sentence(acceptedTexts(ctx), size)),
  });
}

function refuse<Status extends 400 | 404 | 413 | 415>(
  ctx: Context,
  status: Status,
  sentence: string,
) {
  return ctx.json({ error: sentence }, status);
}
