import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 30;

/** A program that has ended, or that listens on the port that it was given. */
export interface Running {
  readonly state: "ended" | "listening" | "late";
  readonly code: number | null;
  output(): string;
  stop(): Promise<void>;
}

/** How a program is started. */
export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where it may listen. */
  readonly port: number;
  readonly timeoutMs: number;
}

/** Runs a program until it has ended or listens; one that does neither in its time is late. */
export async function start({ program, args, cwd, env, port, timeoutMs }: Start): Promise<Running> {
  // A group of its own: `go run` starts the program that listens as a child.
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      output += chunk;
    });
  const failed = once(child, "error").then(([error]) => {
    output += String(error);
  });
  const closed = Promise.race([once(child, "close"), failed]);
  const deadline = Date.now() + timeoutMs;
  let state: Running["state"] = "late";
  while (state === "late" && Date.now() < deadline) {
    if (await Promise.race([closed.then(() => true), sleep(POLL_MS, false)])) state = "ended";
    else if (await listens(port)) state = "listening";
  }
  const stop = async () => {
    end(child);
    await closed;
  };
  if (state === "late") await stop();
  return { state, code: child.exitCode, output: () => output, stop };
}

function end(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

/** Whether something takes connections on the port of this machine, over IPv4 or IPv6. */
export async function listens(port: number): Promise<boolean> {
  const tries = ["127.0.0.1", "::1"].map(
    (host) =>
      new Promise<boolean>((resolve) => {
        const socket = connect({ host, port }, () => {
          socket.destroy();
          resolve(true);
        });
        socket.on("error", () => resolve(false));
      }),
  );
  return (await Promise.all(tries)).includes(true);
}
