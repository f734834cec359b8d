import { z } from "zod";
import { createExportFile } from "../../src/commands/export-file.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { answerParent } from "./answer-parent.ts";
import { measureExport } from "./measure-export.ts";

const questionSchema = z.object({ id: z.string(), format: z.enum(["md", "json", "html"]) });

const { db } = await openDatabase(process.env["DATABASE_URL"] ?? "");
const exportFile = createExportFile(db);

answerParent(async (question) => {
  const { id, format } = questionSchema.parse(question);
  const file = await exportFile({ scope: "discussion", id, format }, new AbortController().signal);
  if (!file) throw new Error("there is nothing to export");
  return await measureExport(() => file.chunks);
});
