import type { Reply } from "../core/reply.ts";
import type { Model } from "../models/model.ts";
import * as discussions from "../storage/discussions.ts";
import { type CommandContext, findModel, unknownModel } from "./command.ts";
import { askAlone, saysAsked } from "./ask.ts";
import { askForWords } from "./ask-for-words.ts";
import { currentDiscussion } from "./current-discussion.ts";
import { addWords } from "./say.ts";

export type Addressed = { readonly models: readonly Model[]; readonly words: string };

/**
 * Whom a text is for, when it begins with names: `@gpt …`, `@gpt @claude …`, `gpt: …`, `gpt, claude: …`.
 * Undefined for any other text. Throws UserError for an `@name` that is nobody.
 */
export function readAddressed(
  models: ReadonlyMap<string, Model>,
  text: string,
): Addressed | undefined {
  const [, handles = "", words = ""] =
    /^((?:@[\w.:-]*[\w.-][,:]?\s+)+)([^]*)$/.exec(`${text} `) ?? [];
  if (handles !== "") {
    const named = handles.match(/[\w.:-]*[\w.-]/g) ?? [];
    const found = named.map((name) => {
      const model = findModel(models, name);
      if (!model) throw unknownModel(models, `@${name}`);
      return model;
    });
    return { models: [...new Set(found)], words: words.trim() };
  }

  const [, names = "", rest = ""] = /^([^\s:][^:\n]{0,200}):\s+([^]*)$/.exec(text) ?? [];
  const found = names.split(",").map((name) => findModel(models, name.trim()));
  const known = found.filter((model) => model !== undefined);
  return names !== "" && known.length === found.length
    ? { models: [...new Set(known)], words: rest.trim() }
    : undefined;
}

/** Answered by those it names alone; kept in the current discussion, and heard by all in later rounds. */
export async function askDirectly(
  ctx: CommandContext,
  { models, words }: Addressed,
): Promise<Reply> {
  const discussion = await currentDiscussion(ctx);
  const isSeated = models.every(({ name }) =>
    discussion?.seats.some(({ model }) => model === name),
  );
  if (words === "") {
    const handles = models.map(({ name }) => `@${name}`).join(" ");
    return askForWords(
      ctx,
      models,
      discussion && isSeated ? `/resume ${discussion.id} ${handles}` : handles,
    );
  }
  if (!discussion || !isSeated) return await askAlone(ctx, models, words);

  await addWords(
    ctx,
    discussion,
    words,
    models.map(({ name }) => name),
  );
  if (discussion.status === "completed") await discussions.resume(ctx.db, discussion.id, {});
  ctx.effects.push({ kind: "wake", discussionId: discussion.id });
  return {
    text: saysAsked(ctx, models),
    buttons: [],
    discussionId: discussion.id,
  };
}
