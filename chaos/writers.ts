import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { endWithUs } from "./children.ts";
import type { Form } from "./forms.ts";
import type { Random } from "./random.ts";

/** What a writer's process is told. */
export interface WriterOrder {
  url: string;
  name: string;
  seed: number;
  lanes: number;
  eventsPerSecond: number;
  integrationIds: readonly string[];
}

/** What a writer's process says of each batch. */
export type WriterNote = { committed: string; size: number } | { rolledBack: string } | { failed: string };

/** The writer processes, and what they said of what they wrote. */
export class Writers {
  /** Batches that were said to be committed, and their sizes: all of their events must be delivered. */
  readonly committed = new Map<string, number>();
  /** Batches that were rolled back: none of their events may exist. */
  readonly rolledBack = new Set<string>();
  /** Events of the committed batches. */
  events = 0;
  /** Transactions that failed, as they do while the database is away: whether they committed is open. */
  failed = 0;
  killed = 0;
  readonly failures: string[] = [];
  readonly #form: Form;
  readonly #order: Pick<WriterOrder, "url" | "integrationIds">;
  readonly #random: Random;
  readonly #running = new Set<ChildProcess>();
  readonly #enough = Promise.withResolvers<void>();
  #started = 0;
  #stopping = false;

  constructor(form: Form, order: Pick<WriterOrder, "url" | "integrationIds">, random: Random) {
    this.#form = form;
    this.#order = order;
    this.#random = random;
  }

  /** Starts all of them; resolves when as many events are committed as the form asks for. */
  async write(): Promise<void> {
    for (let n = 0; n < this.#form.writers; n += 1) this.#start();
    await this.#enough.promise;
    await this.#stop();
  }

  /** Kills one with -9, and starts another in its place. */
  kill(): void {
    const victim = this.#random.pick([...this.#running]);
    if (victim === undefined || this.#stopping) return;
    this.#running.delete(victim);
    this.killed += 1;
    victim.kill("SIGKILL");
    this.#start();
  }

  #start(): void {
    this.#started += 1;
    const child = fork(path.join(import.meta.dirname, "writer-process.ts"), {
      env: { PATH: process.env.PATH },
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    endWithUs(child);
    this.#running.add(child);
    child.on("message", (said: WriterNote) => this.#note(said));
    child.once("exit", (code, signal) => {
      if (!this.#running.delete(child) || this.#stopping) return;
      this.failures.push(`A writer ended by itself (${code ?? signal}).`);
      this.#start();
    });
    const { events, writeSeconds, writers, lanes } = this.#form;
    const order: WriterOrder = {
      ...this.#order,
      name: `w${this.#started}`,
      seed: this.#random.integer(0, 2 ** 31),
      lanes,
      eventsPerSecond: events / writeSeconds / writers,
    };
    child.send(order);
  }

  #note(said: WriterNote): void {
    if ("rolledBack" in said) this.rolledBack.add(said.rolledBack);
    else if ("failed" in said) this.failed += 1;
    else {
      this.committed.set(said.committed, said.size);
      this.events += said.size;
      if (this.events >= this.#form.events) this.#enough.resolve();
    }
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(
      [...this.#running].map(async (child) => {
        const exit = once(child, "exit");
        child.send("stop");
        await exit;
      }),
    );
  }
}
