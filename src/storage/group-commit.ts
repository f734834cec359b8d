import { setImmediate } from "node:timers/promises";
import type { Db } from "./database.ts";
import type { Write } from "./write.ts";

type Waiting = {
  readonly work: (trx: Db) => Promise<void>;
  readonly committed: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/** While a group is written nothing else is, and nothing is read. */
const largestGroup = 12;

/**
 * For SQLite, where writers wait for each other and for the disk: what is to be written at the same moment is
 * written in one transaction, and waits for the disk once. If one of them fails, each is done by itself.
 */
export function createGroupCommit(ahead: Db, reachDisk: () => Promise<void>): Write {
  const waiting: Waiting[] = [];
  let isRunning = false;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      await quiet();
      await commit(waiting.splice(0, largestGroup));
    }
    isRunning = false;
  }

  /** Answers come in together, and a second commit costs more than to see that nothing else is coming. */
  async function quiet(): Promise<void> {
    for (let seen = 0; seen < waiting.length && waiting.length < largestGroup;) {
      seen = waiting.length;
      await setImmediate();
    }
  }

  /** The next group is written while the disk still takes this one. */
  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      await ahead.transaction().execute(async (trx) => {
        for (const { work } of group) await work(trx);
      });
    } catch (error) {
      if (group.length === 1) for (const { reject } of group) reject(error);
      else for (const one of group) await commit([one]);
      return;
    }
    for (const { committed } of group) committed();
    void store(group);
  }

  async function store(group: readonly Waiting[]): Promise<void> {
    try {
      await reachDisk();
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  return async (work, committed) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let result: { readonly value: Awaited<ReturnType<typeof work>> } | undefined;
    waiting.push({
      work: async (trx) => {
        result = { value: await work(trx) };
      },
      committed: () => {
        if (result) committed?.(result.value);
      },
      resolve,
      reject,
    });
    if (!isRunning) {
      isRunning = true;
      void run();
    }
    await promise;
    if (!result) throw new Error("stored work left no result");
    return result.value;
  };
}
