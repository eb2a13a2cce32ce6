import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { endWithUs } from "./children.ts";
import type { Form } from "./forms.ts";
import type { Random } from "./random.ts";

const MAIN = fileURLToPath(import.meta.resolve("@wth/server/main.ts"));
const CONNECTIONS = import.meta.resolve("./connections.ts");
/** How a worker that was killed is replaced: after a moment, as a supervisor would. */
const REPLACE_MS = 500;
/** A worker that was paused is left alone for so long, so that it comes to write what it has. */
const SPARED_MS = 3_000;
/** A connection that was opened no longer ago than this has hardly been answered over. */
const SENDING_MS = 20;
/** If none opens any for so long, something is wrong. */
const SEND_DEADLINE_MS = 60_000;
/** How many of a process's last words are kept. */
const KEPT_OUTPUT = 4_000;

/** One worker process, from its start to its end. Times are Unix milliseconds. */
export interface WorkerLife {
  name: string;
  /** Null unless it was killed. */
  killedAt: number | null;
  /** Null unless it was paused; then also when it was woken. */
  pausedAt: number | null;
  resumedAt: number | null;
}

/** A connection that a worker opened to a receiver. */
export interface Opened {
  /** The name of the worker. */
  worker: string;
  port: number;
  at: number;
}

interface Running {
  life: WorkerLife;
  child: ChildProcess;
  /** When it last opened a connection to a receiver; 0 before the first. */
  openedAt: number;
  ending: boolean;
  output: string;
}

/** The worker processes: the server's own program, with the role of a worker. */
export class Workers {
  readonly lives: WorkerLife[] = [];
  readonly opened: Opened[] = [];
  /** Processes that ended although nobody ended them, or did not stop as they should: there must be none. */
  readonly failures: string[] = [];
  /** Outcomes that workers gave up because their lease had passed to another. */
  refused = 0;
  /** Starts that found no database; like any supervisor, we try again. */
  coldStarts = 0;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #running = new Set<Running>();
  #stopping = false;

  constructor(form: Form, databaseUrl: string, secretsKeys: string) {
    this.#env = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      WTH_SECRETS_KEYS: secretsKeys,
      WTH_ROLES: "worker",
      WTH_ALLOW_INSECURE_WEBHOOKS: "1",
      WTH_RETRY_SCHEDULE: form.schedule.join(","),
      WTH_ATTEMPT_TIMEOUT_MS: String(form.attemptTimeoutMs),
      WTH_LEASE_SECONDS: String(form.leaseSeconds),
      LOG_LEVEL: "warn",
    };
  }

  /** Starts one more. */
  start(): void {
    if (this.#stopping) return;
    const life = { name: `worker ${this.lives.length + 1}`, killedAt: null, pausedAt: null, resumedAt: null };
    const child = spawn(process.execPath, ["--import", CONNECTIONS, MAIN], {
      env: this.#env,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    endWithUs(child);
    const running: Running = { life, child, openedAt: 0, ending: false, output: "" };
    this.lives.push(life);
    this.#running.add(running);
    this.#hear(running);
    child.once("exit", (code, signal) => this.#ended(running, `${code ?? signal}`));
  }

  /** Resolves when the first of them sends something. */
  async sending(): Promise<void> {
    await this.#sending();
  }

  /** Kills one with -9, and starts another in its place a moment later. @returns its name; null if none is up. */
  kill(random: Random): string | null {
    const victim = this.#choose(random);
    if (victim === undefined) return null;
    victim.ending = true;
    victim.child.kill("SIGKILL");
    victim.life.killedAt = Date.now();
    setTimeout(() => this.start(), random.between(0, REPLACE_MS));
    return victim.life.name;
  }

  /** Stops one with SIGSTOP for so long, while it has attempts in flight, then wakes it. */
  async pause(seconds: number): Promise<WorkerLife> {
    const { life, child } = await this.#sending();
    life.pausedAt = Date.now();
    child.kill("SIGSTOP");
    await sleep(seconds * 1_000);
    life.resumedAt = Date.now();
    child.kill("SIGCONT");
    return life;
  }

  /** Ends all with SIGTERM; each must exit with 0. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(
      [...this.#running].map(async (running) => {
        const { child, life } = running;
        running.ending = true;
        const exit = once(child, "exit");
        child.kill("SIGTERM");
        const [code] = await exit;
        if (code !== 0) this.failures.push(`${life.name} stopped with ${code}: ${running.output}`);
      }),
    );
  }

  /** Kills what is left, when a run is broken off. */
  abandon(): void {
    this.#stopping = true;
    for (const running of this.#running) {
      running.ending = true;
      running.child.kill("SIGKILL");
    }
  }

  /** One that opened a connection just now, and so is about to send over it. */
  async #sending(): Promise<Running> {
    for (const deadline = Date.now() + SEND_DEADLINE_MS; Date.now() < deadline; await sleep(1)) {
      const isSending = ({ openedAt, ending }: Running) => !ending && openedAt > Date.now() - SENDING_MS;
      const sending = [...this.#running].find(isSending);
      if (sending !== undefined) return sending;
    }
    throw new Error("No worker sends anything.");
  }

  /** One that may be ended: not paused nor just woken, and rather one that has begun to send. */
  #choose(random: Random): Running | undefined {
    const up = [...this.#running].filter(({ life, ending }) => !ending && !isSpared(life));
    return random.pick(up.filter(({ openedAt }) => openedAt > 0)) ?? random.pick(up);
  }

  #hear(running: Running): void {
    const [, stdout, stderr, reports] = running.child.stdio;
    eachLine(reports, (line) => {
      const [port = Number.NaN, at = Number.NaN] = line.split(" ").map(Number);
      running.openedAt = at;
      this.opened.push({ worker: running.life.name, port, at });
    });
    eachLine(stdout, (line) => {
      if (line.includes('"The lease was lost')) this.refused += 1;
      else running.output = (running.output + line).slice(-KEPT_OUTPUT);
    });
    eachLine(stderr, (line) => {
      running.output = (running.output + line).slice(-KEPT_OUTPUT);
    });
  }

  #ended(running: Running, how: string): void {
    this.#running.delete(running);
    if (running.ending) return;
    if (running.output.includes("Cannot start.")) this.coldStarts += 1;
    else this.failures.push(`${running.life.name} ended by itself (${how}): ${running.output}`);
    setTimeout(() => this.start(), REPLACE_MS);
  }
}

function isSpared({ pausedAt, resumedAt }: WorkerLife): boolean {
  return pausedAt !== null && (resumedAt === null || Date.now() < resumedAt + SPARED_MS);
}

function eachLine(stream: unknown, take: (line: string) => void): void {
  // Safe: spawned with pipes, each of which is a stream to read from.
  createInterface({ input: stream as Readable }).on("line", take);
}
