import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { startWeb } from "./adapters/web/server.ts";
import { createExportFile } from "./commands/export-file.ts";
import { createHandle } from "./commands/handle.ts";
import { type Config, loadConfig } from "./config.ts";
import { ConfigError } from "./core/errors.ts";
import { noticeOfRestart } from "./core/notice.ts";
import { english } from "./core/texts/english.ts";
import { advance } from "./engine/advance.ts";
import { createCallSlots } from "./engine/call-slots.ts";
import { createEventBus } from "./engine/event-bus.ts";
import { keepSearchComplete } from "./engine/keep-search-complete.ts";
import { createLocalRunner, type Runner } from "./engine/local-runner.ts";
import { createLog, type Log } from "./log.ts";
import { createModels, type Models } from "./models/create-models.ts";
import type { ModelOffer } from "./models/model-offer.ts";
import { type Db, openDatabase } from "./storage/database.ts";
import * as discussions from "./storage/discussions.ts";
import * as pickedModels from "./storage/picked-models.ts";
import * as requests from "./storage/requests.ts";
import { textsAt } from "./storage/texts-at.ts";

const version = "0.1.0";
/** BSD's EX_CONFIG: a supervisor need not start it again before somebody has changed something. */
const configExitStatus = 78;
const closeTimeoutMs = 5000;

export async function main(): Promise<void> {
  try {
    const config = loadConfig(process.env, readDotEnv());
    const moai = await start(config, (line) => process.stdout.write(`${line}\n`));
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        setTimeout(() => process.exit(1), closeTimeoutMs).unref();
        void moai.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(
      `moai cannot start:\n${error.problems.map((line) => `- ${line}\n`).join("")}`,
    );
    process.exit(configExitStatus);
  }
}

/** Lays the table: everything that moai consists of, put together. */
async function start(
  config: Config,
  print: (line: string) => void,
): Promise<{ close(): Promise<void> }> {
  const log = createLog(config.logLevel);
  const models = await createModels(config.models);
  const database = await openDatabase(config.databaseUrl, {
    onLockLost: () => {
      log.fatal("the database let go of this process; another moai may take over");
      process.exit(1);
    },
  });
  const { db, ahead, write } = database;

  const bus = createEventBus();
  const slots = createCallSlots(config.concurrency);
  const engine = { db: ahead, write, models: models.byName, bus, slots, log, now };
  const runner = createLocalRunner({
    advance: (discussionId, signals) => advance(engine, discussionId, signals),
    log,
  });
  const { byName, defaultTeam, offer } = models;
  const table = { db, bus, models: byName, modelsLine: models.line, offer, log };
  const handle = createHandle({ ...table, write, runner, defaultTeam, now, random: Math.random });

  try {
    if (offer) await addPicked(db, offer);
    const isDemo = models.kind === "demo";
    const web = await startWeb({ ...table, ...config.web, handle, version, isDemo });
    print(`Page      ${web.url}`);
    print(`Models    ${models.line(english)}`);
    print(`Database  ${database.line}`);
    // Loaded only by those who use it.
    const telegram = config.telegram
      ? (await import("./adapters/telegram/start-telegram.ts")).startTelegram({
          ...config.telegram,
          db,
          bus,
          handle,
          log,
          print,
          models: models.byName,
          exportFile: createExportFile(db),
        })
      : undefined;
    if (!telegram) print("Telegram  off. Set BOT_TOKEN and ALLOWED_USERS to turn it on");
    if (config.telegram?.allowedUsers === "everyone") {
      print("Telegram  open to everyone, at your cost: ALLOWED_USERS is *");
    }
    await takeUp(db, runner, log);
    const closing = new AbortController();
    const searching = keepSearchComplete(table, closing.signal);
    void sayKeyCheck(models, print);
    return {
      async close() {
        closing.abort();
        await Promise.all([web.close(), telegram?.close(), runner.close(), searching]);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** What was picked from this router before. What was picked from another one waits until that one is back. */
async function addPicked(db: Db, { router, add }: ModelOffer): Promise<void> {
  for (const model of await pickedModels.list(db, router)) add(model);
}

/** Those that ran when the last process ended go on, and their places are told, once. */
async function takeUp(db: Db, runner: Runner, log: Log): Promise<void> {
  for (const id of await discussions.active(db)) {
    try {
      const discussion = await discussions.load(db, id);
      if (!discussion) continue;
      await requests.notify(db, {
        id: `restart:${id}:${discussion.messages.at(-1)?.seq ?? 0}`,
        place: discussion.place,
        reply: JSON.stringify(noticeOfRestart(discussion, await textsAt(db, discussion.place))),
        createdAt: now().toISOString(),
      });
      runner.wake(id);
    } catch (error) {
      // One that cannot be read keeps nobody from the others.
      log.error({ discussion: id, err: error }, "a discussion could not be taken up");
    }
  }
}

function now(): Date {
  return new Date();
}

/** A wrong key is said at once and stops nothing: the page can still show what is stored. */
async function sayKeyCheck(models: Models, print: (line: string) => void): Promise<void> {
  const check = await models.checkKey(AbortSignal.timeout(15_000));
  if (check.kind === "accepted") print("Key       accepted");
  if (check.kind === "problem") print(`Key       ${check.message}`);
}

function readDotEnv(): NodeJS.Dict<string> {
  if (!existsSync(".env")) return {};
  try {
    // Some editors begin a file with a mark that would become part of the first name.
    return parseEnv(readFileSync(".env", "utf8").replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new ConfigError(["The file .env cannot be read. Give moai the right to read it."], {
      cause,
    });
  }
}
