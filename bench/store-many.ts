import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../src/storage/database.ts";
import { layTable } from "../test/support/lay-table.ts";
import { scriptedModel } from "../test/support/scripted-model.ts";

const answer = "It depends on what is measured, and on what for. ".repeat(8);

/** What changes from one copy to the next, by table; everything else stays as moai stored it. */
const changes = {
  request: "id = 'r' || $n, place = 'telegram:' || ($n % 1000), is_delivered = 1",
  discussion:
    "id = 'd' || $n, request_id = 'r' || $n, place = 'telegram:' || ($n % 1000), delivered_seq = last_seq",
  round: "id = 'o' || $n, discussion_id = 'd' || $n",
  message: "id = 'm' || $n || model, discussion_id = 'd' || $n, round_id = 'o' || $n",
};

/** Stores that many ended discussions with their requests, rounds and three answers each, in a thousand chats. */
export async function storeMany(file: string, count: number): Promise<void> {
  await storeOne(`sqlite:${file}`);
  using data = new DatabaseSync(file);
  const steps = Object.entries(changes).map(([table, change]) => {
    data.exec(`create temp table one_${table} as select * from main.${table}`);
    if (table === "request")
      data.exec("delete from one_request where id not in (select request_id from discussion)");
    return {
      update: data.prepare(`update one_${table} set ${change}`),
      insert: data.prepare(`insert into main.${table} select * from one_${table}`),
    };
  });

  data.exec("begin");
  for (let n = 0; n < count; n += 1) {
    for (const { update, insert } of steps) {
      update.run({ $n: n });
      insert.run();
    }
  }
  data.exec("commit");
}

async function storeOne(url: string): Promise<void> {
  const database = await openDatabase(url);
  const team = ["claude", "gpt", "gemini"].map((name) => scriptedModel(name, () => answer));
  const table = layTable(database, team);
  await table.say("/project new Bench");
  const { discussionId } = await table.say("/open How fast is a table?");
  await table.ended(discussionId);
  await table.close();
  await database.close();
}
