import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import { estimateRounds } from "../core/estimate.ts";
import type { Project } from "../core/project.ts";
import type { Reply } from "../core/reply.ts";
import { type Command, type CommandContext, selectedProject } from "./command.ts";
import { addRounds, currentDiscussion } from "./current-discussion.ts";
import { offerProjects, requireTeam } from "./open.ts";
import { startDiscussion } from "./start-discussion.ts";
import { unlessRunning } from "./unless-running.ts";
import { firstWord } from "./words.ts";

const mostRounds = 10;
/** From here on the price is said: it grows with the square of the rounds. */
const dearRounds = 3;

export const discuss: Command = {
  name: "discuss",
  async run(ctx, argument) {
    const { rounds, question } = read(argument);
    if (question === "") return await goOn(ctx, rounds);
    const project = await selectedProject(ctx);
    if (!project) return await offerProjects(ctx, `/discuss ${argument.trim()}`);
    requireTeam(ctx, project);
    return await unlessRunning(ctx, `/discuss ${argument.trim()}`, () =>
      begin(ctx, project, rounds ?? project.settings.default_rounds, question),
    );
  },
};

/** The first word is the number of rounds if it is one; a number alone cannot be a question. */
function read(argument: string): {
  readonly rounds: number | undefined;
  readonly question: string;
} {
  const [word, rest] = firstWord(argument);
  const number = /^[+-]?\d+$/.test(word) ? Number(word) : undefined;
  const isRounds = number !== undefined && number >= 1 && number <= mostRounds;
  if (isRounds) return { rounds: number, question: rest };
  if (number !== undefined && rest === "") {
    throw new UserError(
      `The number of rounds is between 1 and ${mostRounds}, and you wrote ${word}. Write /discuss 3, or /discuss 3 and a question.`,
    );
  }
  return { rounds: undefined, question: argument.trim() };
}

async function begin(
  ctx: CommandContext,
  project: Project,
  rounds: number,
  question: string,
): Promise<Reply> {
  const discussionId = await startDiscussion(ctx, project, {
    question,
    type: "discuss",
    roundsWanted: rounds + 1,
    models: project.models,
    isCurrent: true,
  });
  return {
    text: `${atTheTable(project.models)} Each answers for itself first, then ${roundsOf(rounds)} of discussion.${priceOf(rounds, project.models.length, [])}`,
    buttons: [{ label: "Stop", command: "/stop" }],
    discussionId,
  };
}

async function goOn(ctx: CommandContext, wanted: number | undefined): Promise<Reply> {
  const discussion = await currentDiscussion(ctx);
  if (!discussion) {
    throw new UserError(
      "There is nothing to discuss yet. Ask a question: /discuss Is P equal to NP?",
    );
  }
  const rounds = wanted ?? discussion.project.settings.default_rounds;
  const models = discussion.seats.map(({ model }) => model);
  await addRounds(ctx, discussion, rounds);
  return {
    text: `${atTheTable(models)} ${roundsOf(rounds)} more.${priceOf(rounds, models.length, discussion.messages)}`,
    buttons: [{ label: "Stop", command: "/stop" }],
    discussionId: discussion.id,
  };
}

function atTheTable(models: readonly string[]): string {
  const names = models.map(displayName).join(", ");
  return models.length === 1
    ? `At the table: ${names} alone, who cannot disagree with itself.`
    : `At the table: ${names}.`;
}

function roundsOf(rounds: number): string {
  return rounds === 1 ? "1 round" : `${rounds} rounds`;
}

function priceOf(
  rounds: number,
  seats: number,
  messages: Parameters<typeof estimateRounds>[2],
): string {
  return rounds > dearRounds ? ` That is ${estimateRounds(rounds, seats, messages)}.` : "";
}
