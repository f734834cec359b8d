import { z } from "zod";
import { english, type Texts } from "../core/texts/english.ts";

type Problem = keyof Texts["broken"]["database"];

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
export function describeDatabaseProblem(
  error: unknown,
  { broken }: Texts = english,
): string | undefined {
  const problem = databaseProblem(error);
  return problem && broken.database[problem];
}

/** SQLite: somebody else holds the lock that was asked for. */
export function isDatabaseBusy(error: unknown): boolean {
  return databaseProblem(error) === "busy";
}

function databaseProblem(error: unknown): Problem | undefined {
  const parsed = driverError.safeParse(error);
  if (!parsed.success) return undefined;
  const { code, errcode, message, syscall } = parsed.data;
  if (errcode !== undefined) return sqliteProblem(errcode & 0xff);
  // Only PostgreSQL is connected to, whatever goes wrong with it.
  if (syscall === "connect" || syscall === "getaddrinfo") return "away";
  return code === undefined ? messageProblem(message) : codeProblem(code);
}

/** https://sqlite.org/rescode.html */
function sqliteProblem(kind: number): Problem | undefined {
  switch (kind) {
    case 5: // busy
    case 6: // locked
      return "busy";
    case 8: // readonly
      return "readOnly";
    case 10: // ioerr
      return "disk";
    case 11: // corrupt
    case 26: // notadb
      return "damaged";
    case 13: // full
      return "full";
    case 3: // perm
    case 14: // cantopen
      return "cannotOpen";
    default:
      return undefined;
  }
}

/** Codes of the system, and of PostgreSQL: https://www.postgresql.org/docs/18/errcodes-appendix.html */
function codeProblem(code: string): Problem | undefined {
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "ENOTDIR":
    case "EISDIR":
    case "EEXIST":
    case "ELOOP":
    case "ENAMETOOLONG":
      return "cannotOpen";
    case "EROFS":
    case "25006": // read_only_sql_transaction
      return "readOnly";
    case "ENOSPC":
    case "EDQUOT":
    case "53100": // disk_full
      return "full";
    case "EIO":
    case "58030": // io_error
      return "disk";
    case "XX001": // data_corrupted
    case "XX002": // index_corrupted
      return "damaged";
    case "55P03": // lock_not_available
      return "busy";
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
      return "away";
    case "53300": // too_many_connections
      return "crowded";
    case "28000": // invalid_authorization_specification
    case "28P01": // invalid_password
      return "login";
    case "3D000": // invalid_catalog_name
      return "noDatabase";
    case "42501": // insufficient_privilege
      return "forbidden";
    default:
      return undefined;
  }
}

/** What the PostgreSQL driver finds itself has no code. */
function messageProblem(message: string): Problem | undefined {
  if (message.startsWith("SASL:")) return "login";
  const away =
    /^Connection terminated|^timeout e(xceeded|xpired)|connection error and is not queryable/;
  return away.test(message) ? "away" : undefined;
}
