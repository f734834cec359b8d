import type { Discussion } from "../core/discussion.ts";
import type { Message } from "../core/message.ts";
import * as consensuses from "./consensuses.ts";
import type { Db } from "./database.ts";
import { toRow } from "./message-row.ts";

/** A row has some 20 values, and SQLite takes at most 32,766 in one statement. */
const rowsAtOnce = 500;

/**
 * Stores a discussion that was held elsewhere, whole and as it was. Its place counts as having been shown all of
 * it: nobody wants it told again message by message.
 */
export async function insert(
  db: Db,
  discussion: Discussion,
  { requestId }: { readonly requestId: string },
): Promise<void> {
  const { id, rounds, messages, consensus } = discussion;
  const lastSeq = messages.at(-1)?.seq ?? 0;
  await db
    .insertInto("discussion")
    .values({
      id,
      projectId: discussion.project.id,
      place: discussion.place,
      requestId,
      question: discussion.question,
      type: discussion.type,
      status: discussion.status,
      seats: JSON.stringify(discussion.seats),
      systemPrompt: discussion.systemPrompt,
      roundsWanted: discussion.roundsWanted,
      resumedAfterRound: discussion.resumedAfterRound,
      stopReason: discussion.stopReason ?? null,
      budgetNanoUsd: discussion.budgetNanoUsd ?? null,
      isReportWanted: discussion.isReportWanted ? 1 : 0,
      reportedSeq: discussion.reportedSeq,
      lastSeq,
      deliveredSeq: lastSeq,
      createdAt: discussion.createdAt,
    })
    .execute();
  for (const some of chunks(rounds)) {
    const rows = some.map((round) => ({
      id: round.id,
      discussionId: id,
      roundNumber: round.roundNumber,
      type: round.type,
    }));
    await db.insertInto("round").values(rows).execute();
  }
  const roundIds = new Map(rounds.map((round) => [round.roundNumber, round.id]));
  for (const some of chunks(messages)) {
    const rows = some.map((message) => ({
      ...toRow(message),
      roundId: roundOf(message, roundIds),
      seq: message.seq,
    }));
    await db.insertInto("message").values(rows).execute();
  }
  if (consensus) await consensuses.save(db, consensus);
}

function roundOf({ roundNumber }: Message, roundIds: ReadonlyMap<number, string>): string {
  const id = roundIds.get(roundNumber);
  if (id === undefined) throw new Error("a message stands in a round that is not there");
  return id;
}

function chunks<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, index) =>
    items.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  );
}
