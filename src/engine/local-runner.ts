import type { Log } from "../log.ts";
import { pause } from "./pause.ts";

/** Carries discussions on: one run for each, however often it is woken. */
export type Runner = {
  /** There is work, or there may be. Never waits, never throws. */
  wake(discussionId: string): void;
  /** Aborts the calls in flight of one discussion; what they had said so far is kept. */
  stop(discussionId: string): void;
  /** Makes no new calls, aborts those in flight, and resolves when all runs have ended. */
  close(): Promise<void>;
};

export type Signals = {
  /** Aborts the calls in flight, for whichever reason. */
  readonly call: AbortSignal;
  /** Says that the reason is the end of the process. */
  readonly close: AbortSignal;
};

type Run = {
  readonly discussionId: string;
  readonly calls: AbortController;
  isWoken: boolean;
  done: Promise<void>;
};

const maxAttempts = 50;

/**
 * The runner of a process that has its database to itself. The active rows are its queue: wake each of
 * them at start.
 */
export function createLocalRunner(deps: {
  readonly advance: (discussionId: string, signals: Signals) => Promise<void>;
  readonly log: Log;
}): Runner {
  // An array: what is deleted from a Map that grows and shrinks stays in memory until the next full collection, and
  // with a run all that its calls consist of. The last of a discussion is its current one.
  const runs: Run[] = [];
  const closing = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();

  function currentOf(discussionId: string): Run | undefined {
    return runs.findLast((run) => run.discussionId === discussionId);
  }

  async function carry(run: Run): Promise<void> {
    const { discussionId } = run;
    try {
      for (let attempt = 0; !closing.signal.aborted && attempt < maxAttempts; attempt += 1) {
        try {
          run.isWoken = false;
          await deps.advance(discussionId, { call: run.calls.signal, close: closing.signal });
          if (!run.isWoken) return;
          attempt = -1;
        } catch (error) {
          if (run.calls.signal.aborted) return;
          deps.log.error({ discussion: discussionId, attempt, err: error }, "a run broke off");
          await pause(Math.min(60_000, 1000 * 2 ** attempt), closing.signal);
        }
      }
    } finally {
      // At once: whoever wakes it from now on needs another run.
      runs.splice(runs.indexOf(run), 1);
    }
  }

  function wake(discussionId: string): void {
    const current = currentOf(discussionId);
    if (current && !current.calls.signal.aborted) {
      current.isWoken = true;
      return;
    }
    if (closing.signal.aborted) return;
    const run: Run = {
      discussionId,
      calls: new AbortController(),
      isWoken: false,
      done: Promise.resolve(),
    };
    runs.push(run);
    run.done = Promise.all([turn, current?.done]).then(() => carry(run));
    // Of many that are woken at once, one has its calls on their way before the next prepares its own.
    turn = turn.then(nextTick);
  }

  return {
    wake,
    stop(discussionId) {
      currentOf(discussionId)?.calls.abort(new Error("stopped by a person"));
    },
    async close() {
      const reason = new Error("the process ends");
      closing.abort(reason);
      for (const { calls } of runs) calls.abort(reason);
      await Promise.allSettled(runs.map((run) => run.done));
    },
  };
}

/** Promises alone would keep everything waiting that is to be sent: it is written in the next tick. */
async function nextTick(): Promise<void> {
  await new Promise<void>((resolve) => process.nextTick(resolve));
}
