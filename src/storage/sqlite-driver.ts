import type { DatabaseSync } from "node:sqlite";
import {
  type CompiledQuery,
  type Driver,
  SelectQueryNode,
  type SqliteDatabase,
  SqliteDriver,
} from "kysely";
import type { WriteAheadLog } from "./write-ahead-log.ts";

/**
 * One connection, with which everybody takes turns in the order in which they came. A turn may begin while the
 * disk still takes what was written in the one before; but nobody is told that something is stored, or what is,
 * until the disk has all that was committed by then. Who is `ahead` does not wait for the disk.
 */
export function createSqliteDrivers(
  data: DatabaseSync,
  database: SqliteDatabase,
  wal: WriteAheadLog | undefined,
): { readonly driver: Driver; readonly ahead: Driver } {
  const driver = new SqliteDriver({
    database,
    async onCreateConnection(current) {
      if (!wal) return;
      const execute = current.executeQuery.bind(current);
      current.executeQuery = async <Row>(query: CompiledQuery) => {
        const result = await execute<Row>(query);
        if (!data.isTransaction && !SelectQueryNode.is(query.query)) wal.committed();
        return result;
      };
    },
  });

  const acquire = driver.acquireConnection.bind(driver);
  let lastTurn: Promise<void> = Promise.resolve();
  let endTurn: (() => void) | undefined;
  driver.acquireConnection = async () => {
    const { promise: isOver, resolve: end } = Promise.withResolvers<void>();
    const turnBefore = lastTurn;
    lastTurn = isOver;
    await turnBefore;
    endTurn = end;
    return await acquire();
  };
  driver.releaseConnection = async () => {
    endTurn?.();
    await wal?.reachDisk();
  };

  const rollback = driver.rollbackTransaction.bind(driver);
  // A full disk ends a transaction by itself: undoing it then would fail, and hide what had happened.
  driver.rollbackTransaction = async (current) => {
    if (data.isTransaction) await rollback(current);
  };

  const destroy = driver.destroy.bind(driver);
  driver.destroy = async () => {
    await wal?.reachDisk().catch(() => undefined);
    await destroy();
  };
  const ahead: Driver = {
    init: () => driver.init(),
    acquireConnection: () => driver.acquireConnection(),
    beginTransaction: (current) => driver.beginTransaction(current),
    commitTransaction: (current) => driver.commitTransaction(current),
    rollbackTransaction: (current) => driver.rollbackTransaction(current),
    releaseConnection: async () => endTurn?.(),
    // The connection is the other's to close.
    destroy: async () => undefined,
  };
  return { driver, ahead };
}
