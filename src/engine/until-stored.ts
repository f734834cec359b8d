import type { Log } from "../log.ts";
import { describeDatabaseProblem } from "../storage/describe-database-problem.ts";
import { pause } from "./pause.ts";

const firstPauseMs = 100;
const longestPauseMs = 10_000;

/**
 * Stores what was paid for, however long the database cannot: its disk is full, or another program writes. Tries
 * a last time when the process ends. What is not a state of the database is thrown at once.
 */
export async function untilStored<Result>(
  log: Log,
  close: AbortSignal,
  store: () => Promise<Result>,
): Promise<Result> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await store();
    } catch (error) {
      if (close.aborted || describeDatabaseProblem(error) === undefined) throw error;
      log.error({ err: error, pauseMs }, "an answer cannot be stored yet");
      await pause(pauseMs, close);
    }
  }
}
