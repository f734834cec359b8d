import type { Message } from "../core/message.ts";
import type { Db } from "./database.ts";
import { toMessage } from "./message-row.ts";

/** The heard turns of the openings of a project's last discussions. */
export async function openings(
  db: Db,
  projectId: string,
  discussions: number,
): Promise<readonly Message[]> {
  const last = db
    .selectFrom("discussion")
    .select("id")
    .where("projectId", "=", projectId)
    .orderBy("createdAt", "desc")
    .limit(discussions);
  const rows = await db
    .selectFrom("message")
    .innerJoin("round", "round.id", "message.roundId")
    .selectAll("message")
    .select("round.roundNumber")
    .where("message.discussionId", "in", last)
    .where("round.roundNumber", "=", 1)
    .where("message.outcome", "=", "answered")
    .where("message.isDirect", "=", 0)
    .execute();
  return rows.map(toMessage);
}
