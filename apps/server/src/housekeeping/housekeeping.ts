import { type Database, expireIdempotencyRecords, run, statement } from "@wth/database";
import type { Log } from "../log.ts";

const EVERY_MS = 10 * 60_000;
const BATCH = 1_000;

/** Forgets previous signing secrets whose grace period has ended. */
const expirePreviousSecrets = statement<readonly [], Record<never, never>>(
  "expire_previous_secrets",
  `
UPDATE webhook_endpoints SET previous_secret = NULL, previous_secret_until = NULL WHERE previous_secret_until < now()
`,
);

/** Clears away what has expired, now and every ten minutes. */
export function startHousekeeping(database: Database, log: Log): { stop(): Promise<void> } {
  let stopped = false;
  let running = Promise.resolve();
  const tidy = async () => {
    try {
      let expired = BATCH;
      while (expired === BATCH && !stopped) {
        expired = (await run(database.pool, expireIdempotencyRecords, [BATCH])).length;
      }
      await run(database.pool, expirePreviousSecrets, []);
    } catch (error) {
      log.warn({ err: error }, "Housekeeping failed; it is tried again in ten minutes.");
    }
  };
  running = tidy();
  const timer = setInterval(() => {
    running = running.then(tidy);
  }, EVERY_MS);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
