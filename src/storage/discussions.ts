import { sql } from "kysely";
import { z } from "zod";
import { type Discussion, stopReasons } from "../core/discussion.ts";
import type { Place } from "../core/place.ts";
import type { Db } from "./database.ts";
import * as consensuses from "./consensuses.ts";
import * as messages from "./messages.ts";
import { prepared, type ValueOf } from "./prepared.ts";
import { parseSettings } from "./projects.ts";
import * as rounds from "./rounds.ts";

const seatsSchema = z.array(z.object({ model: z.string(), label: z.string() }));
const typeSchema = z.enum(["open", "discuss"]);
const statusSchema = z.enum(["active", "completed"]);
const stopReasonSchema = z.enum(stopReasons).optional();

export type NewDiscussion = Pick<
  Discussion,
  "id" | "place" | "question" | "type" | "seats" | "systemPrompt" | "roundsWanted" | "createdAt"
> & {
  readonly projectId: string;
  readonly requestId: string;
  readonly budgetNanoUsd: number | null;
  /** The current discussion, where this one does not become it. */
  readonly besideId: string | null;
};

type NewRow = Omit<NewDiscussion, "seats"> & { readonly seats: string };

const insertNew = prepared((db, valueOf: ValueOf<NewRow>) =>
  db.insertInto("discussion").values({
    id: valueOf("id"),
    projectId: valueOf("projectId"),
    place: valueOf("place"),
    requestId: valueOf("requestId"),
    question: valueOf("question"),
    type: valueOf("type"),
    status: "active",
    seats: valueOf("seats"),
    systemPrompt: valueOf("systemPrompt"),
    roundsWanted: valueOf("roundsWanted"),
    resumedAfterRound: 0,
    stopReason: null,
    budgetNanoUsd: valueOf("budgetNanoUsd"),
    isReportWanted: 0,
    reportedSeq: 0,
    lastSeq: 0,
    deliveredSeq: 0,
    besideId: valueOf("besideId"),
    createdAt: valueOf("createdAt"),
  }),
);

export async function insert(db: Db, discussion: NewDiscussion): Promise<void> {
  await insertNew(db, { ...discussion, seats: JSON.stringify(discussion.seats) });
}

/** The whole discussion in four queries, however long it is. */
export async function load(db: Db, id: string): Promise<Discussion | undefined> {
  const header = await loadHeader(db, id);
  return header && { ...header, messages: await messages.since(db, id, 0) };
}

const withProject = prepared((db, valueOf: ValueOf<{ id: string }>) =>
  db
    .selectFrom("discussion")
    .innerJoin("project", "project.id", "discussion.projectId")
    .selectAll("discussion")
    .select(["project.name", "project.settings"])
    .where("discussion.id", "=", valueOf("id")),
);

/** All but what was said. */
export async function loadHeader(
  db: Db,
  id: string,
): Promise<Omit<Discussion, "messages"> | undefined> {
  const [row] = await withProject(db, { id });
  if (!row) return undefined;
  return {
    id: row.id,
    project: { id: row.projectId, name: row.name, settings: parseSettings(row.settings) },
    place: row.place,
    question: row.question,
    type: typeSchema.parse(row.type),
    status: statusSchema.parse(row.status),
    seats: parseSeats(row.seats),
    systemPrompt: row.systemPrompt,
    roundsWanted: row.roundsWanted,
    resumedAfterRound: row.resumedAfterRound,
    stopReason: stopReasonSchema.parse(row.stopReason ?? undefined),
    budgetNanoUsd: row.budgetNanoUsd ?? undefined,
    isReportWanted: row.isReportWanted === 1,
    reportedSeq: row.reportedSeq,
    consensus: await consensuses.load(db, id),
    createdAt: row.createdAt,
    rounds: await rounds.list(db, id),
  };
}

/** Ids of those that have work, oldest first: what a starting process takes up. */
export async function active(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom("discussion")
    .select("id")
    .where("status", "=", sql.lit("active"))
    .orderBy("createdAt")
    .execute();
  return rows.map((row) => row.id);
}

/** A report was tried up to there; also one that failed is not tried again by itself. */
export async function reported(db: Db, id: string, seq: number): Promise<void> {
  await db
    .updateTable("discussion")
    .set({ isReportWanted: 0, reportedSeq: seq })
    .where("id", "=", id)
    .execute();
}

/** What was paid for and is told of by no row leaves less to spend. Nothing where there is no budget. */
export async function lowerBudget(db: Db, id: string, costNanoUsd: number): Promise<void> {
  await db
    .updateTable("discussion")
    .set((expression) => ({
      budgetNanoUsd: expression
        .case()
        .when("budgetNanoUsd", "<", costNanoUsd)
        .then(0)
        .else(expression("budgetNanoUsd", "-", costNanoUsd))
        .end(),
    }))
    .where("id", "=", id)
    .where("budgetNanoUsd", "is not", null)
    .execute();
}

export async function wantReport(db: Db, id: string): Promise<void> {
  await db
    .updateTable("discussion")
    .set({ status: "active", isReportWanted: 1 })
    .where("id", "=", id)
    .execute();
}

const activeAt = prepared((db, valueOf: ValueOf<{ place: Place }>) =>
  db
    .selectFrom("place")
    .innerJoin("discussion", "discussion.id", "place.discussionId")
    .select(["discussion.type", "discussion.seats"])
    .where("place.id", "=", valueOf("place"))
    .where("discussion.status", "=", sql.lit("active")),
);

/** Whether the table at a place is talking: a single answer that is still being written is no discussion. */
export async function isRunningAt(db: Db, place: Place): Promise<boolean> {
  const [row] = await activeAt(db, { place });
  return row !== undefined && (row.type === "discuss" || parseSeats(row.seats).length > 1);
}

/** Gives an active or ended discussion new work, or changes how much it has. */
export async function resume(
  db: Db,
  id: string,
  change: Partial<
    Pick<Discussion, "type" | "roundsWanted" | "resumedAfterRound"> & {
      readonly budgetNanoUsd: number | null;
      /** A direct question leaves it: the discussion ends again as it had ended. */
      readonly stopReason: null;
    }
  >,
): Promise<void> {
  await db
    .updateTable("discussion")
    .set({ status: "active", ...change })
    .where("id", "=", id)
    .execute();
}

const completeActive = prepared((db, valueOf: ValueOf<{ id: string; stopReason: string }>) =>
  db
    .updateTable("discussion")
    .set({ status: "completed", stopReason: valueOf("stopReason"), isReportWanted: 0 })
    .where("id", "=", valueOf("id"))
    .where("status", "=", "active"),
);

/** Nothing where it was completed already. */
export async function complete(
  db: Db,
  id: string,
  stopReason: NonNullable<Discussion["stopReason"]>,
): Promise<void> {
  await completeActive(db, { id, stopReason });
}

export function parseSeats(json: string): Discussion["seats"] {
  return seatsSchema.parse(JSON.parse(json));
}
