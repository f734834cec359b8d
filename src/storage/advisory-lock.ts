import type { Client } from "pg";
import { ConfigError } from "../core/errors.ts";

/** "moai" in ASCII. PostgreSQL keeps advisory locks apart by database. */
const lockKey = 0x6d6f6169;

/**
 * Lets one process use a PostgreSQL database, for as long as this connection lives. The server
 * frees the lock with the connection, however the process ends.
 */
export async function holdAdvisoryLock(
  client: Client,
  shown: string,
  onLost: () => void,
): Promise<{ readonly release: () => Promise<void> }> {
  let isHeld = false;
  // The error of a lost connection comes before its end, which is what is acted upon.
  client.on("error", () => {});
  client.on("end", () => {
    if (isHeld) onLost();
    isHeld = false;
  });
  const release = async () => {
    isHeld = false;
    await client.end();
  };

  try {
    await client.connect();
    // Seconds; with the default a holder whose host lost power keeps the lock for two hours.
    await client.query("set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10");
    isHeld = await tryLock(client);
    if (!isHeld) throw new ConfigError([await describeHolder(client, shown)]);
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock($1, 0) as locked",
    [lockKey],
  );
  return rows[0]?.locked === true;
}

async function describeHolder(client: Client, shown: string): Promise<string> {
  const { rows } = await client.query<{ pid: number; application_name: string | null }>(
    `select l.pid, a.application_name
       from pg_locks l left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = 0
        and l.database = (select oid from pg_database where datname = current_database())`,
    [lockKey],
  );
  const holder = rows[0];
  const who =
    holder === undefined
      ? ""
      : ` (${/^moai, (.+)$/.exec(holder.application_name ?? "")?.[1] ?? `PostgreSQL backend ${holder.pid}`})`;
  return `Another moai${who} already uses ${shown}. Stop it, or set DATABASE_URL to another database.`;
}
