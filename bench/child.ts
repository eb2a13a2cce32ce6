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
  const child = forkModule(path.join(import.meta.dirname, module), { args, env });
  const { port } = await nextMessage<{ port: number }>(child, module);
  return { process: child, port, stop: () => end(child) };
}

/** How a module is started. */
export interface ForkOptions {
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Flags of Node. */
  execArgv?: readonly string[];
}

/** Starts a module in a process of its own, which talks to this one. */
export function forkModule(file: string, { args = [], env = {}, execArgv = [] }: ForkOptions): ChildProcess {
  return fork(file, args, {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...env },
    execArgv: [...execArgv],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

/**
 * What a process says next.
 *
 * @param name as it is called in the error.
 * @throws when it ends instead.
 */
export function nextMessage<Message>(child: ChildProcess, name: string): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const onMessage = (message: Message) => {
    child.off("exit", onExit);
    resolve(message);
  };
  const onExit = (code: number | null, signal: string | null) => {
    child.off("message", onMessage);
    reject(new Error(`${name} ended (${code ?? signal}) before it answered.`));
  };
  child.once("message", onMessage).once("exit", onExit);
  return promise;
}

/** Sends a process a message. @returns what it says next. @throws when it ends instead. */
export function ask<Answer>(child: ChildProcess, question: string | object, name: string): Promise<Answer> {
  const answer = nextMessage<Answer>(child, name);
  child.send(question);
  return answer;
}

/** Ends a process with SIGTERM; resolves when it has ended. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}
