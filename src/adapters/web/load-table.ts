import { shortId } from "../../commands/command.ts";
import type { Discussion } from "../../core/discussion.ts";
import type { Message, ModelMessage } from "../../core/message.ts";
import { describeOutcome } from "../../core/outcome.ts";
import { ownerOf, type Place } from "../../core/place.ts";
import { splitPosition } from "../../core/position.ts";
import type { Project } from "../../core/project.ts";
import type { Model } from "../../models/model.ts";
import type { Db } from "../../storage/database.ts";
import * as discussionLists from "../../storage/discussion-lists.ts";
import * as discussions from "../../storage/discussions.ts";
import * as places from "../../storage/places.ts";
import * as projects from "../../storage/projects.ts";
import type { DiscussionView, MessageView, ProjectView, TableView } from "./view.ts";

export type TableSource = {
  readonly db: Db;
  readonly models: ReadonlyMap<string, Model>;
  /** Where the models come from, in one line for people. */
  readonly modelsLine: string;
  readonly isDemo: boolean;
  readonly version: string;
};

/** More than a person scrolls back for; keeps the page quick. */
const maxAsks = 20;

/** Who speaks on the page: it has no accounts. */
export const pagePerson = "Host";

/** What stands at a place now, and the discussions shown there with all their messages. */
export async function loadTable(
  source: TableSource,
  place: Place,
): Promise<{ readonly table: TableView; readonly shown: readonly Discussion[] }> {
  const { db, models, modelsLine, isDemo, version } = source;
  const state = await places.load(db, place);
  const owned = await projects.list(db, ownerOf(place));
  const current = state.discussionId ? await discussions.load(db, state.discussionId) : undefined;
  const asks = current ? await loadAsks(db, current) : [];
  const { discussionId } = await places.load(db, place);
  // A new question came in between: what looked like one asked beside the old one may be the new current.
  if (discussionId !== state.discussionId) return await loadTable(source, place);
  const selected = owned.find(({ id }) => id === state.projectId);
  return {
    table: {
      place,
      version,
      project: selected ? projectView(selected) : null,
      projects: owned.map(projectView),
      models: [...models.values()].map(({ name, displayName }) => ({ name, displayName })),
      modelsLine,
      isDemo,
      discussion: current ? discussionView(current) : null,
      asks: asks.map(discussionView),
    },
    shown: current ? [current, ...asks] : [],
  };
}

async function loadAsks(db: Db, current: Discussion): Promise<readonly Discussion[]> {
  const ids = await discussionLists.startedBeside(db, current, maxAsks);
  const loaded = await Promise.all(ids.map((id) => discussions.load(db, id)));
  return loaded.filter((discussion) => discussion !== undefined);
}

function projectView({ id, name, models }: Project): ProjectView {
  return { id, name, models: [...models] };
}

function discussionView(discussion: Discussion): DiscussionView {
  const { id, question, type, status, seats, roundsWanted, stopReason, createdAt } = discussion;
  return {
    id,
    shortId: shortId(id),
    question,
    type,
    status,
    seats: seats.map(({ model }) => ({ model })),
    roundsWanted,
    stopReason: stopReason ?? null,
    createdAt,
  };
}

export function messageView(message: Message, models: ReadonlyMap<string, Model>): MessageView {
  const { id, seq, roundNumber, timestamp, isDirect } = message;
  const said = { id, seq, roundNumber, timestamp, isDirect };
  if (message.kind === "person") {
    return {
      ...said,
      kind: "person",
      name: message.person === pagePerson ? "You" : message.person,
      content: message.content,
      addressees: [...message.addressees],
    };
  }
  const content = splitPosition(message.content).text;
  return {
    ...said,
    kind: "model",
    model: message.model,
    content,
    outcome: message.outcome,
    failure: failureOf(message, content, models.get(message.model)?.displayName ?? message.model),
    outputTokens: message.usage?.outputTokens ?? null,
    costNanoUsd: message.usage?.costNanoUsd ?? null,
    latencyMs: message.latencyMs ?? null,
  };
}

function failureOf({ outcome }: ModelMessage, content: string, name: string): string | null {
  if (outcome === "answered") return null;
  if (outcome === "passed") return `${name} ${describeOutcome(outcome)}.`;
  if (outcome === "truncated") return `${name} broke off: ${describeOutcome(outcome)}.`;
  return `${name} ${content ? "broke off" : "did not answer"}: ${describeOutcome(outcome)}.`;
}
