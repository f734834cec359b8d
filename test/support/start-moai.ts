import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { hangGuardMs } from "./hang-guard.ts";

export type RunningMoai = {
  readonly child: ChildProcess;
  readonly url: string;
  /** What it printed and logged so far. */
  output(): string;
  /** Resolves with the first line of the output that fits. */
  line(pattern: RegExp): Promise<string>;
  /** Asks it to end, and resolves with its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

const main = fileURLToPath(new URL("../../bin/moai.mjs", import.meta.url));

/** moai as people start it: a process of its own, on a free port. Resolves once the page is up. */
export async function startMoai(env: Readonly<Record<string, string>>): Promise<RunningMoai> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env["PATH"], AI_ROUTER: "demo", PORT: "0", LOG_LEVEL: "warn", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let wake = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      wake.resolve();
    });
  }
  child.once("exit", () => wake.resolve());

  async function line(pattern: RegExp): Promise<string> {
    const deadline = AbortSignal.timeout(hangGuardMs);
    for (;;) {
      const found = output.split("\n").find((one) => pattern.test(one));
      if (found !== undefined) return found;
      if (deadline.aborted || child.exitCode !== null) {
        throw new Error(`moai did not print ${String(pattern)} but:\n${output}`);
      }
      await Promise.race([wake.promise, once(deadline, "abort")]);
      wake = Promise.withResolvers();
    }
  }

  const page = await line(/^Page +http/);
  return {
    child,
    url: page.replace(/^Page +/, ""),
    output: () => output,
    line,
    async stop(signal = "SIGTERM") {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit");
        child.kill(signal);
        await exited;
      }
      return child.exitCode;
    },
  };
}
