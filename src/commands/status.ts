import { spentOn } from "../core/cost.ts";
import type { Discussion } from "../core/discussion.ts";
import type { Project } from "../core/project.ts";
import type { Texts } from "../core/texts/english.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import { type Command, selectedProject, shortened, shortId } from "./command.ts";

export const status: Command = {
  name: "status",
  async run(ctx) {
    const project = await selectedProject(ctx);
    const { discussionId } = await places.load(ctx.db, ctx.request.place);
    const discussion =
      discussionId === null ? undefined : await discussions.load(ctx.db, discussionId);
    const { status: says } = ctx.texts;
    return {
      text: [
        project ? says.project(project.name, shortId(project.id)) : says.noProject,
        ...(project ? [teamOf(ctx.texts, project)] : []),
        says.models(ctx.modelsLine(ctx.texts)),
        discussion ? describe(ctx.texts, discussion) : says.noDiscussion,
        project
          ? discussion?.status === "active"
            ? says.answersCome
            : says.askAll
          : says.makeProject,
      ].join("\n"),
      buttons: [],
    };
  },
};

function teamOf({ status: says }: Texts, { models }: Project): string {
  return models.length === 0 ? says.emptyTeam : says.team(models.join(", "));
}

function describe(
  texts: Texts,
  { id, question, status: state, ...discussion }: Discussion,
): string {
  const { status: says, discussions: states, outcomeLine, format } = texts;
  const { tokens, costNanoUsd } = spentOn(discussion);
  const round = discussion.rounds.at(-1)?.roundNumber ?? 0;
  const parts = [
    state === "active" ? states.running : states.ended,
    says.roundOf(round, discussion.roundsWanted),
    says.messages(discussion.messages.length),
    outcomeLine.tokens(tokens),
    format.cost(costNanoUsd),
  ];
  return says.discussion(shortId(id), shortened(question), parts.join(", "));
}
