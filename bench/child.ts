import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** A helper process that has said which port it listens on. */
export interface Child {
  process: ChildProcess;
  port: number;
  stop(): Promise<void>;
}

/** Starts a module of this folder in a process of its own; its first message is `{ port }`. */
export async function startChild(
  module: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Child> {
  const child = fork(path.join(import.meta.dirname, module), args, {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [message]: unknown[] = await once(child, "message");
  if (
    typeof message !== "object" ||
    message === null ||
    !("port" in message) ||
    typeof message.port !== "number"
  ) {
    throw new Error(`${module} did not say its port.`);
  }
  return {
    process: child,
    port: message.port,
    stop: async () => {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}
