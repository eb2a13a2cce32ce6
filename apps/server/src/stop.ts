import type { Log } from "./log.ts";

/** Ctrl+C reaches the process twice, once from the terminal and once from the program that started it. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Has `stop` run once on SIGTERM or SIGINT, and the process exit 0 after it; somebody who asks again a moment later
 * does not have to wait.
 */
export function stopOnSignal(log: Log, stop: () => Promise<void>): void {
  let stoppingSince: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stoppingSince !== null) {
      if (Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = Date.now();
    log.info({ signal }, "stopping");
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "The process did not stop cleanly.");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}
