import { UserError } from "../core/errors.ts";
import { type CommandContext, findModel, shortened, unknownModel } from "./command.ts";
import { listProblem } from "./list-problem.ts";

/** The short name of a usable model, found by any of its names or by its id in any case. */
export function findKnown(ctx: CommandContext, word: string): string | undefined {
  const id = word.toLowerCase();
  const byId = () => [...ctx.models.values()].find((model) => model.id.toLowerCase() === id);
  return (findModel(ctx.models, word) ?? byId())?.name;
}

/** The id of a model in the router's list. Throws UserError where there is none, or no list. */
export function findListed({ models, offer }: CommandContext, word: string): string {
  const unknown = unknownModel(models, word);
  if (!offer) throw unknown;
  const { title } = offer;
  const listing = offer.list.look();
  if (listing.kind !== "listed") {
    throw new UserError((texts) =>
      texts.team.notHere(shortened(word), listProblem(title, listing, texts)),
    );
  }
  const listed = listing.models.find(({ id }) => id.toLowerCase() === word.toLowerCase());
  if (listed) return listed.id;
  throw new UserError((texts) => texts.team.searchMore(unknown.tell(texts), title));
}
