import { shortNames } from "../core/short-names.ts";
import * as pickedModels from "../storage/picked-models.ts";
import { type CommandContext, findModel } from "./command.ts";

/**
 * Keeps a model of the router's list under a short name, which it returns. The model is usable once this request is
 * stored.
 */
export async function pick(ctx: CommandContext, id: string): Promise<string> {
  const name = nameOfId(ctx, id) ?? (await storedName(ctx, id));
  ctx.effects.push({ kind: "pick", model: { name, id } });
  return name;
}

/** What is picked in this request is usable after it. */
export function isUsable(ctx: CommandContext, name: string): boolean {
  return ctx.models.has(name) || pickedNow(ctx).some((model) => model.name === name);
}

/** The short name of a model of the router's list; undefined while it has none. */
export function nameOfId(ctx: CommandContext, id: string): string | undefined {
  return [...ctx.models.values(), ...pickedNow(ctx)].find((model) => model.id === id)?.name;
}

/** Of two who pick at the same moment, one stores it and the other reads that. */
async function storedName(ctx: CommandContext, id: string): Promise<string> {
  const router = ctx.offer?.router ?? "";
  const isFree = (name: string) => (findModel(ctx.models, name)?.id ?? id) === id;
  for (const name of shortNames(id)) {
    const stored = (await pickedModels.list(ctx.db, router)).find((model) => model.id === id);
    if (stored && isFree(stored.name)) return stored.name;
    // The settings have given its name to another model since.
    if (stored) await pickedModels.remove(ctx.db, router, id);
    const at = ctx.now.toISOString();
    if (isFree(name) && (await pickedModels.insert(ctx.db, router, { name, id }, at))) return name;
  }
  throw new Error("there are names without end");
}

function pickedNow(ctx: CommandContext): readonly pickedModels.PickedModel[] {
  return ctx.effects.flatMap((effect) => (effect.kind === "pick" ? [effect.model] : []));
}
