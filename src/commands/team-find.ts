import { UserError } from "../core/errors.ts";
import { describeTerms, type ListedModel, searchModels } from "../core/listed-model.ts";
import type { Button } from "../core/reply.ts";
import type { Texts } from "../core/texts/english.ts";
import { type Command, type CommandContext, requireProject, shortened } from "./command.ts";
import { nameOfId } from "./pick-model.ts";
import { listProblem } from "./list-problem.ts";
import { pageButtons, pageOf } from "./page-of.ts";
import { teamLine, tick, tryToChange } from "./team.ts";

export const teamFind: Command = {
  name: "team find",
  async run(ctx, argument) {
    const project = await requireProject(ctx);
    const { texts, offer } = ctx;
    const { team: says, buttons } = texts;
    if (!offer) throw new UserError(({ team }) => team.onlyDemo);
    const { changes, page, query } = readWords(argument);
    const { team, problem } = await tryToChange(ctx, project, changes);
    const toTeam = { label: buttons.backToTeam, command: "/team" };
    const listing = offer.list.look();
    if (listing.kind !== "listed") {
      const again = { label: buttons.tryAgain, command: `/team find ${argument}`.trim() };
      return {
        text: problem ?? listProblem(offer.title, listing, texts),
        isPanel: true,
        buttons: [again, toTeam],
      };
    }
    const matching = searchModels(listing.models, query);
    const found = pageOf(matching, page);
    const commandOf = (change: string) => `/team find ${change} ${query}`.trim();
    return {
      text: [
        ...(problem === undefined ? [] : [problem]),
        titleOf(says, offer.title, query, matching.length),
        ...found.items.map((model) => describe(model, texts)),
        ...(found.items.some(({ inputPrice }) => inputPrice !== undefined)
          ? [says.perMillion]
          : []),
        teamLine(says, team),
      ].join("\n\n"),
      isPanel: true,
      buttons: [
        ...found.items.map((model) => tickOf(ctx, model, team.models, found.page, commandOf)),
        ...pageButtons(found, texts, (number) => commandOf(`#${number}`)),
        toTeam,
      ],
    };
  },
};

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

function titleOf(says: Texts["team"], router: string, query: string, models: number): string {
  if (query === "") return says.listed(router, models);
  const words = shortened(query);
  return models === 0 ? says.nothingFound(words, router) : says.found(words, router, models);
}

function describe(model: ListedModel, texts: Texts): string {
  const details = [model.id, ...describeTerms(model, texts)].join(" · ");
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
