import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { inspect } from "node:util";
import { sql } from "kysely";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { ConfigError, UserError } from "../../src/core/errors.ts";
import { type Db, openDatabase } from "../../src/storage/database.ts";
import { describeDatabaseProblem } from "../../src/storage/describe-database-problem.ts";
import { createPostgres, createSqlite, databases } from "../support/databases.ts";
import { listen } from "../support/listen.ts";
import { databaseUrl, roleWithPassword } from "../support/postgres-server.ts";

const busy = "Another program is writing to the database.";
const readOnly = "The database can be read but not written to.";
const full = "The database has no space left on its disk.";
const damaged = "The database is damaged, or its file is of another kind.";
const cannotOpen = "The database cannot be opened.";
const away = "PostgreSQL does not answer.";
const login = "PostgreSQL refuses the login.";

describe("a SQLite database that does not open", () => {
  it("is below a file", async () => {
    const file = await newFile();
    await writeFile(file, "");

    await expectRefusal(`sqlite:${file}/data/moai.db`, cannotOpen);
  });

  it("is a directory", async () => {
    const file = await newFile();
    await mkdir(file);

    await expectRefusal(`sqlite:${file}`, cannotOpen);
  });

  it("is in a place where its lock cannot be made", async () => {
    const file = await newFile();
    await mkdir(`${file}.lock`);

    await expectRefusal(`sqlite:${file}`, cannotOpen);
  });

  it.each([
    ["short", "BOT_TOKEN=1:a\n"],
    ["long", "a shopping list, ".repeat(1000)],
  ])("is a %s file of another kind, which stays as it is", async (_, content) => {
    const file = await newFile();
    await writeFile(file, content);

    await expectRefusal(`sqlite:${file}`, damaged);

    expect(await readFile(file, "utf8")).toBe(content);
  });

  it("is damaged from its second word on", async () => {
    const file = await newFile();
    await writeFile(file, `SQLite format 3\0${"?".repeat(8192)}`);

    await expectRefusal(`sqlite:${file}`, damaged);
  });

  it.each([["pragma locking_mode=exclusive; begin exclusive"], ["begin immediate"]])(
    "is written by another program with %j",
    async (statement) => {
      const { url, remove } = await createSqlite();
      onTestFinished(remove);
      const before = await openDatabase(url);
      await before.close();
      const other = new DatabaseSync(fileOf(url));
      onTestFinished(() => other.close());
      other.exec(statement);

      await expectRefusal(url, busy);
    },
  );
});

describe("a SQLite database that fails while in use", () => {
  it("is written by another program", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);
    const { db, close } = await openDatabase(url, { busyTimeoutMs: 1 });
    onTestFinished(close);
    const other = new DatabaseSync(fileOf(url));
    onTestFinished(() => other.close());
    other.exec("begin immediate");

    const problem = await problemOf(insertRequest(db));
    other.exec("rollback");

    expect(problem).toContain(busy);
    await expect(insertRequest(db)).resolves.toBeDefined();
  });

  it("is read-only", async () => {
    const { db, close } = await databases[0].open();
    onTestFinished(close);
    await sql`pragma query_only=on`.execute(db);

    expect(await problemOf(insertRequest(db))).toContain(readOnly);
  });

  it("is full, and keeps what it has", async () => {
    const { db, close } = await databases[0].open();
    onTestFinished(close);
    await insertRequest(db, "before");
    await sql`pragma max_page_count=1`.execute(db);

    const problem = await problemOf(insertRequest(db, "too long", "x".repeat(100_000)));

    expect(problem).toContain(full);
    expect(await requestIds(db)).toEqual([{ id: "before" }]);
  });

  it("has a damaged page", async () => {
    const { url, remove } = await createSqlite();
    onTestFinished(remove);
    const before = await openDatabase(url);
    await insertRequest(before.db);
    await before.close();
    await damageTable(fileOf(url), "request");
    const { db, close } = await openDatabase(url);
    onTestFinished(close);

    expect(await problemOf(requestIds(db))).toContain(damaged);
  });
});

describe("a PostgreSQL database that does not open", () => {
  it("is at a port where nobody listens", async () => {
    const port = await closedPort();

    await expectRefusal(
      `postgres://moai:hunter2@127.0.0.1:${port}/moai`,
      `PostgreSQL 127.0.0.1:${port}/moai: ${away}`,
    );
  });

  it("is at a socket that is not there", async () => {
    const file = await newFile();

    await expectRefusal(
      `postgres://moai@localhost/moai?host=${encodeURIComponent(file)}`,
      `PostgreSQL ${file}:5432/moai: ${away}`,
    );
  });

  it("is at a host without an address", async () => {
    await expectRefusal("postgres://moai:hunter2@nowhere.invalid/moai", away);
  });

  it("is unknown to the server", async () => {
    await expectRefusal(
      databaseUrl(inject("postgresUrl"), "no_such_database"),
      "PostgreSQL has no database of this name.",
    );
  });

  it.each([["hunter2"], [""]])(
    "is asked with the password %j instead of its own",
    async (password) => {
      const url = new URL(inject("postgresUrl"));
      url.username = roleWithPassword.name;
      url.password = password;

      await expectRefusal(url.href, login);
    },
  );

  it("belongs to somebody else", async () => {
    const url = new URL(databaseUrl(inject("postgresUrl"), "template1"));
    url.username = roleWithPassword.name;
    url.password = roleWithPassword.password;

    await expectRefusal(url.href, "PostgreSQL does not allow this to the user in DATABASE_URL.");
  });
});

describe("a PostgreSQL database that fails while in use", () => {
  it("is read-only", async () => {
    const { url, remove } = await createPostgres();
    onTestFinished(remove);
    const readable = new URL(url);
    readable.searchParams.set("options", "-c default_transaction_read_only=on");
    const { db, close } = await openDatabase(readable.href);
    onTestFinished(close);

    expect(await problemOf(insertRequest(db))).toContain(readOnly);
  });

  it("loses a connection, and soon answers again", async () => {
    const { db, close } = await databases[1].open();
    onTestFinished(close);

    const problem = await problemOf(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db));

    expect(problem).toContain(away);
    // The driver may hand out the dying connection once more.
    let isStored = false;
    while (!isStored) {
      const again = await insertRequest(db).catch(describeDatabaseProblem);
      if (typeof again === "string") expect(again).toContain(away);
      else isStored = true;
    }
    expect(await requestIds(db)).toEqual([{ id: "r1" }]);
  });

  it.each([
    ["53100", full],
    ["53300", "PostgreSQL has no free connection."],
    ["58030", "The disk of the database fails to read or write."],
    ["XX001", damaged],
    ["55P03", busy],
    ["57P03", away],
  ])("reports %s", async (code, expected) => {
    const { db, close } = await databases[1].open();
    onTestFinished(close);
    const raise = `do $$ begin raise exception 'raw text' using errcode = '${code}'; end $$`;

    const problem = await problemOf(sql.raw(raise).execute(db));

    expect(problem).toContain(expected);
    expect(problem).not.toContain("raw text");
  });
});

describe("describeDatabaseProblem", () => {
  it.each(databases)(
    "says nothing of a broken query or a broken rule on $name",
    async ({ open }) => {
      const { db, close } = await open();
      onTestFinished(close);
      await insertRequest(db);

      expect(await problemOf(insertRequest(db))).toBeUndefined();
      expect(await problemOf(sql`select no_such_column from request`.execute(db))).toBeUndefined();
    },
  );

  it.each([
    [undefined],
    ["database is locked"],
    [{}],
    [new Error("x")],
    [new UserError(() => "No.")],
  ])("says nothing of %o", (error) => {
    expect(describeDatabaseProblem(error)).toBeUndefined();
  });
});

/** Twice: what failed first must not be in the way of the second attempt. */
async function expectRefusal(url: string, sentence: string): Promise<void> {
  for (const attempt of [1, 2]) {
    const error = await openDatabase(url, { busyTimeoutMs: 1 }).catch((thrown: unknown) => thrown);

    expect(error, `attempt ${attempt}`).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain(sentence);
    expect(inspect(error)).not.toContain("hunter2");
  }
}

async function problemOf(query: Promise<unknown>): Promise<string | undefined> {
  const error = await query.then(
    () => {
      throw new Error("the query did not fail");
    },
    (thrown: unknown) => thrown,
  );
  return describeDatabaseProblem(error);
}

async function insertRequest(db: Db, id = "r1", reply = "{}"): Promise<unknown> {
  const createdAt = "2026-01-01T00:00:00.000Z";
  return db
    .insertInto("request")
    .values({ id, place: "web", reply, isDelivered: 0, createdAt })
    .execute();
}

async function requestIds(db: Db): Promise<unknown> {
  return db.selectFrom("request").select("id").execute();
}

async function newFile(): Promise<string> {
  const { url, remove } = await createSqlite();
  onTestFinished(remove);
  return fileOf(url);
}

function fileOf(url: string): string {
  return url.slice("sqlite:".length);
}

/** Overwrites the pages on which a table and its indexes begin. */
async function damageTable(file: string, table: string): Promise<void> {
  const data = new DatabaseSync(file);
  const pageSize = Number(data.prepare("pragma page_size").get()?.["page_size"]);
  const pages = data.prepare("select rootpage from sqlite_master where tbl_name = ?").all(table);
  data.close();
  const content = await readFile(file);
  for (const { rootpage } of pages) {
    content.fill("?", (Number(rootpage) - 1) * pageSize, Number(rootpage) * pageSize);
  }
  await writeFile(file, content);
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}
