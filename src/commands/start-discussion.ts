import { randomUUID } from "node:crypto";
import { toNanoUsd } from "../core/cost.ts";
import type { Discussion, Seat } from "../core/discussion.ts";
import { displayName } from "../core/display-name.ts";
import { UserError } from "../core/errors.ts";
import type { Project } from "../core/project.ts";
import { systemPrompt } from "../core/system-prompt.ts";
import * as discussions from "../storage/discussions.ts";
import * as places from "../storage/places.ts";
import * as rounds from "../storage/rounds.ts";
import { storable } from "../storage/storable.ts";
import type { CommandContext } from "./command.ts";
import { inboxName } from "./inbox.ts";

const maxQuestionLength = 100_000;

/** Stores a new discussion of these models and has it carried on once the request is stored. */
export async function startDiscussion(
  ctx: CommandContext,
  project: Project,
  start: Pick<Discussion, "question" | "type" | "roundsWanted"> & {
    readonly models: readonly string[];
    /** Null where it becomes the current one. */
    readonly besideId: string | null;
  },
): Promise<string> {
  const { question, type, roundsWanted } = start;
  if (question.length > maxQuestionLength) {
    throw new UserError(({ ask }) => ask.questionTooLong(maxQuestionLength, question.length));
  }
  const id = randomUUID();
  const { place } = ctx.request;
  const { anonymity, system_prompt_override: override } = project.settings;
  const seats = drawSeats(start.models, anonymity, ctx.random);
  const topic = project.name === inboxName ? undefined : project.name;
  await discussions.insert(ctx.db, {
    id,
    projectId: project.id,
    requestId: ctx.request.id,
    place,
    question,
    type,
    seats,
    systemPrompt: storable(systemPrompt({ topic, seats, override })),
    roundsWanted,
    budgetNanoUsd: toNanoUsd(project.settings.budget_usd),
    besideId: start.besideId,
    createdAt: ctx.now.toISOString(),
  });
  // In the same transaction: one commit less before the first call.
  await rounds.open(ctx.db, id, 1, "parallel");
  if (start.besideId === null) await places.setDiscussion(ctx.db, place, id);
  ctx.effects.push({ kind: "wake", discussionId: id });
  return id;
}

/** In speaking order. The labels are random, so that no number stands for the same model for long. */
function drawSeats(
  models: readonly string[],
  anonymity: boolean,
  random: () => number,
): readonly Seat[] {
  if (!anonymity) return models.map((model) => ({ model, label: displayName(model) }));
  const numbers = models
    .map((_, index) => ({ number: index + 1, order: random() }))
    .toSorted((a, b) => a.order - b.order);
  return models.map((model, index) => ({
    model,
    label: `Panelist ${numbers[index]?.number ?? 0}`,
  }));
}
