import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 10;
/** For what an ended shell has printed to arrive. */
const DRAIN_MS = 200;

/** How a shell is started. */
export interface ShellOptions {
  readonly program: string;
  readonly args?: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A terminal window: a shell with a process group of its own, which Ctrl+C reaches as a whole. */
export class Shell {
  output = "";
  errors = "";
  readonly #shell: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<unknown>;
  #marks = 0;

  constructor({ program, args = [], cwd, env }: ShellOptions) {
    this.#shell = spawn(program, args, { cwd, env, detached: true });
    this.#shell.stdout.on("data", (chunk) => {
      this.output += chunk;
    });
    this.#shell.stderr.on("data", (chunk) => {
      this.errors += chunk;
    });
    // What is typed into a shell that has ended goes nowhere; that it has ended is seen by `ended`.
    this.#shell.stdin.on("error", () => {});
    this.#closed = once(this.#shell, "close");
  }

  /** Whether a command has ended the shell. */
  get ended(): boolean {
    return this.#shell.exitCode !== null || this.#shell.signalCode !== null;
  }

  type(commands: string): void {
    this.#shell.stdin.write(`${commands}\n`);
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
        // What it left in the background may hold its pipes open, so that they never close.
        if (this.ended) await sleep(DRAIN_MS);
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
    this.#shell.stdin.end();
    try {
      if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, signal);
    } catch {
      // All gone already.
    }
    await this.#closed;
  }
}
