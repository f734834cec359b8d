import { fork } from "node:child_process";
import { once } from "node:events";
import type { z } from "zod";

export type Child = AsyncDisposable & {
  /** One question at a time; rejects when the child ends before it has answered. */
  ask<Answer>(question: unknown, schema: z.ZodType<Answer>): Promise<Answer>;
};

/** Starts a program of `children/` in its own process, which answers through `answerParent`. */
export async function startChild(url: string, env: NodeJS.ProcessEnv = {}): Promise<Child> {
  // Of the surroundings only what a program needs, so that nobody's settings or keys are used.
  const child = fork(new URL(url), { env: { PATH: process.env["PATH"], ...env } });
  const exited = once(child, "exit");
  const message = async (): Promise<unknown> => {
    const [received]: unknown[] = await Promise.race([
      once(child, "message"),
      exited.then(() => Promise.reject(new Error(`${url} ended before its answer`))),
    ]);
    return received;
  };
  await message();

  return {
    async ask(question, schema) {
      const answer = message();
      child.send({ question });
      return schema.parse(await answer);
    },
    async [Symbol.asyncDispose]() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
