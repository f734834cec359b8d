import { z } from "zod";
import { loadConfig } from "../../src/config.ts";
import type { EventBus } from "../../src/engine/event-bus.ts";
import { createModels } from "../../src/models/create-models.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { layTable } from "../../test/support/lay-table.ts";
import { answerParent } from "./answer-parent.ts";

const config = loadConfig(process.env);
const models = await createModels(config.models);
const database = await openDatabase(config.databaseUrl);
const table = layTable(database, [...models.byName.values()]);
const prepared = new Set<string>();

/** Asks at that many places at once. Answers with the milliseconds that each place waited. */
answerParent(async (question) => {
  const places = Array.from(
    { length: z.int().parse(question) },
    (_, index) => `telegram:${index + 1}`,
  );
  for (const place of places.filter((one) => !prepared.has(one))) {
    await table.say("/project new Bench", place);
    prepared.add(place);
  }
  const asked = await Promise.all(places.map(open));
  for (const { id } of asked) await checkAnswers(id);
  return asked.map(({ ms }) => ms);
});

async function open(place: string): Promise<{ readonly id: string; readonly ms: number }> {
  const startedAt = performance.now();
  const { text, discussionId: id } = await table.say("/open How fast is a table?", place);
  if (id === undefined) throw new Error(`nothing was opened: ${text}`);
  await allStored(table.bus, id);
  return { id, ms: performance.now() - startedAt };
}

/** `asked` follows the insert of an answer. */
async function allStored(bus: EventBus, discussionId: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = models.byName.size;
  const unsubscribe = bus.subscribe((event) => {
    if (event.kind !== "asked" || event.turn.discussionId !== discussionId) return;
    missing -= 1;
    if (missing === 0) resolve();
  });
  await promise;
  unsubscribe();
}

/** Also waits for the rest of the work, so that it does not weigh on the next measurement. */
async function checkAnswers(id: string): Promise<void> {
  const { messages } = await table.ended(id);
  const answers = messages.filter((one) => one.kind === "model" && one.outcome === "answered");
  if (answers.length !== models.byName.size) throw new Error("a model did not answer");
}
