import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import { estimateRounds } from "../core/estimate.ts";
import type { Project } from "../core/project.ts";
import type { Reply } from "../core/reply.ts";
import type { Texts } from "../core/texts/english.ts";
import { type Command, type CommandContext, selectedProject, shortened } from "./command.ts";
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
    throw new UserError((texts) => texts.discussion.notSoManyRounds(mostRounds, shortened(word)));
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
    besideId: null,
  });
  const { texts } = ctx;
  return {
    text: [
      atTheTable(texts, project.models),
      texts.discussion.firstAndThen(rounds),
      ...priceOf(texts, rounds, project.models.length, []),
    ].join(" "),
    buttons: [{ label: texts.buttons.stop, command: "/stop" }],
    discussionId,
  };
}

async function goOn(ctx: CommandContext, wanted: number | undefined): Promise<Reply> {
  const discussion = await currentDiscussion(ctx);
  if (!discussion) throw new UserError((texts) => texts.discussion.nothingToDiscuss);
  const rounds = wanted ?? discussion.project.settings.default_rounds;
  const models = discussion.seats.map(({ model }) => model);
  await addRounds(ctx, discussion, rounds);
  const { texts } = ctx;
  return {
    text: [
      atTheTable(texts, models),
      texts.discussion.roundsMore(rounds),
      ...priceOf(texts, rounds, models.length, discussion.messages),
    ].join(" "),
    buttons: [{ label: texts.buttons.stop, command: "/stop" }],
    discussionId: discussion.id,
  };
}

function atTheTable({ discussion: says }: Texts, models: readonly string[]): string {
  const names = models.map(displayName).join(", ");
  return models.length === 1 ? says.aloneAtTheTable(names) : says.atTheTable(names);
}

function priceOf(
  texts: Texts,
  rounds: number,
  seats: number,
  messages: Parameters<typeof estimateRounds>[2],
): readonly string[] {
  if (rounds <= dearRounds) return [];
  return [texts.discussion.takes(estimateRounds(rounds, seats, messages, texts))];
}
