import { spawn } from "node:child_process";
import { constants } from "node:os";
import { BootError, ROOT, toolEnvironment } from "./environment.mjs";

/** @typedef {import("node:child_process").StdioOptions} StdioOptions */

const FORWARDED_SIGNALS = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * Runs a program to its end, passing on the signals this process gets, so that stopping npm stops the server in
 * order instead of orphaning it.
 *
 * A terminal sends Ctrl-C to the whole group, so the program may get the same signal twice; it must take the
 * second as a repetition.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ stdio?: StdioOptions, env?: NodeJS.ProcessEnv, whenMissing?: string }} [options]
 * @returns {Promise<number>} its exit code; 128 + the signal's number if a signal ended it
 * @throws {BootError} when the program cannot be started
 */
export async function run(program, args, options = {}) {
  const child = spawn(program, args, {
    cwd: ROOT,
    env: options.env ?? toolEnvironment(),
    stdio: options.stdio ?? "inherit",
  });
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  for (const signal of FORWARDED_SIGNALS) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", (error) =>
        reject(new BootError(options.whenMissing ?? `Cannot run ${program}: ${error.message}`)),
      );
      child.once("exit", (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
  } finally {
    for (const signal of FORWARDED_SIGNALS) process.off(signal, forward);
  }
}

/** For tools whose output is only progress: stdout is kept for the program that is started in the end. */
export const OUTPUT_TO_STDERR = /** @type {StdioOptions} */ (["ignore", 2, 2]);
