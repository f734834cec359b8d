import { normalize } from "node:path";
import { ConfigError } from "../core/errors.ts";

/** `line` and `name` may be shown: they hold no user and no password. */
export type DatabaseUrl =
  | { readonly engine: "sqlite"; readonly line: string; readonly path: string }
  | {
      readonly engine: "postgres";
      readonly line: string;
      readonly name: string;
      readonly connectionString: string;
    };

const expected = "Write sqlite:./data/moai.db or postgres://user:password@host:5432/database.";

/** Never repeats the value in an error: it may hold a password, also when it is misspelt. */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  if (url.startsWith("sqlite:")) return sqliteUrl(url.slice("sqlite:".length));
  if (/^postgres(ql)?:\/\//.test(url)) return postgresUrl(url);
  throw new ConfigError([
    `DATABASE_URL does not begin with sqlite:, postgres:// or postgresql://. ${expected}`,
  ]);
}

function sqliteUrl(path: string): DatabaseUrl {
  if (path === "" || path.startsWith("//") || path.includes("\0")) {
    // With slashes programs disagree whether the path begins in this directory or at the root.
    throw new ConfigError([
      `DATABASE_URL names no file. Write sqlite:./data/moai.db, or sqlite:/srv/moai.db for a whole path.`,
    ]);
  }
  const shown = path === ":memory:" ? path : normalize(path);
  return { engine: "sqlite", line: `SQLite ${shown}`, path: shown };
}

function postgresUrl(connectionString: string): DatabaseUrl {
  if (!URL.canParse(connectionString)) {
    throw new ConfigError([
      `DATABASE_URL is not a valid PostgreSQL URL. ${expected} Signs such as @ / # % in the password have to be percent-encoded.`,
    ]);
  }
  const { hostname, port, pathname, searchParams } = new URL(connectionString);
  const host = searchParams.get("host") ?? (hostname === "" ? "localhost" : hostname);
  const name = `${host}:${port === "" ? "5432" : port}${pathname}`;
  return { engine: "postgres", line: `PostgreSQL ${name}`, name, connectionString };
}
