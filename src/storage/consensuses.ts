import { type Consensus, consensusSchema } from "../core/consensus.ts";
import type { Db } from "./database.ts";
import { prepared, type ValueOf } from "./prepared.ts";
import { storable } from "./storable.ts";

const ofDiscussion = prepared((db, valueOf: ValueOf<{ discussionId: string }>) =>
  db.selectFrom("consensus").selectAll().where("discussionId", "=", valueOf("discussionId")),
);

export async function load(db: Db, discussionId: string): Promise<Consensus | undefined> {
  const [row] = await ofDiscussion(db, { discussionId });
  if (!row) return undefined;
  return consensusSchema.parse({
    ...row,
    agreements: JSON.parse(row.agreements),
    disagreements: JSON.parse(row.disagreements),
    report: JSON.parse(row.report),
    ratification: row.ratification === null ? null : JSON.parse(row.ratification),
  });
}

/** A discussion has one report: the newest takes the place of the one before. */
export async function save(db: Db, consensus: Consensus): Promise<void> {
  const row = {
    ...consensus,
    agreements: storable(JSON.stringify(consensus.agreements)),
    disagreements: storable(JSON.stringify(consensus.disagreements)),
    report: storable(JSON.stringify(consensus.report)),
    ratification:
      consensus.ratification === null ? null : storable(JSON.stringify(consensus.ratification)),
  };
  await db
    .insertInto("consensus")
    .values(row)
    .onConflict((conflict) => conflict.column("discussionId").doUpdateSet(row))
    .execute();
}
