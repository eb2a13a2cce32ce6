import type { ClientBase } from "pg";

/** Who makes or drops partitions holds it: "WTHL". */
const ADVISORY_LOCK = 0x5754484c;
/**
 * The longest that partitions wait for a lock, and so the longest that writers wait behind them: every statement of the
 * program is over sooner. What takes longer, such as a backup, is not waited for.
 */
const LOCK_TIMEOUT_MS = 100;
/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Changes the partitions of one table of the log in one transaction, under a lock that keeps everybody else away from it.
 *
 * Guarantees: one at a time of all processes; who reads or writes the log waits for at most 100 ms and what `work` takes
 * (some milliseconds), however long others keep the table. So short a lock instead of detaching concurrently, because that
 * waits for every open transaction, cannot be part of one, and leaves a partition half detached when it is interrupted.
 * One table at a time: who locks several can be part of a deadlock.
 *
 * @returns what `work` returned; null when somebody else is at it, or keeps the table: to be tried again.
 */
export async function briefly<T>(
  client: ClientBase,
  table: string,
  work: () => Promise<T>,
): Promise<T | null> {
  await client.query("BEGIN");
  try {
    await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS taken", [
      ADVISORY_LOCK,
    ]);
    if (rows[0]?.taken !== true) {
      await client.query("ROLLBACK");
      return null;
    }
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // a lost connection has rolled back already
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return null;
    throw error;
  }
}
