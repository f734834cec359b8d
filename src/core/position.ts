import { z } from "zod";
import { type Fence, fenceLine, isFenceEnd } from "./fence.ts";
import { parseJson } from "./parse-json.ts";

/** Where a participant stands at the end of a turn, by its own machine-readable word. */
export const positionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("pass") }),
  z.object({
    kind: z.literal("stance"),
    stance: z.string(),
    /** By seat label. */
    agrees: z.record(z.string(), z.boolean()),
    changed: z.boolean(),
    because: z.string(),
    newArgument: z.boolean(),
    /** 0 to 1. */
    confidence: z.number().optional(),
  }),
]);

export type Position = Readonly<z.infer<typeof positionSchema>>;

/** Longer blocks are no position; nobody needs 16,000 characters for one sentence and some flags. */
export const maxBlockLength = 16_000;

/** What models write. Only the JSON value `true` is yes: a string, a number or a miss is no. */
const blockSchema = z.union([
  z.object({ pass: z.literal(true) }).transform(() => ({ kind: "pass" as const })),
  z
    .object({
      stance: z.string(),
      agrees: z.record(z.string(), z.unknown()).catch({}),
      changed: z.unknown().optional(),
      because: z.string().catch(""),
      new_argument: z.unknown().optional(),
      confidence: z.number().min(0).max(1).optional().catch(undefined),
    })
    .transform((block) => ({
      kind: "stance" as const,
      stance: block.stance,
      agrees: Object.fromEntries(
        Object.entries(block.agrees).map(([label, agrees]) => [label, agrees === true]),
      ),
      changed: block.changed === true,
      because: block.because,
      newArgument: block.new_argument === true,
      ...(block.confidence === undefined ? {} : { confidence: block.confidence }),
    })),
]);

/**
 * Separates a turn from the position block that ends it. A fence counts when it ends the text, stands in
 * no quotation or other fence, and holds JSON with `stance` or `pass`, whatever its label. Anything
 * else stays text, and the position is unknown.
 */
export function splitPosition(content: string): {
  readonly text: string;
  readonly position: Position | undefined;
} {
  const fence = lastFence(content);
  const position = fence && parseBlock(fence.inside);
  return fence && position
    ? { text: content.slice(0, fence.start).trimEnd(), position }
    : { text: content, position: undefined };
}

export function isPositionBlock(json: string): boolean {
  return parseBlock(json) !== undefined;
}

function parseBlock(json: string): Position | undefined {
  if (json.length > maxBlockLength) return undefined;
  return blockSchema.safeParse(parseJson(json)).data;
}

/** The fence that ends the text, closed or cut short; undefined when anything follows the last one. */
function lastFence(
  content: string,
): { readonly start: number; readonly inside: string } | undefined {
  const trimmed = content.trimEnd();
  let open: (Fence & { readonly start: number; readonly inside: number }) | undefined;
  let offset = 0;
  for (const line of trimmed.split("\n")) {
    const end = offset + line.length;
    const [, marker] = fenceLine.exec(line) ?? [];
    if (open && isFenceEnd(open, line)) {
      if (end === trimmed.length) {
        return { start: open.start, inside: trimmed.slice(open.inside, offset) };
      }
      open = undefined;
    } else if (!open && marker !== undefined) {
      open = { marker, start: offset, inside: Math.min(end + 1, trimmed.length) };
    }
    offset = end + 1;
  }
  return open && { start: open.start, inside: trimmed.slice(open.inside) };
}
