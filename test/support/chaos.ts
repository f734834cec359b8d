import { createHash } from "node:crypto";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import type { Discussion } from "../../src/core/discussion.ts";
import { openDatabase } from "../../src/storage/database.ts";
import * as discussions from "../../src/storage/discussions.ts";
import { askBeforeStart } from "./ask-before-start.ts";
import { createCallLog, keyOf } from "./chaos-calls.ts";
import { type Findings, findProblems } from "./chaos-problems.ts";
import { createModelServer } from "./model-server.ts";
import { postRequest } from "./post-request.ts";
import { startWithModels } from "./start-with-models.ts";

export type ChaosSettings = {
  readonly seed: number;
  readonly kills: number;
  /** Each of three models, an opening and three rounds; the last of them is asked for on the page. */
  readonly discussions: number;
};

const turnsOfDiscussion = 12;
const longestAimMs = 400;

/**
 * Kills moai over and over while it carries discussions on, starts it again each time, and judges what became of
 * them: a real process, a real file, real HTTP. A seed draws the same moments again; what they hit is up to the
 * machine.
 */
export async function runChaos(settings: ChaosSettings): Promise<Findings> {
  const random = createRandom(settings.seed);
  await using directory = await mkdtempDisposable(join(tmpdir(), "moai-chaos-"));
  const file = join(directory.path, "moai.db");
  await askBeforeStart(
    `sqlite:${file}`,
    Array.from({ length: settings.discussions - 1 }, (_, index) => ({
      place: `telegram:${index + 1}`,
      text: `/discuss 3 ${question(index + 1)}`,
    })),
  );
  const log = createCallLog(random);
  const server = await createModelServer(log.script);
  /** When each start of moai was killed: its number is the index. */
  const killedAt: number[] = [];
  const start = () => startWithModels(`sqlite:${file}`, server.url, keyOf(killedAt.length));
  const turns = settings.discussions * turnsOfDiscussion;
  const perKill = (2 * turns) / (settings.kills + 1);
  let isAsked = false;

  for (let kill = 0; kill < settings.kills; kill += 1) {
    const moai = await start();
    const asking = isAsked
      ? undefined
      : askOnPage(moai.url, settings.discussions).then(
          () => (isAsked = true),
          () => undefined,
        );
    await log.finished(Math.min(turns, log.finishedCount() + Math.floor(random() * perKill)));
    await wait(random() ** 2 * longestAimMs);
    killedAt.push(performance.now());
    await moai.stop("SIGKILL");
    await asking;
  }

  const moai = await start();
  if (!isAsked) await askOnPage(moai.url, settings.discussions);
  await allEnded(file, settings.discussions);
  await moai.stop();
  await server.close();

  return findProblems(await loadAll(file), log.calls, killedAt);
}

/** As a page does that does not know whether its requests arrived: with the same ids again. */
async function askOnPage(url: string, number: number): Promise<void> {
  await postRequest(url, "/project new Chaos", "web:chaos-project");
  await postRequest(url, `/discuss 3 ${question(number)}`, "web:chaos-question");
}

function question(number: number): string {
  return `Question ${number}: is the sea still rising?`;
}

async function allEnded(file: string, count: number): Promise<void> {
  using data = new DatabaseSync(file, { timeout: 5000 });
  const completed = data.prepare("select id from discussion where status = 'completed'");
  while (completed.all().length < count) await wait(20);
}

async function loadAll(file: string): Promise<readonly Discussion[]> {
  const database = await openDatabase(`sqlite:${file}`);
  const rows = await database.db.selectFrom("discussion").select("id").execute();
  const loaded = await Promise.all(rows.map(({ id }) => discussions.load(database.db, id)));
  await database.close();
  return loaded.filter((discussion) => discussion !== undefined);
}

function createRandom(seed: number): () => number {
  let drawn = 0;
  return () =>
    createHash("sha256")
      .update(`${seed} ${(drawn += 1)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32;
}
