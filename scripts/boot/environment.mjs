import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Programs of the installed packages. */
export const BIN = join(ROOT, "node_modules", ".bin");

/** The version of pnpm that made the lockfile; the same as `packageManager` in package.json. */
export const PNPM_VERSION = "12.18.0";

/** The server and the tools run TypeScript directly, which needs this version of Node. */
const NODE_FOR_TYPESCRIPT = 24;

/** A failure whose message tells the user what to do; shown without a stack. */
export class BootError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "BootError";
  }
}

/**
 * The Node that runs TypeScript: the one the project carries as a dependency, else the current one.
 *
 * @returns {string} path of the program
 * @throws {BootError} when neither will do
 */
export function nodeProgram() {
  const carried = join(BIN, "node");
  if (existsSync(carried)) return carried;
  if (Number(process.versions.node.split(".")[0]) >= NODE_FOR_TYPESCRIPT) return process.execPath;
  throw new BootError(
    `The project carries no Node for ${process.platform} on ${process.arch}, and this is Node ${process.versions.node}. ` +
      `Install Node ${NODE_FOR_TYPESCRIPT} or newer and run it again.`,
  );
}

/**
 * The environment for tools: installed programs first, nothing sent home, no notices of newer versions.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  return {
    ...process.env,
    PATH: [BIN, process.env.PATH ?? ""].join(delimiter),
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
}

/**
 * The environment for the repository's programs: the caller's own, because what is configured there is theirs to read. The
 * system resolves names on Node's threads, of which there are four unless the start of the process says otherwise: too few
 * for a worker, when the name servers of some receivers hang.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function programEnvironment() {
  return { UV_THREADPOOL_SIZE: "64", ...process.env };
}

/**
 * One line for the user. On stderr, because stdout belongs to the program that is started.
 *
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {number} since a `performance.now()`
 * @returns {string} such as `3.2 s`
 */
export function elapsed(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
