import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "@wth/server/config.ts";
import { PostgresQueue } from "@wth/server/delivery/postgres-queue.ts";
import type { Outcome } from "@wth/server/delivery/queue.ts";
import { Runner } from "@wth/server/delivery/runner.ts";
import { Sender } from "@wth/server/delivery/send.ts";
import { signingSecret } from "@wth/server/delivery/sign.ts";
import { recordEvent } from "@wth/server/events/record-event.ts";
import { generateWebhookSecret } from "@wth/server/secrets/webhook-secret.ts";
import { newestVersion } from "@wth/server/versions/pinned-version.ts";
import { startWorker } from "@wth/server/worker.ts";
import { makeBacklog, payload } from "./backlog.ts";
import { startChild } from "./child.ts";
import { type CpuTime, cpuSince, cpuTime, postmasterOf } from "./cpu.ts";
import { type BenchDealer, makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { definePart, type Table } from "./part.ts";
import { type Comparison, compare, comparisonTable, format, median, spread } from "./rounds.ts";

const ENDPOINTS = 100;
const CONNECTIONS = 64;
const DELIVERIES = 50_000;

const workerConfig = readConfig({
  DATABASE_URL: "postgresql://unused@localhost/unused",
  WTH_SECRETS_KEYS: "unused",
  WTH_ALLOW_INSECURE_WEBHOOKS: "1",
});

/** `npm run bench -- --only deliveries` */
export const deliveries = definePart({
  name: "deliveries",
  title: "Deliveries: raw HTTP / one worker, a second",
  sizes: { rounds: 5, deliveries: DELIVERIES },
  async measure({ environment, progress }, sizes) {
    const { comparison, costs } = await measureThroughput(
      environment,
      sizes.rounds,
      progress,
      sizes.deliveries,
    );
    const name = "deliveries, one worker / raw HTTP";
    return {
      tables: [comparisonTable({ [name]: comparison }), costTable(costs, sizes.deliveries)],
      figures: [{ name, value: comparison.ratio, wanted: { atLeast: 0.6 } }],
      data: { comparison, costs },
    };
  },
});

/** `npm run bench -- --only latency` */
export const latency = definePart({
  name: "latency",
  title: "Commit to arrival on an idle worker",
  sizes: { samples: 300 },
  async measure({ environment }, sizes) {
    const { samples, p50, p99, max } = spread(await measureLatency(environment, sizes.samples));
    return {
      figures: [
        { name: "commit to arrival, idle, p50", value: p50, unit: "ms", wanted: { atMost: 10 } },
        { name: "commit to arrival, idle, p99", value: p99, unit: "ms", wanted: { atMost: 50 } },
        { name: "commit to arrival, idle, longest", value: max, unit: "ms" },
      ],
      data: { samples },
    };
  },
});

/** Processor time of a delivery, in µs, by round: it explains the rates, because all share one machine. */
interface Costs {
  raw: CpuTime[];
  ours: CpuTime[];
}

/**
 * Deliveries a second of one worker process, against the raw HTTP limit: the same sender posting the same signed
 * payload to the same receiver, without a database.
 */
async function measureThroughput(
  environment: Environment,
  rounds: number,
  progress: (line: string) => void,
  count: number,
): Promise<{ comparison: Comparison; costs: Costs }> {
  const receiver = await startChild("receiver-process.ts", []);
  const url = `http://127.0.0.1:${receiver.port}/hook`;
  const dealers: BenchDealer[] = [];
  for (let n = 0; n < ENDPOINTS; n += 1) dealers.push(await makeDealer(environment, url));
  const costs: Costs = { raw: [], ours: [] };
  const watched = {
    workers: [process.pid],
    receivers: [receiver.process.pid ?? Number.NaN],
    postmaster: await postmasterOf(environment),
  };
  /** Notes what a round costs. */
  const metered = async (readings: CpuTime[], round: () => Promise<number>) => {
    const before = cpuTime(watched);
    const rate = await round();
    readings.push(cpuSince(cpuTime(watched), before));
    return rate;
  };
  try {
    const comparison = await compare(
      rounds,
      () => metered(costs.raw, () => rawPosts(url, count)),
      async () => {
        await makeBacklog(environment, dealers, count);
        return metered(costs.ours, () => drainQueue(environment, count));
      },
      progress,
    );
    return { comparison, costs };
  } finally {
    await receiver.stop();
  }
}

function costTable(costs: Costs, count: number): Table {
  const parts = ["workers", "postgres", "receivers", "idle"] as const;
  const row = (name: string, readings: readonly CpuTime[]) => [
    name,
    ...parts.map((part) => format(median(readings.map((reading) => reading[part] / count)))),
  ];
  return {
    head: ["CPU µs a delivery", "worker", "PostgreSQL", "receiver", "idle"],
    rows: [row("raw HTTP", costs.raw), row("ours", costs.ours)],
  };
}

async function rawPosts(url: string, count: number): Promise<number> {
  const sender = new Sender({ allowLoopback: true });
  const secrets = [signingSecret(generateWebhookSecret())];
  const eventId = `evt_${"0".repeat(32)}`;
  let left = count;
  const startedAt = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      const dispatch = {
        deliveryId: randomUUID(),
        eventId,
        eventType: "order.received",
        attempt: 1,
        url,
        secrets,
        payload,
      };
      const { error } = await sender.send(dispatch);
      if (error !== null) throw new Error(`A raw POST failed: ${error}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const rate = count / ((performance.now() - startedAt) / 1000);
  await sender.close();
  return rate;
}

/** Times a worker from its start until the last outcome of what is due is committed. */
async function drainQueue({ database, keyring, log }: Environment, count: number): Promise<number> {
  const {
    allowInsecureWebhooks: allowLoopback,
    workerConcurrency: concurrency,
    retrySchedule: schedule,
  } = workerConfig;
  const queue = new CountingQueue({ ...workerConfig, database, keyring, log });
  const runner = new Runner({ queue, sender: new Sender({ allowLoopback }), log, schedule, concurrency });
  const startedAt = performance.now();
  runner.start();
  await queue.recorded(count);
  const rate = count / ((performance.now() - startedAt) / 1000);
  await runner.stop();
  const { rows } = await database.pool.query("SELECT FROM delivery_queue LIMIT 1");
  if (rows.length > 0) throw new Error("The queue is not empty after everything was recorded.");
  return rate;
}

/** The real queue, that also counts what has been recorded: asking the database would slow down what is measured. */
class CountingQueue extends PostgresQueue {
  #count = 0;
  #wanted = Number.POSITIVE_INFINITY;
  #done = () => {};

  recorded(count: number): Promise<void> {
    this.#wanted = count;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  override async record(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    const recorded = await super.record(outcomes);
    this.#count += recorded.size;
    if (this.#count >= this.#wanted) this.#done();
    return recorded;
  }
}

/**
 * Milliseconds from a commit to the arrival at the receiver, one event at a time on an idle worker. The clock starts
 * when the transaction's work is done, so that the commit itself is included.
 */
async function measureLatency(environment: Environment, count: number): Promise<number[]> {
  const { database, keyring, log } = environment;
  const receiver = await startChild("receiver-process.ts", ["--report"]);
  const dealer = await makeDealer(environment, `http://127.0.0.1:${receiver.port}/hook`);
  const worker = startWorker({ database, keyring, log, config: workerConfig });
  const samples: number[] = [];
  try {
    for (let n = 0; n < count + 20; n += 1) {
      const arrival = new Promise<bigint>((resolve) => {
        receiver.process.once("message", (message: { at: string }) => resolve(BigInt(message.at)));
      });
      const committing = await database.transaction(async (tx) => {
        const context = { integrationId: dealer.integrationId, apiVersion: newestVersion, livemode: true };
        await recordEvent(tx, "integration.test_event", { object: { message: "bench" } }, context);
        return process.hrtime.bigint();
      });
      const ms = Number((await arrival) - committing) / 1e6;
      if (n >= 20) samples.push(ms);
      await sleep(5 + Math.random() * 20);
    }
  } finally {
    await worker.stop();
    await receiver.stop();
  }
  return samples;
}
