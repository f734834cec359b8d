import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { describe, expect, it, onTestFinished } from "vitest";
import { ConfigError } from "../../src/core/errors.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/database.ts";
import { createPostgres, createSqlite, databases } from "../support/databases.ts";

const holderScript = fileURLToPath(new URL("../support/hold-database.ts", import.meta.url));

describe.each(databases)("the lock on $name", ({ name, create }) => {
  it("refuses a second process and names the first", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const holder = await holdInChild(url);

    const refusal = await openDatabase(url).catch((error: unknown) => error);

    const who = {
      sqlite: `process ${holder.pid}`,
      postgres: `process ${holder.pid} on ${hostname()}`,
    };
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(String(refusal)).toContain(`Another moai (${who[name]}) already uses `);
    expect(String(refusal)).toContain("Stop it, or set DATABASE_URL to another ");
  });

  it("is free as soon as its holder is killed", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const holder = await holdInChild(url);

    await kill(holder);

    const database = name === "sqlite" ? await openDatabase(url) : await openWhenFree(url);
    await database.close();
  });

  it("is free after closing", async () => {
    const { url, remove } = await create();
    onTestFinished(remove);
    const first = await openDatabase(url);

    await first.close();

    const second = await openDatabase(url);
    await second.close();
  });
});

describe("the lock on sqlite", () => {
  it("is the same by whatever link the file is reached", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);
    const first = await openDatabase(url);
    onTestFinished(first.close);
    const link = `${url}-link`;
    await symlink(url.slice("sqlite:".length), link.slice("sqlite:".length));

    await expect(openDatabase(link)).rejects.toThrow(
      `Another moai (process ${process.pid}) already uses ${link.slice("sqlite:".length)}.`,
    );
  });

  it("does not take the process id that a killed holder left for a lock", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);
    await writeFile(`${url.slice("sqlite:".length)}.pid`, "1\n");

    const database = await openDatabase(url);

    await database.close();
  });
});

describe("the lock on postgres", () => {
  it("tells when its connection is lost, and then lets another in", async () => {
    const { url, remove } = await createPostgres();
    onTestFinished(remove);
    const lost = Promise.withResolvers<void>();
    const database = await openDatabase(url, { onLockLost: lost.resolve });
    onTestFinished(database.close);

    await sql`select pg_terminate_backend(pid) from pg_locks
               where locktype = 'advisory' and database =
                     (select oid from pg_database where datname = current_database())`.execute(
      database.db,
    );

    await lost.promise;
    const next = await openDatabase(url);
    await next.close();
  });

  it("says nothing of a loss when it is closed", async () => {
    const { url, remove } = await createPostgres();
    onTestFinished(remove);
    let losses = 0;
    const database = await openDatabase(url, { onLockLost: () => (losses += 1) });

    await database.close();

    expect(losses).toBe(0);
  });

  it("names the connection of a holder that hides its process", async () => {
    const { url, remove } = await createPostgres();
    onTestFinished(remove);
    const named = new URL(url);
    named.searchParams.set("application_name", "something else");
    const first = await openDatabase(named.href);
    onTestFinished(first.close);

    await expect(openDatabase(url)).rejects.toThrow(
      /^Another moai \(PostgreSQL backend \d+\) already uses /,
    );
  });

  it("is kept apart by database", async () => {
    const [one, other] = [await createPostgres(), await createPostgres()];
    onTestFinished(async () => {
      await one.remove();
      await other.remove();
    });
    const first = await openDatabase(one.url);
    onTestFinished(first.close);

    const second = await openDatabase(other.url);

    await second.close();
  });
});

async function holdInChild(url: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [holderScript, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => kill(child));
  await Promise.race([
    once(child.stdout, "data"),
    once(child, "exit").then(() => {
      throw new Error("the holder ended before it had the database");
    }),
  ]);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The server learns a moment after the kernel that a process has gone. */
async function openWhenFree(url: string): Promise<OpenDatabase> {
  for (;;) {
    try {
      return await openDatabase(url);
    } catch (error) {
      if (!String(error).includes("Another moai")) throw error;
    }
  }
}
