import { UserError } from "../core/errors.ts";
import { type CommandContext, findModel, quoted, unknownModel } from "./command.ts";
import { listProblem } from "./list-problem.ts";

/** The short name of a usable model, found by any of its names or by its id in any case. */
export function findKnown(ctx: CommandContext, word: string): string | undefined {
  const id = word.toLowerCase();
  const byId = () => [...ctx.models.values()].find((model) => model.id.toLowerCase() === id);
  return (findModel(ctx.models, word) ?? byId())?.name;
}

/** The id of a model in the router's list. Throws UserError where there is none, or no list. */
export function findListed(ctx: CommandContext, word: string): string {
  if (!ctx.offer) throw unknownModel(ctx.models, word);
  const listing = ctx.offer.list.look();
  if (listing.kind !== "listed") {
    throw new UserError(
      `${quoted(word)} is none of the models here. ${listProblem(ctx.offer, listing)}`,
    );
  }
  const listed = listing.models.find(({ id }) => id.toLowerCase() === word.toLowerCase());
  if (listed) return listed.id;
  throw new UserError(
    `${unknownModel(ctx.models, word).message} /team find searches those of ${ctx.offer.title}.`,
  );
}
