import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import { describeTerms, type ListedModel, searchModels } from "../core/listed-model.ts";
import type { Button, Reply } from "../core/reply.ts";
import { type Command, type CommandContext, quoted, requireProject } from "./command.ts";
import { nameOfId } from "./pick-model.ts";
import { listProblem } from "./list-problem.ts";
import { pageButtons, pageOf } from "./page-of.ts";
import { tick, tryToChange } from "./team.ts";

export const teamFind: Command = {
  name: "team find",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const { changes, page, query } = readWords(argument);
    if (!ctx.offer) {
      throw new UserError(
        "The demo voices are all there are. With a key in AI_API_KEY, or an Ollama that runs, there are more.",
      );
    }
    const { team, problem } = await tryToChange(ctx, project, changes);
    const listing = ctx.offer.list.look();
    if (listing.kind !== "listed") {
      return {
        text: problem ?? listProblem(ctx.offer, listing),
        isPanel: true,
        buttons: [{ label: "Try again", command: `/team find ${argument}`.trim() }, toTeam],
      };
    }
    const found = pageOf(searchModels(listing.models, query), page);
    const commandOf = (change: string) => `/team find ${change} ${query}`.trim();
    return {
      text: [
        ...(problem === undefined ? [] : [problem]),
        query === ""
          ? `${ctx.offer.title} lists ${listing.models.length} models. Search with /team find and a part of a name, like /team find qwen.`
          : `${quoted(query)} at ${ctx.offer.title}:`,
        found.items.length === 0
          ? "No model has all of these words in its name or id. Try fewer of them."
          : found.items.map(describe).join("\n\n"),
        ...(found.items.some(({ inputPrice }) => inputPrice !== undefined)
          ? ["Prices are for a million tokens in and out."]
          : []),
        `The team of ${team.name}: ${team.models.map(displayName).join(", ")}.`,
      ].join("\n\n"),
      isPanel: true,
      buttons: [
        ...found.items.map((model) => tickOf(ctx, model, team.models, found.page, commandOf)),
        ...pageButtons(found, (number) => commandOf(`#${number}`)),
        toTeam,
      ],
    } satisfies Reply;
  },
};

const toTeam: Button = { label: "Back to the team", command: "/team" };

/** What to change and which page, as the buttons say it, and the words that are searched. */
function readWords(argument: string) {
  const [, changes = "", page = "1", query = ""] =
    /^((?:[+-]\S+\s+)*)(?:#(\d{1,4})\s)?([^]*)$/.exec(`${argument.trim()} `) ?? [];
  return {
    changes: changes.split(/\s+/).filter(Boolean),
    page: Number(page),
    query: query.trim().slice(0, 200),
  };
}

function describe(model: ListedModel): string {
  const terms = describeTerms(model);
  const details = terms === "" ? model.id : `${model.id} · ${terms}`;
  return model.name === model.id ? details : `${model.name}\n${details}`;
}

function tickOf(
  ctx: CommandContext,
  { id, name }: ListedModel,
  team: readonly string[],
  page: number,
  commandOf: (change: string) => string,
): Button {
  const isIn = team.includes(nameOfId(ctx, id) ?? "");
  return { label: tick(isIn, name), command: commandOf(`${isIn ? "-" : "+"}${id} #${page}`) };
}
