import { randomUUID } from "node:crypto";
import { createHandle } from "../../src/commands/handle.ts";
import type { Reply } from "../../src/core/reply.ts";
import type { Discussion } from "../../src/core/discussion.ts";
import { advance } from "../../src/engine/advance.ts";
import { createCallSlots } from "../../src/engine/call-slots.ts";
import { createEventBus, type EventBus } from "../../src/engine/event-bus.ts";
import { keepSearchComplete } from "../../src/engine/keep-search-complete.ts";
import { createLocalRunner } from "../../src/engine/local-runner.ts";
import { createLog } from "../../src/log.ts";
import type { Models } from "../../src/models/create-models.ts";
import type { Model } from "../../src/models/model.ts";
import type { ModelOffer } from "../../src/models/model-offer.ts";
import type { Db, OpenDatabase } from "../../src/storage/database.ts";
import * as discussions from "../../src/storage/discussions.ts";
import { scriptedModel } from "./scripted-model.ts";

export type Table = {
  readonly db: Db;
  readonly bus: EventBus;
  readonly models: ReadonlyMap<string, Model>;
  readonly offer: ModelOffer | undefined;
  readonly handle: ReturnType<typeof createHandle>;
  /** What was logged, line by line. */
  readonly logged: readonly string[];
  /** Says something at a place, the page unless another is named. */
  say(text: string, place?: string, language?: string): Promise<Reply>;
  discussion(id: string | undefined): Promise<Discussion>;
  /** Resolves with the discussion as soon as it is as described. */
  until(id: string | undefined, is: (discussion: Discussion) => boolean): Promise<Discussion>;
  ended(id: string | undefined): Promise<Discussion>;
  wake(id: string): void;
  stop(id: string): void;
  close(): Promise<void>;
};

/** Everything between an adapter and the database, with models that say what the test wants. */
export function layTable(
  { db, ahead, write }: Pick<OpenDatabase, "db" | "ahead" | "write">,
  models: readonly Model[] | Models = ["claude", "gpt", "gemini"].map((name) =>
    scriptedModel(name, () => `${name} has a view.`),
  ),
): Table {
  const logged: string[] = [];
  const log = createLog("debug", { write: (line) => void logged.push(line) });
  const bus = createEventBus();
  const { byName, defaultTeam, offer } = "byName" in models ? models : fixedModels(models);
  const now = () => new Date();
  const engine = { db: ahead, write, models: byName, bus, slots: createCallSlots(64), log, now };
  const runner = createLocalRunner({
    advance: (id, signals) => advance(engine, id, signals),
    log,
  });
  const closing = new AbortController();
  const searching = keepSearchComplete({ db, bus, log }, closing.signal);
  const handle = createHandle({
    db,
    write,
    models: byName,
    modelsLine: () => "scripted",
    defaultTeam,
    offer,
    runner,
    bus,
    log,
    now,
    random: Math.random,
  });

  async function discussion(id: string | undefined): Promise<Discussion> {
    const found = await discussions.load(db, id ?? "");
    if (!found) throw new Error("there is no such discussion");
    return found;
  }

  async function until(
    id: string | undefined,
    is: (discussion: Discussion) => boolean,
  ): Promise<Discussion> {
    let wake = Promise.withResolvers<void>();
    const unsubscribe = bus.subscribe(() => wake.resolve());
    try {
      for (;;) {
        const found = await discussion(id);
        if (is(found)) return found;
        await wake.promise;
        wake = Promise.withResolvers();
      }
    } finally {
      unsubscribe();
    }
  }

  return {
    db,
    bus,
    models: byName,
    offer,
    handle,
    logged,
    say: (text, place = "web", language?: string) =>
      handle({ id: `test:${randomUUID()}`, person: "Ann", place, language, text }),
    discussion,
    until,
    ended: (id) => until(id, ({ status }) => status === "completed"),
    wake: runner.wake,
    stop: runner.stop,
    async close() {
      closing.abort();
      await Promise.all([runner.close(), searching]);
    },
  };
}

/** Nothing beyond these can be picked. */
function fixedModels(models: readonly Model[]): Pick<Models, "byName" | "defaultTeam" | "offer"> {
  return {
    byName: new Map(models.map((model) => [model.name, model])),
    defaultTeam: models.map(({ name }) => name),
    offer: undefined,
  };
}
