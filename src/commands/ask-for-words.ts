import { displayName } from "../core/display-name.ts";
import type { Reply } from "../core/reply.ts";
import type { Model } from "../models/model.ts";
import type { CommandContext } from "./command.ts";

/** Somebody chose whom to ask, and has not said what yet. */
export function askForWords(
  { texts }: CommandContext,
  models: readonly Pick<Model, "name">[],
  unfinished: string,
): Reply {
  const names = texts.format.list(models.map(({ name }) => displayName(name)));
  return { text: texts.ask.writeTo(names), buttons: [], unfinished };
}
