import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { loadConfig } from "../../src/config.ts";
import { createModels } from "../../src/models/create-models.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { layTable } from "../../test/support/lay-table.ts";
import { answerParent } from "./answer-parent.ts";
import { measureLoad } from "./measure-load.ts";

const config = loadConfig(process.env);
const models = await createModels(config.models);
const database = await openDatabase(config.databaseUrl);
const table = layTable(database, [...models.byName.values()]);

/**
 * Discusses at that many places at once. Answers with how many turns were answered and what it took; how late
 * the event loop was is counted once one in each place has answered.
 */
answerParent(async (question) => {
  const places = Array.from(
    { length: z.int().parse(question) },
    (_, index) => `telegram:${index + 1}`,
  );
  for (const place of places) await table.say("/project new Bench", place);
  const asked = await Promise.all(
    places.map((place) => table.say("/discuss 2 How fast is a table?", place)),
  );
  const whole = measureLoad();
  await until(async () => (await countAnswers()) >= asked.length);
  const steady = measureLoad();
  await until(async () => (await countEnded()) === asked.length);
  return { ...steady.stop(), ms: whole.stop().ms, answered: await countAnswers() };
});

/** Asks the database once in a while: asking it at every event would be most of the load. */
async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await setTimeout(100);
}

async function countEnded(): Promise<number> {
  const { ended } = await database.db
    .selectFrom("discussion")
    .select((of) => of.fn.countAll<number>().as("ended"))
    .where("status", "=", "completed")
    .executeTakeFirstOrThrow();
  return ended;
}

async function countAnswers(): Promise<number> {
  const { answers } = await database.db
    .selectFrom("message")
    .select((of) => of.fn.countAll<number>().as("answers"))
    .where("outcome", "=", "answered")
    .executeTakeFirstOrThrow();
  return answers;
}
