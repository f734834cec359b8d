import { z } from "zod";
import { UserError } from "../core/errors.ts";
import { type Exported, exportSchema, exportVersion } from "./export-schema.ts";

const envelopeSchema = z.object({ format: z.literal("moai"), version: z.int() });

const maxBytes = 20_000_000;

/** Reads what `json` wrote. Throws UserError that says what is wrong with any other file. */
export function readExport(content: string): Exported {
  if (Buffer.byteLength(content) > maxBytes) {
    throw new UserError((texts) => texts.import.tooLarge);
  }
  const found = parseJson(content);
  const envelope = envelopeSchema.safeParse(found);
  if (!envelope.success) {
    throw new UserError((texts) => texts.import.noExport);
  }
  const { version } = envelope.data;
  if (version > exportVersion) {
    throw new UserError((texts) => texts.import.tooNew(version, exportVersion));
  }
  const parsed = exportSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join(".") ?? "";
  throw new UserError((texts) => texts.import.damaged(at || "…", issue?.message ?? ""));
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch {
    throw new UserError((texts) => texts.import.noJson);
  }
}
