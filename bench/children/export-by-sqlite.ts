import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { answerParent } from "./answer-parent.ts";
import { measureExport } from "./measure-export.ts";

const database = new DatabaseSync(process.env["FILE"] ?? "");
const rowSchema = z.object({ content: z.string() });

/** The same rows, with nothing made of them. */
answerParent(async (question) => {
  const id = z.string().parse(question);
  return await measureExport(() => readContents(id));
});

function* readContents(id: string): Generator<string, void> {
  const rows = database
    .prepare("select * from message where discussion_id = ? order by seq")
    .iterate(id);
  for (const row of rows) yield rowSchema.parse(row).content;
}
