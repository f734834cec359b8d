import { z } from "zod";
import { loadConfig } from "../../src/config.ts";
import { createModels } from "../../src/models/create-models.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { layTable } from "../../test/support/lay-table.ts";
import { answerParent } from "./answer-parent.ts";

const config = loadConfig(process.env);
const models = await createModels(config.models);
const database = await openDatabase(config.databaseUrl);
const table = layTable(database, [...models.byName.values()]);
await table.say("/project new Bench");

/** Discusses for that many rounds after the opening. Answers with how many turns were stored. */
answerParent(async (question) => {
  const rounds = z.int().parse(question);
  const { text, discussionId } = await table.say(`/discuss ${rounds} How fast is a table?`);
  if (discussionId === undefined) throw new Error(`nothing was discussed: ${text}`);
  const { messages } = await table.ended(discussionId);
  return messages.length;
});
