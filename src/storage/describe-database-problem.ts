import { z } from "zod";

const problems = {
  busy: "Another program is writing to the database. Close that program, then try again.",
  readOnly:
    "The database can be read but not written to. Make its file and directory writable for moai, or its server accept writes.",
  full: "The database has no space left on its disk. Free some space, then try again.",
  disk: "The disk of the database fails to read or write. Check the disk and its connection.",
  damaged:
    "The database is damaged, or its file is of another kind. Put a backup in its place, or correct DATABASE_URL.",
  cannotOpen:
    "The database cannot be opened. Check that its path is a file in a directory where moai may write.",
  away: "PostgreSQL does not answer. Check that the server runs and that DATABASE_URL names its host and port.",
  crowded: "PostgreSQL has no free connection. Close some of them, or raise max_connections.",
  login: "PostgreSQL refuses the login. Check the user and the password in DATABASE_URL.",
  noDatabase: "PostgreSQL has no database of this name. Create it, or correct DATABASE_URL.",
  forbidden:
    "PostgreSQL does not allow this to the user in DATABASE_URL. Grant it the right to create and change tables.",
} as const;

const driverError = z.object({
  message: z.string(),
  code: z.string().optional(),
  /** SQLite's result code: the low byte is the kind, the rest a detail. */
  errcode: z.number().optional(),
  syscall: z.string().optional(),
});

/**
 * What happened and what to do, in words that may be shown to anybody. Undefined for an error that
 * is not a state of the database, such as a broken query.
 */
export function describeDatabaseProblem(error: unknown): string | undefined {
  const parsed = driverError.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, errcode, message, syscall } = parsed.data;
  if (errcode !== undefined) return describeSqlite(errcode & 0xff);
  // Only PostgreSQL is connected to, whatever goes wrong with it.
  if (syscall === "connect" || syscall === "getaddrinfo") return problems.away;
  return code === undefined ? describeMessage(message) : describeCode(code);
}

/** SQLite: somebody else holds the lock that was asked for. */
export function isDatabaseBusy(error: unknown): boolean {
  return describeDatabaseProblem(error) === problems.busy;
}

/** https://sqlite.org/rescode.html */
function describeSqlite(kind: number): string | undefined {
  switch (kind) {
    case 5: // busy
    case 6: // locked
      return problems.busy;
    case 8: // readonly
      return problems.readOnly;
    case 10: // ioerr
      return problems.disk;
    case 11: // corrupt
    case 26: // notadb
      return problems.damaged;
    case 13: // full
      return problems.full;
    case 3: // perm
    case 14: // cantopen
      return problems.cannotOpen;
    default:
      return undefined;
  }
}

/** Codes of the system, and of PostgreSQL: https://www.postgresql.org/docs/18/errcodes-appendix.html */
function describeCode(code: string): string | undefined {
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "ENOTDIR":
    case "EISDIR":
    case "EEXIST":
    case "ELOOP":
    case "ENAMETOOLONG":
      return problems.cannotOpen;
    case "EROFS":
    case "25006": // read_only_sql_transaction
      return problems.readOnly;
    case "ENOSPC":
    case "EDQUOT":
    case "53100": // disk_full
      return problems.full;
    case "EIO":
    case "58030": // io_error
      return problems.disk;
    case "XX001": // data_corrupted
    case "XX002": // index_corrupted
      return problems.damaged;
    case "55P03": // lock_not_available
      return problems.busy;
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EPIPE":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "57P01": // admin_shutdown
    case "57P02": // crash_shutdown
    case "57P03": // cannot_connect_now
    case "08006": // connection_failure
      return problems.away;
    case "53300": // too_many_connections
      return problems.crowded;
    case "28000": // invalid_authorization_specification
    case "28P01": // invalid_password
      return problems.login;
    case "3D000": // invalid_catalog_name
      return problems.noDatabase;
    case "42501": // insufficient_privilege
      return problems.forbidden;
    default:
      return undefined;
  }
}

/** What the PostgreSQL driver finds itself has no code. */
function describeMessage(message: string): string | undefined {
  if (message.startsWith("SASL:")) return problems.login;
  const away =
    /^Connection terminated|^timeout e(xceeded|xpired)|connection error and is not queryable/;
  return away.test(message) ? problems.away : undefined;
}
