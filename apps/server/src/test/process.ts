import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const main = path.resolve(import.meta.dirname, "../main.ts");
const START_MS = 30_000;

/** A server of its own process, as `npm start` runs it. */
export interface ServerProcess {
  baseUrl: string;
  /** What it has written so far, both streams. */
  output(): string;
  /** Sends a signal and waits for nothing: SIGSTOP and SIGCONT, say. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal and waits until the process is gone. @returns its exit code; null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the server's program and waits until it answers `/health` (or, for a worker alone, until it says that it runs).
 *
 * @param env its environment beside PATH and a free PORT: nothing else is passed on.
 */
export async function startServerProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, PORT: String(port), WTH_ALLOW_INSECURE_WEBHOOKS: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  await started(child, () => output);
  return {
    baseUrl: `http://127.0.0.1:${port}/api/v1`,
    output: () => output,
    signal: (signal) => child.kill(signal),
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) {
        const exit = once(child, "exit");
        child.kill(signal);
        await exit;
      }
      return child.exitCode;
    },
  };
}

async function started(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!output().includes('"msg":"started"')) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`The server did not start:\n${output()}`);
    }
    await sleep(20);
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("A TCP server has an address.");
  return address.port;
}
