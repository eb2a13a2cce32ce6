import {
  type Database,
  disableFailingEndpoints,
  noteFailingEndpoints,
  reviveEndpoints,
  run,
} from "@wth/database";
import type { Log } from "../log.ts";

/** An endpoint is disabled after failing for so long without one success… */
export const FAILING_SECONDS = 5 * 24 * 60 * 60;
/** …and so often. */
export const FAILURES = 20;

/**
 * Disables endpoints that have failed for five days, at least twenty times, without one success; their deliveries wait from
 * then on. The five days begin with the first failure after the last success, and not with the success, so that one that had
 * nothing to receive for a week is not disabled for a bad minute. To be run each minute, by any number of workers.
 */
export async function watchEndpoints(database: Database, log: Log): Promise<void> {
  for (const endpoint of await run(database.pool, reviveEndpoints, []))
    log.info(
      endpoint,
      "An endpoint that was disabled for failing has succeeded after all, and is enabled again.",
    );
  await run(database.pool, noteFailingEndpoints, []);
  for (const endpoint of await run(database.pool, disableFailingEndpoints, [FAILING_SECONDS, FAILURES]))
    log.warn(
      endpoint,
      "An endpoint has been disabled: it failed for five days. Its deliveries wait until it is enabled.",
    );
}
