import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempDisposable, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export type Server = AsyncDisposable & {
  readonly url: string;
  readonly pid: number;
  /** `performance.now()` when the process was begun, and when it had printed its address. */
  readonly spawnedAt: number;
  readonly printedAt: number;
};

const packageFile = new URL("../package.json", import.meta.url);
const packageSchema = z.object({
  scripts: z.object({ start: z.string().regex(/^node( [\w./=-]+)+$/) }),
});

const bareServer = `
const server = require("node:http").createServer((request, response) => response.end());
server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port + "/"));`;

/** moai as `npm start` runs it, in a directory of its own with nothing in it. */
export async function startMoai(settings: NodeJS.ProcessEnv): Promise<Server> {
  const { scripts } = packageSchema.parse(JSON.parse(await readFile(packageFile, "utf8")));
  const [, ...args] = scripts.start.split(" ");
  const paths = args.map((arg) =>
    arg.startsWith("-") ? arg : fileURLToPath(new URL(arg, packageFile)),
  );
  return await startServer(paths, { PORT: "0", ...settings });
}

/** As little as a process that answers over HTTP can be. */
export async function startBareServer(): Promise<Server> {
  return await startServer(["-e", bareServer], {});
}

async function startServer(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Server> {
  const directory = await mkdtempDisposable(join(tmpdir(), "moai-bench-"));
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: directory.path,
    // Of the surroundings only what a program needs, so that nobody's settings or keys are used.
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface(child.stdout);
  const found = Promise.withResolvers<string>();
  lines.on("line", (line) => {
    const [url] = /http:\/\/\S+/.exec(line) ?? [];
    if (url !== undefined) found.resolve(url);
  });
  lines.on("close", () => found.reject(new Error("a server ended before it had started")));
  const url = await found.promise.catch(async (error: unknown) => {
    await directory.remove();
    throw error;
  });
  const printedAt = performance.now();

  return {
    url,
    pid: child.pid ?? 0,
    spawnedAt,
    printedAt,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
      await directory.remove();
    },
  };
}
