import type { Round } from "../core/discussion.ts";
import type { Db } from "./database.ts";
import { orderedId } from "./ordered-id.ts";
import { prepared, type ValueOf } from "./prepared.ts";

const ofDiscussion = prepared((db, valueOf: ValueOf<{ discussionId: string }>) =>
  db
    .selectFrom("round")
    .select(["id", "roundNumber", "type"])
    .where("discussionId", "=", valueOf("discussionId"))
    .orderBy("roundNumber"),
);

/** By number. */
export async function list(db: Db, discussionId: string): Promise<readonly Round[]> {
  const rows = await ofDiscussion(db, { discussionId });
  return rows.map(({ id, roundNumber, type }) => ({
    id,
    roundNumber,
    type: type === "parallel" ? "parallel" : "sequential",
  }));
}

type RoundValues = {
  readonly id: string;
  readonly discussionId: string;
  readonly roundNumber: number;
  readonly type: Round["type"];
};

const insertOnce = prepared((db, valueOf: ValueOf<RoundValues>) =>
  db
    .insertInto("round")
    .values({
      id: valueOf("id"),
      discussionId: valueOf("discussionId"),
      roundNumber: valueOf("roundNumber"),
      type: valueOf("type"),
    })
    .onConflict((conflict) => conflict.columns(["discussionId", "roundNumber"]).doNothing())
    .returning("id"),
);

/** Opens a round, or finds it open already. */
export async function open(
  db: Db,
  discussionId: string,
  roundNumber: number,
  type: Round["type"],
): Promise<Round> {
  const [made] = await insertOnce(db, { id: orderedId(), discussionId, roundNumber, type });
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
