import { sql } from "kysely";
import type { Message } from "../core/message.ts";
import type { Db } from "./database.ts";
import { toMessage } from "./message-row.ts";

/** The last messages before `seq`, at most `limit` of them, by seq. */
export async function before(
  db: Db,
  discussionId: string,
  seq: number,
  limit: number,
): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom("message")
    .innerJoin("round", "round.id", "message.roundId")
    .selectAll("message")
    .select("round.roundNumber")
    .where("message.discussionId", "=", discussionId)
    .where("message.seq", "<", seq)
    .orderBy("message.seq", "desc")
    .limit(limit)
    .execute();
  return rows.toReversed().map(toMessage);
}

/** Everything about all messages but their words, which are most of them: enough to count by. */
export async function outlines(db: Db, discussionId: string): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom("message")
    .innerJoin("round", "round.id", "message.roundId")
    .select([
      "message.id",
      "message.discussionId",
      "message.roundId",
      "message.seq",
      "message.authorKind",
      "message.authorName",
      "message.model",
      "message.timestamp",
      "message.isDirect",
      "message.addressees",
      "message.heardSeq",
      "message.outcome",
      "message.position",
      "message.inputTokens",
      "message.outputTokens",
      "message.cachedTokens",
      "message.reasoningTokens",
      "message.costNanoUsd",
      "message.latencyMs",
      "message.answeredBy",
      "round.roundNumber",
    ])
    .select(sql.lit("").as("content"))
    .where("message.discussionId", "=", discussionId)
    .orderBy("message.seq")
    .execute();
  return rows.map(toMessage);
}
