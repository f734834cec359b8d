import { chunk, done, type ModelScript, reply, stream } from "./model-server.ts";

/** One call as the models saw it. */
export type ChaosCall = {
  readonly question: number;
  readonly round: number;
  readonly model: string;
  /** What was answered: no two calls get the same. */
  readonly text: string;
  /** Which start of moai made it: a request may arrive when the process that sent it is gone. */
  readonly life: number;
  /** When the whole answer had been sent; undefined where the caller was gone before. */
  readonly finishedAt: number | undefined;
};

export type CallLog = {
  readonly script: ModelScript;
  /** In order of arrival. */
  readonly calls: readonly ChaosCall[];
  finishedCount(): number;
  /** Resolves when that many answers have been sent whole. */
  finished(count: number): Promise<void>;
};

type Entry = ChaosCall & { finishedAt: number | undefined };

/** Mostly short. */
const longestSilenceMs = 300;

/** Models that answer in pieces, with random silences, and remember every call. */
export function createCallLog(random: () => number): CallLog {
  const calls: Entry[] = [];
  const waiting = new Map<() => void, number>();
  let finishedCount = 0;

  function announce(): void {
    for (const [resolve, count] of waiting) {
      if (finishedCount < count) continue;
      waiting.delete(resolve);
      resolve();
    }
  }

  async function noteEnd(entry: Entry, ended: Promise<"answered" | "hung up">): Promise<void> {
    if ((await ended) === "hung up") return;
    entry.finishedAt = performance.now();
    finishedCount += 1;
    announce();
  }

  return {
    calls,
    script({ body, headers, messages, model, ended }) {
      // The check of the key.
      if (model === "") return reply(200, {});
      const text = `Answer ${calls.length}, and nothing else is like it.`;
      const call = { ...turnOf(body, messages.at(-1)?.content ?? ""), model, text };
      const entry: Entry = { ...call, life: lifeOf(headers.authorization), finishedAt: undefined };
      calls.push(entry);
      void noteEnd(entry, ended);
      const silence = () => Math.round(random() ** 4 * longestSilenceMs);
      return stream(
        silence(),
        chunk({ content: text.slice(0, 10) }),
        silence(),
        chunk({ content: text.slice(10) }),
        chunk({}, { finish_reason: "stop" }),
        done,
      );
    },
    finishedCount: () => finishedCount,
    finished(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(resolve, count);
      announce();
      return promise;
    },
  };
}

/** The key that a start of moai sends with its calls. */
export function keyOf(life: number): string {
  return `life-${life}`;
}

function lifeOf(authorization: string | undefined): number {
  const [, life] = /^Bearer life-(\d+)$/.exec(authorization ?? "") ?? [];
  if (life === undefined) throw new Error("a call has another key");
  return Number(life);
}

function turnOf(body: string, lastWords: string): Pick<ChaosCall, "question" | "round"> {
  const [, question] = /Question (\d+):/.exec(body) ?? [];
  const [, round = "1"] = /Round (\d+): your turn\.$/.exec(lastWords) ?? [];
  if (question === undefined) throw new Error("a prompt holds no question");
  return { question: Number(question), round: Number(round) };
}
