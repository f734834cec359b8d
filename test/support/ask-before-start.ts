import { createHandle } from "../../src/commands/handle.ts";
import { createEventBus } from "../../src/engine/event-bus.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { scriptedModel } from "./scripted-model.ts";

export const team: readonly string[] = ["claude", "gpt", "gemini"];

/** Asks at places, with nobody there to carry it on: what a moai finds that was killed right after a request. */
export async function askBeforeStart(
  databaseUrl: string,
  asked: readonly { readonly place: string; readonly text: string }[],
): Promise<void> {
  const database = await openDatabase(databaseUrl);
  const handle = createHandle({
    db: database.db,
    write: database.write,
    models: new Map(team.map((name) => [name, scriptedModel(name, () => "")])),
    modelsLine: () => "",
    defaultTeam: team,
    offer: undefined,
    runner: { wake() {}, stop() {}, close: async () => {} },
    bus: createEventBus(),
    log: createLog("silent"),
    now: () => new Date(),
    random: Math.random,
  });
  for (const [number, { place, text }] of asked.entries()) {
    const request = { person: "Ann", place };
    await handle({ ...request, id: `telegram:p${number}`, text: "/project new Harbour" });
    const { discussionId, text: reply } = await handle({
      ...request,
      id: `telegram:q${number}`,
      text,
    });
    if (discussionId === undefined) throw new Error(`nothing was begun: ${reply}`);
  }
  await database.close();
}
