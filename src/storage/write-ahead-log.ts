import { closeSync, existsSync, fdatasync, openSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";

export type WriteAheadLog = {
  /** Something was committed and is on its way to the disk from now on, while other things go on. */
  committed(): void;
  /** Resolves when all that was committed so far would survive a power cut; rejects for good once the disk failed. */
  reachDisk(): Promise<void>;
  close(): void;
};

// To carry the log over into the file takes 10 to 20 ms. SQLite does it within a commit, which somebody waits for;
// that is left for the times without a moment of quiet, and then at 16 MB.
const checkpointPages = 4000;
/** A moment is quiet when nothing has been written for as long. */
const quietMs = 30;
const commitsBetweenCheckpoints = 50;

const syncData = promisify(fdatasync);

/**
 * With synchronous=full SQLite waits for the disk within the commit, and with it everything that this process
 * does. With synchronous=normal it leaves the waiting to us, on another thread, and still does its own where the
 * file could be damaged. Undefined on a file system that cannot have such a log; SQLite waits there itself.
 */
export function openWal(data: DatabaseSync, file: string): WriteAheadLog | undefined {
  const path = `${file}-wal`;
  if (!existsSync(path)) return undefined;
  const descriptor = openSync(path, "r+");
  data.exec(`pragma synchronous=normal; pragma wal_autocheckpoint=${checkpointPages}`);
  let reached: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let commits = 0;
  const checkpoint = setTimeout(carryOver, quietMs).unref();

  function carryOver(): void {
    if (commits < commitsBetweenCheckpoints || data.isTransaction) return;
    commits = 0;
    try {
      data.exec("pragma wal_checkpoint(passive)");
    } catch {
      // The log has it all, and is carried over another time.
    }
  }

  /** Not before what else is to be done at once: the calls to models are on their way then, and more may be committed. */
  async function sync(): Promise<void> {
    await setImmediate();
    next = undefined;
    await syncData(descriptor);
  }

  return {
    committed() {
      commits += 1;
      checkpoint.refresh();
      next ??= sync();
      // Resolves with nothing: else it would hold what all the commits before resolved with.
      reached = Promise.all([reached, next]).then(() => undefined);
      // Whoever waits for the disk is told.
      reached.catch(() => undefined);
    },
    async reachDisk() {
      await reached;
    },
    close() {
      clearTimeout(checkpoint);
      closeSync(descriptor);
    },
  };
}
