import { sql } from "kysely";
import type { Message } from "../core/message.ts";
import type { Db } from "./database.ts";
import { toMessage } from "./message-row.ts";

/** The last messages, or the last before a seq, by seq. */
export async function last(
  db: Db,
  discussionId: string,
  { limit, before }: { readonly limit: number; readonly before?: number },
): Promise<readonly Message[]> {
  const newestFirst = db
    .selectFrom("message")
    .innerJoin("round", "round.id", "message.roundId")
    .selectAll("message")
    .select("round.roundNumber")
    .where("message.discussionId", "=", discussionId)
    .orderBy("message.seq", "desc")
    .limit(limit);
  const wanted = before === undefined ? newestFirst : newestFirst.where("message.seq", "<", before);
  const rows = await wanted.execute();
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
