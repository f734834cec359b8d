import { randomBytes } from "node:crypto";
import { UserError } from "../core/errors.ts";
import type { Texts } from "../core/texts/english.ts";
import { languageCode, textsOf } from "../core/texts/texts-of.ts";
import type { EventBus } from "../engine/event-bus.ts";
import type { Runner } from "../engine/local-runner.ts";
import type { Log } from "../log.ts";
import type { Model } from "../models/model.ts";
import type { ModelOffer } from "../models/model-offer.ts";
import type { Db } from "../storage/database.ts";
import { describeDatabaseProblem } from "../storage/describe-database-problem.ts";
import type { Write } from "../storage/write.ts";
import * as places from "../storage/places.ts";
import * as requests from "../storage/requests.ts";
import { storable } from "../storage/storable.ts";
import { type CommandContext, type Effect, shortened } from "./command.ts";
import { hear } from "./hear.ts";
import { commands } from "./index.ts";
import { parseReply, type Reply } from "../core/reply.ts";
import { readCommand } from "./read-command.ts";
import type { Request } from "./request.ts";
import { oneLine } from "../core/one-line.ts";

export type HandleDeps = {
  readonly db: Db;
  readonly write: Write;
  readonly models: ReadonlyMap<string, Model>;
  readonly modelsLine: (texts: Texts) => string;
  readonly defaultTeam: readonly string[];
  readonly offer: ModelOffer | undefined;
  readonly runner: Runner;
  readonly bus: EventBus;
  readonly log: Log;
  readonly now: () => Date;
  readonly random: () => number;
};

type Done = { readonly reply: Reply; readonly effects: readonly Effect[] };

export type Handle = (request: Request) => Promise<Reply>;

/**
 * Handles a request: at once, in one transaction, and once however often it is delivered. Never throws and
 * never waits for a model; what went wrong is said in the reply.
 */
export function createHandle(deps: HandleDeps): Handle {
  return async (received) => {
    const request = {
      ...received,
      person: storable(oneLine(received.person)),
      text: storable(received.text),
    };
    try {
      return await handleOnce(deps, request, (ctx) => runCommand(ctx, request.text));
    } catch (error) {
      if (error instanceof UserError) {
        return await handleOnce(deps, request, async ({ texts }) => ({
          text: error.tell(texts),
          buttons: [],
          isRefusal: true,
        })).catch((another: unknown) => unexpected(deps, request, another));
      }
      return unexpected(deps, request, error);
    }
  };
}

/** The reply is stored with what it speaks of, or neither is. */
async function handleOnce(
  deps: HandleDeps,
  request: Request,
  run: (ctx: CommandContext) => Promise<Reply>,
): Promise<Reply> {
  const now = deps.now();
  const done = await deps.write(handleIn, (committed) => carryOut(deps, committed?.effects ?? []));
  if (!done) {
    const handled = await requests.find(deps.db, request.id);
    return parseReply(handled?.reply ?? "");
  }
  deps.bus.publish({
    kind: "changed",
    place: request.place,
    discussionId: done.reply.discussionId,
  });
  return done.reply;

  async function handleIn(trx: Db): Promise<Done | undefined> {
    const { id, place, personId = null } = request;
    await places.hold(trx, place);
    const isFirst = await requests.claim(trx, {
      id,
      place,
      personId,
      createdAt: now.toISOString(),
    });
    if (!isFirst) return undefined;
    const effects: Effect[] = [];
    const ctx: CommandContext = {
      ...deps,
      db: trx,
      request,
      texts: await textsHere(trx, request),
      now,
      effects,
      run: (text) => runCommand(ctx, text),
    };
    const reply = toldAt(request, await run(ctx));
    // Elsewhere people look things up for themselves; what is said at the table concerns all.
    const isDelivered = request.isFromElsewhere === true && reply.asked === undefined;
    await requests.setReply(trx, id, JSON.stringify(reply), isDelivered);
    return { reply, effects };
  }
}

/** What is to be done goes on before the disk has the request; nobody is told of it before. */
function carryOut({ runner, offer }: HandleDeps, effects: readonly Effect[]): void {
  for (const effect of effects) {
    if (effect.kind === "pick") offer?.add(effect.model);
    else runner[effect.kind](effect.discussionId);
  }
}

function toldAt({ isFromElsewhere, person, text }: Request, reply: Reply): Reply {
  if (!isFromElsewhere || reply.discussionId === undefined || reply.file) return reply;
  return { ...reply, asked: { person, words: text.replace(/^\/resume \S+ /, "") } };
}

/** A place takes the language of its first request, and keeps it. */
async function textsHere(trx: Db, { place, language }: Request): Promise<Texts> {
  const { language: known } = await places.load(trx, place);
  const code = languageCode(language);
  if (known !== null || code === undefined) return textsOf(known);
  await places.update(trx, place, { language: code });
  return textsOf(code);
}

async function runCommand(ctx: CommandContext, text: string): Promise<Reply> {
  const read = readCommand(text);
  if (!read) return await hear(ctx, text.trim());
  if (!read.command) throw unknownCommand(read.name);
  return await read.command.run(ctx, read.argument);
}

function unknownCommand(name: string): UserError {
  const parts = commands.filter((command) => command.name.startsWith(`${name} `));
  return new UserError(({ help, commands: said }) =>
    parts.length === 0
      ? help.unknownCommand(shortened(oneLine(name)))
      : help.saysTooLittle(
          parts.map((part) => `/${part.name} ${said[part.name].form}`.trim()).join("; "),
        ),
  );
}

function unexpected({ log }: HandleDeps, request: Request, error: unknown): Reply {
  const ref = randomBytes(2).toString("hex");
  log.error({ ref, request: request.id, err: error }, "a request could not be handled");
  // The place's own language is in the database, too.
  const texts = textsOf(request.language);
  const problem = describeDatabaseProblem(error, texts);
  return {
    text: problem ? texts.broken.notStored(problem) : texts.broken.unexpected(ref),
    buttons: [],
    isRefusal: true,
    isLost: true,
  };
}
