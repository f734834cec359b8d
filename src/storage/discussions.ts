import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { type Discussion, type Round, stopReasons } from "../core/discussion.ts";
import type { Db } from "./database.ts";
import * as consensuses from "./consensuses.ts";
import * as messages from "./messages.ts";
import { parseSettings } from "./projects.ts";

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
};

export async function insert(db: Db, discussion: NewDiscussion): Promise<void> {
  await db
    .insertInto("discussion")
    .values({
      ...discussion,
      seats: JSON.stringify(discussion.seats),
      status: "active",
      resumedAfterRound: 0,
      stopReason: null,
      isReportWanted: 0,
      reportedSeq: 0,
      lastSeq: 0,
      deliveredSeq: 0,
    })
    .execute();
}

/** The whole discussion in four queries, however long it is. */
export async function load(db: Db, id: string): Promise<Discussion | undefined> {
  const header = await loadHeader(db, id);
  return header && { ...header, messages: await messages.since(db, id, 0) };
}

/** All but what was said. */
export async function loadHeader(
  db: Db,
  id: string,
): Promise<Omit<Discussion, "messages"> | undefined> {
  const row = await db
    .selectFrom("discussion")
    .innerJoin("project", "project.id", "discussion.projectId")
    .selectAll("discussion")
    .select(["project.name", "project.settings"])
    .where("discussion.id", "=", id)
    .executeTakeFirst();
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
    rounds: await rounds(db, id),
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

export async function wantReport(db: Db, id: string): Promise<void> {
  await db
    .updateTable("discussion")
    .set({ status: "active", isReportWanted: 1 })
    .where("id", "=", id)
    .execute();
}

/** Whether a table is talking: a single answer that is still being written is no discussion. */
export async function isRunning(db: Db, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("discussion")
    .select(["status", "type", "seats"])
    .where("id", "=", id)
    .executeTakeFirst();
  if (row?.status !== "active") return false;
  return row.type === "discuss" || parseSeats(row.seats).length > 1;
}

/** Opens a round, or finds it open already. */
export async function openRound(
  db: Db,
  discussionId: string,
  roundNumber: number,
  type: Round["type"],
): Promise<Round> {
  const made = await db
    .insertInto("round")
    .values({ id: randomUUID(), discussionId, roundNumber, type })
    .onConflict((conflict) => conflict.columns(["discussionId", "roundNumber"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  const row =
    made ??
    (await db
      .selectFrom("round")
      .select("id")
      .where("discussionId", "=", discussionId)
      .where("roundNumber", "=", roundNumber)
      .executeTakeFirstOrThrow());
  return { id: row.id, roundNumber, type };
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

/** Returns false when it was completed already, so that the end is announced once. */
export async function complete(
  db: Db,
  id: string,
  stopReason: NonNullable<Discussion["stopReason"]>,
): Promise<boolean> {
  const row = await db
    .updateTable("discussion")
    .set({ status: "completed", stopReason })
    .where("id", "=", id)
    .where("status", "=", "active")
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

export function parseSeats(json: string): Discussion["seats"] {
  return seatsSchema.parse(JSON.parse(json));
}

async function rounds(db: Db, discussionId: string): Promise<readonly Round[]> {
  const rows = await db
    .selectFrom("round")
    .select(["id", "roundNumber", "type"])
    .where("discussionId", "=", discussionId)
    .orderBy("roundNumber")
    .execute();
  return rows.map(({ id, roundNumber, type }) => ({
    id,
    roundNumber,
    type: type === "parallel" ? "parallel" : "sequential",
  }));
}
