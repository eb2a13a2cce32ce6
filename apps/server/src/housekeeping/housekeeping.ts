import {
  type Database,
  expireIdempotencyRecords,
  expirePreviousSecrets,
  expireRecoveries,
  expireSessions,
  run,
} from "@wth/database";
import { SESSION_AGE } from "../dashboard/limits.ts";
import { settleEndpoints } from "../holding/settle.ts";
import { watchEndpoints } from "../holding/watch-endpoints.ts";
import type { Log } from "../log.ts";
import { recoverDue } from "../recovery/recover-due.ts";
import { dropLogDays } from "./keep-log.ts";
import { type Repeating, repeat } from "./repeat.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const EXPIRED_AT_ONCE = 1_000;

/**
 * Begins what a worker does beside delivering, each at its own pace: clears away what has expired, drops the days of the log
 * that are over, disables endpoints that fail for days, holds and resumes deliveries, and works on recoveries. Any number of
 * workers can do it at once.
 */
export function startHousekeeping(database: Database, log: Log): Repeating {
  const works = [
    repeat("expire", log, async (signal) => {
      await clearExpired(database, signal);
      return 10 * MINUTE_MS;
    }),
    repeat("drop days of the log", log, (signal) => dropLogDays(database, log, signal)),
    repeat("watch endpoints", log, async () => {
      await watchEndpoints(database, log);
      return MINUTE_MS;
    }),
    repeat("settle endpoints", log, async (signal) => {
      await settleEndpoints(database, signal);
      return SECOND_MS;
    }),
    repeat("recover", log, async (signal) => Math.min(await recoverDue(database, signal), SECOND_MS)),
  ];
  return {
    stop: async () => {
      await Promise.all(works.map((work) => work.stop()));
    },
  };
}

/**
 * Forgets idempotency keys after their day, previous signing secrets after their grace period, sessions that have ended, and
 * recoveries of long ago.
 */
async function clearExpired(database: Database, signal: AbortSignal): Promise<void> {
  let expired = EXPIRED_AT_ONCE;
  while (expired === EXPIRED_AT_ONCE && !signal.aborted) {
    expired = (await run(database.pool, expireIdempotencyRecords, [EXPIRED_AT_ONCE])).length;
  }
  await run(database.pool, expirePreviousSecrets, []);
  await run(database.pool, expireSessions, [SESSION_AGE.idleSeconds]);
  await run(database.pool, expireRecoveries, [database.retentionDays]);
}
