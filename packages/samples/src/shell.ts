import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 20;

/** How a shell is started. */
export interface ShellOptions {
  readonly program: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A terminal window: a shell with a process group of its own, which Ctrl+C reaches as a whole.
 *
 * It prints into files. A program that shares a pipe with others can make it refuse writes instead of waiting while nobody
 * reads, for all of them: a command would then fail because this process was busy.
 */
export class Shell {
  readonly #shell: ChildProcess;
  readonly #folder = mkdtempSync(path.join(tmpdir(), "wth-shell-"));
  readonly #closed: Promise<unknown>;
  /** What is left when the files are gone. */
  #printed: Record<"output" | "errors", string> | null = null;
  #marks = 0;

  constructor({ program, args = [], cwd, env }: ShellOptions) {
    const files = ["output", "errors"].map((name) => openSync(path.join(this.#folder, name), "a"));
    // The last is held by everything that is started here: it closes with the last of them.
    this.#shell = spawn(program, args, { cwd, env, detached: true, stdio: ["pipe", ...files, "pipe"] });
    for (const file of files) closeSync(file);
    // What is typed into a shell that has ended goes nowhere; that it has ended is seen by `ended`.
    this.#shell.stdin?.on("error", () => {});
    this.#shell.stdio[3]?.on("data", () => {});
    this.#closed = once(this.#shell, "close");
  }

  /** What was printed so far. */
  get output(): string {
    return this.#read("output");
  }

  /** What was printed so far on standard error. */
  get errors(): string {
    return this.#read("errors");
  }

  #read(name: "output" | "errors"): string {
    return this.#printed?.[name] ?? readFileSync(path.join(this.#folder, name), "utf8");
  }

  /** Whether a command has ended the shell. */
  get ended(): boolean {
    return this.#shell.exitCode !== null || this.#shell.signalCode !== null;
  }

  type(commands: string): void {
    this.#shell.stdin?.write(`${commands}\n`);
  }

  /**
   * Types commands and waits until they are over.
   *
   * @returns what they printed; `finished` is false when one of them ended the shell, or the time was over.
   */
  async run(
    commands: string,
    timeoutMs: number,
  ): Promise<{ finished: boolean; output: string; errors: string }> {
    const [outputAt, errorsAt] = [this.output.length, this.errors.length];
    this.#marks += 1;
    const mark = `=== end ${this.#marks} of ${this.#shell.pid} ===`;
    this.type(`${commands}\necho '${mark}'; echo '${mark}' >&2`);
    const printed = () => [this.output.slice(outputAt), this.errors.slice(errorsAt)] as const;
    const deadline = Date.now() + timeoutMs;
    while (!printed().every((text) => text.includes(mark))) {
      if (this.ended || Date.now() > deadline) {
        const [output, errors] = printed();
        return { finished: false, output, errors };
      }
      await sleep(POLL_MS);
    }
    const [output = "", errors = ""] = printed().map((text) => text.slice(0, text.indexOf(mark)));
    return { finished: true, output, errors };
  }

  /** Presses Ctrl+C, and waits until everything that was started here has ended. */
  async interrupt(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** Ends the shell and everything that was started here at once. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    this.#shell.stdin?.end();
    try {
      if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, signal);
    } catch {
      // All gone already.
    }
    await this.#closed;
    this.#printed ??= { output: this.output, errors: this.errors };
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
