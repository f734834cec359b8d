import type { Db } from "./database.ts";

/**
 * Does work in a transaction and resolves when it is stored. The work may be done anew after it was undone, so
 * it must leave nothing behind but rows. `committed` is called a little earlier, when it outlives this process
 * and who is ahead can read it, but perhaps not a power cut.
 */
export type Write = <Result>(
  work: (trx: Db) => Promise<Result>,
  committed?: (result: Result) => void,
) => Promise<Result>;

/** Each work in a transaction of its own. */
export function createWrite(db: Db): Write {
  return async (work, committed) => {
    const result = await db.transaction().execute(work);
    committed?.(result);
    return result;
  };
}
