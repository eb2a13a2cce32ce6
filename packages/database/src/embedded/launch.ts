import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { postgresEnvironment } from "./cluster.ts";
import { EmbeddedPostgresError } from "./errors.ts";
import type { Layout } from "./layout.ts";
import { claimablePort, rememberedPort } from "./ports.ts";
import { clearLeftover, readPostmasterFile, shutDown } from "./postmaster.ts";
import { giveTo, type Runner } from "./runner.ts";
import { type PostgresSettings, settingArguments } from "./settings.ts";

/** A PostgreSQL that accepts connections. */
export interface LaunchedPostgres {
  process: ChildProcess;
  pid: number;
  port: number;
}

/** What a launch needs to know. */
export interface LaunchPlan {
  layout: Layout;
  runner: Runner;
  /** A port that must be used, or null for the remembered or any free one. */
  port: number | null;
  settings: PostgresSettings;
  log: (message: string) => void;
}

/** After a kill -9 of the postmaster its sessions take a moment to notice and let go of the shared memory. */
const SETTLE_MS = 15_000;
/** Recovery after a crash replays at most `max_wal_size`; longer than this and something else is wrong. */
const READY_MS = 300_000;
const PROGRESS_MS = 5_000;
const MAX_LOG_BYTES = 10_000_000;

/** What PostgreSQL's last words mean for the next try. Its messages are English: the locale is `C`. */
const PORT_TAKEN = /Address already in use|could not create any TCP\/IP sockets/;
const NOT_SETTLED = /pre-existing shared memory block|lock file "postmaster\.pid" already exists/;

/**
 * Starts PostgreSQL on a complete cluster and waits until it accepts connections.
 * Tries again while an earlier server's remains settle, and with another port when the port is taken in between.
 *
 * @throws EmbeddedPostgresError with PostgreSQL's own last words when it does not start.
 */
export async function launch(plan: LaunchPlan): Promise<LaunchedPostgres> {
  const deadline = Date.now() + SETTLE_MS;
  let avoid: number | null = null;
  for (;;) {
    await clearLeftover(plan.layout.cluster, plan.log);
    const port = await pickPort(plan, avoid);
    const outcome = await tryLaunch(plan, port);
    if (typeof outcome !== "string") {
      writeFileSync(plan.layout.port, `${port}\n`);
      giveTo(plan.runner.owner, plan.layout.port);
      return outcome;
    }
    const portTaken = PORT_TAKEN.test(outcome);
    if (Date.now() > deadline || !(portTaken || NOT_SETTLED.test(outcome)))
      throw didNotStart(plan.layout, outcome);
    if (portTaken) avoid = port;
    await delay(100);
  }
}

async function pickPort(plan: LaunchPlan, avoid: number | null): Promise<number> {
  if (plan.port !== null) {
    if ((await claimablePort(plan.port)) !== null) return plan.port;
    throw new EmbeddedPostgresError(
      `The database's port ${plan.port} is taken by another program. Stop that program or choose another port.`,
    );
  }
  const remembered = rememberedPort(plan.layout.port);
  if (remembered !== null && remembered !== avoid && (await claimablePort(remembered)) !== null)
    return remembered;
  const free = await claimablePort(0);
  if (free === null)
    throw new EmbeddedPostgresError(
      "No free port on 127.0.0.1 for the database. Check the network settings.",
    );
  return free;
}

/** Resolves to the running server, or to what the server printed before it gave up. */
async function tryLaunch(plan: LaunchPlan, port: number): Promise<LaunchedPostgres | string> {
  const { layout, runner } = plan;
  const logStart = trimLog(layout);
  const child = startProcess(plan, port);
  giveTo(runner.owner, layout.log);
  let spawnError: Error | null = null;
  child.once("error", (error) => {
    spawnError = error;
  });
  const begun = Date.now();
  let progress = begun + PROGRESS_MS;
  while (spawnError === null && child.exitCode === null && child.signalCode === null) {
    const file = readPostmasterFile(layout.cluster);
    if (file?.ready === true && file.pid === child.pid) return { process: child, pid: file.pid, port };
    if (Date.now() > progress) {
      plan.log("The database is still starting (recovering from an unclean stop can take a while)…");
      progress += PROGRESS_MS;
    }
    if (Date.now() - begun > READY_MS) await giveUp(child, layout);
    await delay(5);
  }
  if (spawnError !== null) throw didNotStart(layout, String(spawnError));
  return logSince(layout, logStart) || `postgres ended with code ${child.exitCode ?? child.signalCode}`;
}

/**
 * Detached, so that Ctrl-C in the terminal reaches only the program, which then stops its database in order;
 * its output goes to a file, because a pipe would break when the program dies.
 */
function startProcess(plan: LaunchPlan, port: number): ChildProcess {
  const { file, args, options } = plan.runner.command(
    "postgres",
    plan.layout.cluster,
    settingArguments(port, plan.settings),
  );
  const output = openSync(plan.layout.log, "a", 0o600);
  try {
    return spawn(file, args, {
      ...options,
      env: postgresEnvironment(),
      detached: true,
      stdio: ["ignore", output, output],
    });
  } finally {
    closeSync(output);
  }
}

async function giveUp(child: ChildProcess, layout: Layout): Promise<never> {
  if (child.pid !== undefined)
    await shutDown(child.pid, () => child.exitCode !== null || child.signalCode !== null);
  throw didNotStart(layout, `not ready after ${READY_MS / 1000} s`);
}

function didNotStart(layout: Layout, lastWords: string): EmbeddedPostgresError {
  const tail = lastWords.trim().split("\n").slice(-5).join("\n");
  return new EmbeddedPostgresError(
    `The embedded database in ${layout.root} did not start. The full log is in ${layout.log}; it ends with:\n${tail}`,
  );
}

/** Empties an overgrown log; resolves to the length from which this start's lines begin. */
function trimLog(layout: Layout): number {
  if (!existsSync(layout.log)) return 0;
  const { size } = statSync(layout.log);
  if (size <= MAX_LOG_BYTES) return size;
  truncateSync(layout.log);
  return 0;
}

function logSince(layout: Layout, offset: number): string {
  return existsSync(layout.log) ? readFileSync(layout.log).subarray(offset).toString("utf8") : "";
}
