import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@wth/database";
import { audit, type Finding } from "./audit.ts";
import { endpointPaths } from "./behaviours.ts";
import { type Endpoint, type Environment, makeEndpoint, startEnvironment } from "./environment.ts";
import { type Facts, readDatabase, readProgress } from "./facts.ts";
import { doFaults } from "./faults.ts";
import type { Form } from "./forms.ts";
import { Random } from "./random.ts";
import { type Receiver, startReceiver } from "./receiver.ts";
import { reportOf } from "./report.ts";
import { Workers } from "./workers.ts";
import { Writers } from "./writers.ts";

/** What a run came to. */
export interface RunResult {
  /** Whether everything held. */
  held: boolean;
  /** Events that are in the database. */
  committed: number;
  findings: readonly Finding[];
  report: string;
}

const PROGRESS_MS = 5_000;
const LOOK_MS = 250;

/**
 * One chaos run: endpoints of all kinds, events committed all the while, workers and the database killed, and then an
 * audit of what became of each event.
 *
 * @param seed of all randomness.
 * @param say told of progress and of each fault.
 */
export async function runChaos(form: Form, seed: number, say: (line: string) => void): Promise<RunResult> {
  const begun = performance.now();
  const environment = await startEnvironment(say);
  const receiver = await startReceiver(form, seed);
  let held = false;
  try {
    const endpoints = await makeEndpoints(form, environment, receiver);
    say(`${endpoints.length} endpoints are there. Now everything begins.`);
    const { facts, counts } = await deliver(form, seed, { environment, receiver, endpoints, say });
    const { view, findings } = audit(facts);
    held = findings.every(({ violations }) => violations.length === 0);
    const seconds = (performance.now() - begun) / 1_000;
    return {
      held,
      committed: facts.events.length,
      findings,
      report: reportOf(view, findings, { ...counts, seed, seconds }),
    };
  } finally {
    await receiver.stop();
    await environment.close(!held);
    if (!held) say(`What the run left is in ${environment.folder}.`);
  }
}

async function makeEndpoints(form: Form, environment: Environment, receiver: Receiver): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  for (const each of endpointPaths(form.endpoints))
    endpoints.push(await makeEndpoint(environment, each, receiver.urlOf(each)));
  receiver.learn(new Map(endpoints.map((endpoint) => [endpoint.path, endpoint.secret])));
  return endpoints;
}

interface Scene {
  environment: Environment;
  receiver: Receiver;
  endpoints: readonly Endpoint[];
  say(line: string): void;
}

async function deliver(form: Form, seed: number, { environment, receiver, endpoints, say }: Scene) {
  const { database, folder, secretsKeys } = environment;
  const workers = new Workers(form, database.url, secretsKeys);
  const integrationIds = endpoints.map(({ integrationId }) => integrationId);
  const writers = new Writers(form, { url: database.url, integrationIds }, new Random(seed));
  const watch = new Watch(database, (line) =>
    say(`${String(writers.events).padStart(7)} committed, ${line}`),
  );
  watch.start();
  try {
    for (let n = 0; n < form.workers; n += 1) workers.start();
    const writing = writers.write();
    await workers.sending();
    const outages = await doFaults({ form, seed, database, workers, writers, say }, writing);
    say("Everything is committed, and nothing more is done to it. Waiting for the queue to empty…");
    await watch.untilEmpty(form.drainSeconds);
    await workers.stop();
    await watch.stop();
    const facts: Facts = {
      form,
      committed: writers.committed,
      rolledBack: writers.rolledBack,
      ...(await readDatabase(database, endpoints)),
      arrivals: await receiver.arrivals(path.join(folder, "arrivals.ndjson")),
      lives: workers.lives,
      opened: workers.opened,
      outages,
      queuedAndFinished: watch.queuedAndFinished,
      failures: [...workers.failures, ...writers.failures],
    };
    const { refused: outcomesRefused, coldStarts } = workers;
    const { killed: writersKilled, failed: transactionsFailed } = writers;
    return { facts, counts: { outcomesRefused, coldStarts, writersKilled, transactionsFailed } };
  } finally {
    await watch.stop();
    workers.abandon();
  }
}

/** Looks at the database all the while. */
class Watch {
  /** The most deliveries seen at once that were finished and yet in the queue. */
  queuedAndFinished = 0;
  readonly #database: Database;
  readonly #say: (line: string) => void;
  #watching: Promise<void> | null = null;
  #over = false;

  constructor(database: Database, say: (line: string) => void) {
    this.#database = database;
    this.#say = say;
  }

  start(): void {
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#over = true;
    await this.#watching;
  }

  /** Resolves when the queue is empty, or when the time is up: the audit then says what is left. */
  async untilEmpty(seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1_000;
    for (;;) {
      const queued = await this.#look();
      if (queued === 0 || Date.now() > deadline) return;
      await sleep(LOOK_MS * 2);
    }
  }

  async #watch(): Promise<void> {
    for (let next = Date.now() + PROGRESS_MS; !this.#over; await sleep(LOOK_MS)) {
      if (Date.now() < next) continue;
      next += PROGRESS_MS;
      await this.#look(true);
    }
  }

  /** @returns how many are queued; null while the database is away. */
  async #look(aloud = false): Promise<number | null> {
    const progress = await readProgress(this.#database).catch(() => null);
    if (progress === null) return null;
    const { queued, delivered, deadLetters } = progress;
    this.queuedAndFinished = Math.max(this.queuedAndFinished, progress.queuedAndFinished);
    if (aloud) this.#say(`${queued} queued, ${delivered} delivered, ${deadLetters} dead letters`);
    return queued;
  }
}
