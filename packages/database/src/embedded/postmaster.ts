import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { EmbeddedPostgresError, hasCode } from "./errors.ts";

/** What `postmaster.pid` says (PostgreSQL's `src/include/utils/pidfile.h`: one fact a line). */
export interface PostmasterFile {
  pid: number;
  /** The data directory as the server was told it. */
  dataDirectory: string;
  /** null until the server has bound its port. */
  port: number | null;
  /** Accepts connections. */
  ready: boolean;
}

/** How long a server may take over a fast shutdown (it writes a checkpoint) before it is hurried. */
const FAST_SHUTDOWN_MS = 30_000;
/** How long an immediate shutdown may take. */
const IMMEDIATE_SHUTDOWN_MS = 10_000;

/** Reads `postmaster.pid` of a cluster; null when there is none or it is only half written. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let text: string;
  try {
    text = readFileSync(join(cluster, "postmaster.pid"), "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
  const [pid, dataDirectory, , port, , , , status] = text.split("\n");
  if (pid === undefined || !/^\d+$/.test(pid) || dataDirectory === undefined) return null;
  return {
    pid: Number(pid),
    dataDirectory,
    port: port !== undefined && /^[1-9]\d*$/.test(port) ? Number(port) : null,
    ready: status?.trim() === "ready",
  };
}

/** Whether a process exists and is not a zombie (a container's first process may never reap its orphans). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, "EPERM");
  }
  if (process.platform !== "linux") return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.charAt(stat.lastIndexOf(")") + 2) !== "Z";
  } catch {
    return false;
  }
}

/**
 * Whether the process named in `postmaster.pid` really is the PostgreSQL of this cluster. Process numbers are
 * reused, after a reboot almost surely, so the number alone proves nothing.
 */
export function servesCluster(file: PostmasterFile, cluster: string): boolean {
  if (!isAlive(file.pid)) return false;
  if (process.platform === "linux") {
    try {
      const program = readlinkSync(`/proc/${file.pid}/exe`).replace(/ \(deleted\)$/, "");
      return (
        basename(program) === "postgres" && readlinkSync(`/proc/${file.pid}/cwd`) === realpathSync(cluster)
      );
    } catch {
      return false; // another user's process, or gone meanwhile
    }
  }
  try {
    const command = execFileSync("ps", ["-o", "comm=", "-p", String(file.pid)], { encoding: "utf8" }).trim();
    return basename(command) === "postgres" && realpathSync(file.dataDirectory) === realpathSync(cluster);
  } catch {
    return false;
  }
}

/**
 * Clears the way for a start: shuts down a PostgreSQL that outlived the program which started it, and removes
 * a `postmaster.pid` and a socket's lock whose number now belongs to some other program (PostgreSQL would refuse to
 * start).
 * Call it only while holding the folder's lock.
 *
 * @throws EmbeddedPostgresError when the leftover server does not go away.
 */
export async function clearLeftover(cluster: string, log: (message: string) => void): Promise<void> {
  if (!existsSync(cluster)) return;
  const file = readPostmasterFile(cluster);
  if (file !== null && isAlive(file.pid)) {
    if (servesCluster(file, cluster)) {
      log("Stopping a database process that an earlier run left behind…");
      await shutDown(file.pid, () => !isAlive(file.pid));
    } else rmSync(join(cluster, "postmaster.pid"), { force: true });
  }
  // The socket's lock names a process too.
  for (const entry of readdirSync(cluster))
    if (entry.startsWith(".s.PGSQL.")) rmSync(join(cluster, entry), { force: true });
}

/**
 * Shuts a server down: SIGINT (fast: ends sessions, writes a checkpoint), and if that takes too long SIGQUIT
 * (immediate: the next start recovers from the log, nothing committed is lost).
 * https://www.postgresql.org/docs/18/server-shutdown.html
 *
 * @param gone tells whether the server has ended.
 * @throws EmbeddedPostgresError when it survives both.
 */
export async function shutDown(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, patience] of [
    ["SIGINT", FAST_SHUTDOWN_MS],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    if (gone()) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!hasCode(error, "ESRCH")) throw error;
    }
    const deadline = Date.now() + patience;
    while (!gone() && Date.now() < deadline) await delay(5);
  }
  if (!gone())
    throw new EmbeddedPostgresError(
      `The database process ${pid} does not stop. End it by hand, then start again.`,
    );
}
