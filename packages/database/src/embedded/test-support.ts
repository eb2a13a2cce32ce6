import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { layoutOf } from "./layout.ts";
import { clearLeftover, isAlive } from "./postmaster.ts";

/** A throw-away data folder. `clean()` stops whatever still runs in it. */
export interface Scratch {
  dataDir: string;
  clean(): Promise<void>;
}

/**
 * Makes an empty data folder inside a new temporary folder.
 *
 * @param parentMode permissions of that temporary folder: 0o700 closes it to all but its owner.
 * @param owner user id that the folders belong to, when run as root.
 */
export function scratch(parentMode = 0o755, owner?: number): Scratch {
  const parent = mkdtempSync(join(tmpdir(), "wth-embedded-"));
  chmodSync(parent, parentMode);
  if (owner !== undefined) chownSync(parent, owner, owner);
  const dataDir = join(parent, "data");
  return {
    dataDir,
    async clean() {
      await clearLeftover(layoutOf(dataDir).cluster, () => {});
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** A separate Node process with an embedded database, see `test-child.ts`. */
export interface Child {
  process: ChildProcess;
  /** What it printed once its database was up, or the reason why it is not. */
  started: Promise<{ url?: string; error?: string }>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts `test-child.ts` on a data folder, as `uid` when given. */
export function startChild(dataDir: string, uid?: number): Child {
  const script = fileURLToPath(new URL("./test-child.ts", import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const exited = once(child, "exit");
  return { process: child, started: firstLine(child), kill: (signal) => killAndWait(child, signal, exited) };
}

async function firstLine(child: ChildProcess): Promise<{ url?: string; error?: string }> {
  if (child.stdout === null) throw new Error("the child has no stdout");
  for await (const line of createInterface({ input: child.stdout })) {
    const message: unknown = JSON.parse(line);
    if (typeof message === "object" && message !== null) return message;
  }
  return {}; // it was killed before it had anything to say
}

async function killAndWait(
  child: ChildProcess,
  signal: NodeJS.Signals,
  exited: Promise<unknown>,
): Promise<void> {
  child.kill(signal);
  await exited;
}

/** Runs one statement on a connection of its own and resolves to the first column of its first row. */
export async function queryOne(url: string | null | undefined, sql: string): Promise<unknown> {
  if (typeof url !== "string") throw new Error(`no database to ask: ${sql}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    const row: unknown = rows[0];
    return Array.isArray(row) ? row[0] : undefined;
  } finally {
    await client.end();
  }
}

/** Process id of the PostgreSQL that serves a data folder. */
export function postmasterPid(dataDir: string): number {
  const pid = Number(readFileSync(join(layoutOf(dataDir).cluster, "postmaster.pid"), "utf8").split("\n")[0]);
  if (!isAlive(pid)) throw new Error(`process ${pid} is not running`);
  return pid;
}
