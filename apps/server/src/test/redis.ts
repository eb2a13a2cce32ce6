import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { createClient } from "@redis/client";
import { describe, it } from "vitest";
import { freePort } from "./process.ts";

const START_MS = 10_000;

/** The `redis-server` on the PATH, if there is one. */
export const redisServer: string | null = findOnPath("redis-server");

/**
 * Tests that need a Redis. Without a `redis-server` on the PATH they cannot be held here: the run then says so, and
 * reports them as skipped.
 */
export function describeWithRedis(name: string, tests: () => void): void {
  if (redisServer !== null) {
    describe(name, tests);
    return;
  }
  const reason = `NOT PROVEN HERE: ${name}. There is no redis-server on the PATH; install one (apt-get install redis-server).`;
  it(`${name} (no redis-server on the PATH)`, (context) => {
    process.stderr.write(`${reason}\n`);
    context.skip(reason);
  });
}

/** An answer that is late because the machine is busy with other tests is not what these are about. */
export const PATIENT_MS = 5_000;

/** A Redis of a test's own, which keeps nothing on disk. */
export interface TestRedis {
  url: string;
  /** Sends a signal: SIGKILL ends it, SIGSTOP lets it hang, SIGCONT go on. */
  signal(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
  /** Runs one command. */
  command(...words: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a Redis on a free port. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await launch(port, url);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, "exit");
    child.kill(signal);
    await exit;
  };
  return {
    url,
    signal: async (signal) => {
      if (signal === "SIGKILL") await end(signal);
      else child.kill(signal);
    },
    restart: async () => {
      await end("SIGKILL");
      child = await launch(port, url);
    },
    command: (...words) => command(url, words),
    stop: () => end("SIGKILL"),
  };
}

async function launch(port: number, url: string): Promise<ChildProcess> {
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn(redisServer ?? "redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const deadline = Date.now() + START_MS;
  for (;;) {
    try {
      await command(url, ["PING"]);
      return child;
    } catch (error) {
      if (child.exitCode === null && Date.now() < deadline) continue;
      child.kill("SIGKILL");
      throw new Error(`redis-server did not start:\n${output}`, { cause: error });
    }
  }
}

async function command(url: string, words: readonly string[]): Promise<unknown> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on("error", () => {}); // connect() fails for the same reason
  await client.connect();
  try {
    return await client.sendCommand([...words]);
  } finally {
    client.destroy();
  }
}

function findOnPath(program: string): string | null {
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return path.join(folder, program);
    } catch {
      // Not in this one.
    }
  }
  return null;
}
