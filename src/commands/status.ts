import { showCost, usedBy } from "../core/cost.ts";
import type { Discussion } from "../core/discussion.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import { type Command, quoted, selectedProject, shortId } from "./command.ts";

export const status: Command = {
  name: "status",
  async run(ctx) {
    const project = await selectedProject(ctx);
    const { discussionId } = await places.load(ctx.db, ctx.request.place);
    const discussion =
      discussionId === null ? undefined : await discussions.load(ctx.db, discussionId);
    const next = project
      ? discussion?.status === "active"
        ? "The answers come by themselves."
        : "Ask all with /open and a question, or one with /ask and a name."
      : 'Make a project with /project new "Name", or ask one model with /ask.';
    return {
      text: [
        `Project: ${project ? `${project.name} (${shortId(project.id)})` : "none selected"}`,
        ...(project ? [`Team: ${project.models.join(", ") || "empty"}`] : []),
        `Models: ${ctx.modelsLine}`,
        `Discussion: ${discussion ? describe(discussion) : "none"}`,
        next,
      ].join("\n"),
      buttons: [],
    };
  },
};

function describe(discussion: Discussion): string {
  const { tokens, costNanoUsd } = usedBy(discussion.messages);
  const round = discussion.rounds.at(-1)?.roundNumber ?? 0;
  return [
    `${shortId(discussion.id)} ${quoted(discussion.question)}`,
    discussion.status === "active" ? "running" : "ended",
    `round ${round} of ${discussion.roundsWanted}`,
    `${discussion.messages.length} messages`,
    `${tokens.toLocaleString("en")} tokens`,
    showCost(costNanoUsd),
  ].join(", ");
}
