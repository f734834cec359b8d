import { z } from "zod";
import { UserError } from "../core/errors.ts";
import { type Exported, exportSchema, exportVersion } from "./export-schema.ts";

const envelopeSchema = z.object({ format: z.literal("moai"), version: z.int() });

const maxBytes = 20_000_000;

/** Reads what `json` wrote. Throws UserError that says what is wrong with any other file. */
export function readExport(content: string): Exported {
  if (Buffer.byteLength(content) > maxBytes) {
    throw new UserError("The file is over 20 MB, more than can be imported. Export less at once.");
  }
  const found = parseJson(content);
  const envelope = envelopeSchema.safeParse(found);
  if (!envelope.success) {
    throw new UserError("The file is no export of moai. Send one that /export json made.");
  }
  const { version } = envelope.data;
  if (version > exportVersion) {
    throw new UserError(
      `The file is of version ${version}, and this moai reads up to ${exportVersion}. Update moai, then import it again.`,
    );
  }
  const parsed = exportSchema.safeParse(found);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UserError(
    `The file is damaged or was changed: ${issue?.path.join(".") || "it"}: ${issue?.message ?? "not as expected"}. Export it again.`,
  );
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ""));
  } catch {
    throw new UserError("The file is no JSON, or not all of it. Send one that /export json made.");
  }
}
