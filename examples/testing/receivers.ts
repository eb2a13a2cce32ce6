import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@wth/server/test/process.ts";

const START_MS = 15_000;

/** An example that runs. */
export interface Receiver {
  /** Where it receives. */
  readonly url: string;
  /** The lines that it has printed so far. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

/** Starts an example as its first lines say, and waits until it listens. */
export async function startReceiver(file: string, secret: string): Promise<Receiver> {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "..", file)], {
    env: { PATH: process.env.PATH, PORT: String(port), WTH_WEBHOOK_SECRET: secret },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const lines = () => output.trim().split("\n");
  const deadline = Date.now() + START_MS;
  while (!lines().includes("waiting for deliveries")) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`${file} did not start:\n${output}`);
    await sleep(20);
  }
  return { url: `http://127.0.0.1:${port}/webhooks/wth`, lines, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill();
  await exit;
}
