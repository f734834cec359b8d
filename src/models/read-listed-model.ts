import { z } from "zod";
import type { ListedModel } from "../core/listed-model.ts";
import { oneLine } from "../core/one-line.ts";

const maxNameLength = 100;

/** In US dollars for one token, a number or its text. OpenRouter says -1 where the price varies. */
const price = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d*\.?\d+(e-?\d+)?$/i)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(1))
  .optional()
  .catch(undefined);
const size = z.int().min(1).max(1e9).optional().catch(undefined);
const words = z.array(z.string()).optional().catch(undefined);

/**
 * What is read of an entry: OpenRouter's `pricing` and `context_length`, Requesty's `input_price`, `output_price` and
 * `context_window`, vLLM's `max_model_len`.
 */
const entrySchema = z.object({
  // Printable, and without what parts the words of a command.
  id: z.string().regex(/^[\x21-\x2b\x2d-\x3a\x3c-\x7e]{1,200}$/),
  name: z.string().optional().catch(undefined),
  pricing: z.object({ prompt: price, completion: price }).optional().catch(undefined),
  input_price: price,
  output_price: price,
  context_length: size,
  context_window: size,
  max_model_len: size,
  output_modalities: words,
  architecture: z.object({ output_modalities: words }).optional().catch(undefined),
});

/** Undefined for what is no model that writes text, or none that could be named in a command. */
export function readListedModel(entry: unknown): ListedModel | undefined {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return undefined;
  const { id, name = "", pricing, ...rest } = parsed.data;
  const writes = rest.architecture?.output_modalities ?? rest.output_modalities ?? ["text"];
  if (!writes.includes("text")) return undefined;
  return {
    id,
    name: oneLine(name).slice(0, maxNameLength).toWellFormed() || id,
    contextLength: rest.context_length ?? rest.context_window ?? rest.max_model_len,
    inputPrice: perMillion(pricing?.prompt ?? rest.input_price),
    outputPrice: perMillion(pricing?.completion ?? rest.output_price),
  };
}

/** Without the dust of binary fractions. */
function perMillion(usd: number | undefined): number | undefined {
  return usd === undefined ? undefined : Number((usd * 1e6).toPrecision(6));
}
