import { setTimeout as sleep } from "node:timers/promises";
import { readConfig } from "@wth/server/config.ts";
import { PostgresQueue } from "@wth/server/delivery/postgres-queue.ts";
import { Runner } from "@wth/server/delivery/runner.ts";
import { Sender } from "@wth/server/delivery/send.ts";
import { recordEvent } from "@wth/server/events/record-event.ts";
import { newestVersion } from "@wth/server/versions/pinned-version.ts";
import { makeBacklog } from "./backlog.ts";
import { startChild } from "./child.ts";
import { type BenchDealer, makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { definePart } from "./part.ts";
import { median, percentile } from "./rounds.ts";

const ENDPOINTS = 100;
const EVENTS_A_SECOND = 200;
const SIZES = { seconds: 8, backlog: 100_000 };
/** Shorter than in production, so that a round ends soon after its last event. */
const DEADLINE_MS = 3_000;

/** `npm run bench -- --only starvation` */
export const starvation = definePart({
  name: "starvation",
  title: "Commit to arrival without / with an endpoint that hangs on a backlog",
  sizes: { rounds: 5, ...SIZES },
  async measure({ environment, progress }, sizes) {
    const result = await measureStarvation(environment, sizes.rounds, progress, sizes);
    return {
      figures: [
        { name: "p99 without an endpoint that hangs", value: median(result.without), unit: "ms" },
        { name: "p99 beside one that hangs", value: median(result.with), unit: "ms" },
        { name: "with / without", value: result.ratio, wanted: { atMost: 1.5 } },
      ],
      data: { p99: result },
    };
  },
});

/** Milliseconds from commit to arrival at the endpoints that answer: without the one that hangs, and with it. */
export interface Starvation {
  without: number[];
  with: number[];
  /** p99 with ÷ p99 without: the median over the rounds. */
  ratio: number;
}

/**
 * How much one endpoint that never answers, with 100,000 deliveries due, delays those of 99 others: events are recorded
 * at a steady rate, from the moment the worker starts, in alternating rounds without and with it.
 */
export async function measureStarvation(
  environment: Environment,
  rounds: number,
  progress: (line: string) => void,
  { seconds, backlog: size } = SIZES,
): Promise<Starvation> {
  const receiver = await startChild("receiver-process.ts", ["--report"]);
  const arrivals = new Map<string, bigint>();
  receiver.process.on("message", (message: { eventId: string; at: string }) => {
    arrivals.set(message.eventId, BigInt(message.at));
  });
  const base = `http://127.0.0.1:${receiver.port}`;
  const hanging = await makeDealer(environment, `${base}/hang`);
  const others: BenchDealer[] = [];
  while (others.length < ENDPOINTS - 1) others.push(await makeDealer(environment, `${base}/hook`));

  const measure = async (backlog: number) => {
    await environment.database.pool.query(
      "TRUNCATE delivery_queue, webhook_deliveries, webhook_delivery_attempts, events",
    );
    if (backlog > 0) await makeBacklog(environment, [hanging], backlog);
    return percentile(await run(environment, others, seconds, arrivals), 0.99);
  };
  const result: Starvation = { without: [], with: [], ratio: Number.NaN };
  try {
    await measure(0);
    for (let round = 1; round <= rounds; round += 1) {
      result.without.push(await measure(0));
      result.with.push(await measure(size));
      const last = [result.without, result.with].map((p99) => `${p99.at(-1)?.toFixed(1)} ms`);
      progress(`round ${round} of ${rounds}: p99 ${last.join(" / ")}`);
    }
  } finally {
    await receiver.stop();
  }
  result.ratio = median(result.with.map((p99, index) => p99 / (result.without[index] ?? Number.NaN)));
  return result;
}

/** Records events at a steady rate while a worker runs; resolves to the time each took to arrive, in ms. */
async function run(
  { database, keyring, log }: Environment,
  dealers: readonly BenchDealer[],
  seconds: number,
  arrivals: Map<string, bigint>,
): Promise<number[]> {
  const config = readConfig({
    DATABASE_URL: database.url,
    WTH_SECRETS_KEYS: "unused",
    WTH_ALLOW_INSECURE_WEBHOOKS: "1",
  });
  const runner = new Runner({
    queue: new PostgresQueue({ ...config, database, keyring, log }),
    sender: new Sender({ allowLoopback: true, deadlineMs: DEADLINE_MS }),
    log,
    schedule: config.retrySchedule,
    concurrency: config.workerConcurrency,
  });
  runner.start();
  const committed = new Map<string, bigint>();
  const startedAt = performance.now();
  for (let n = 0; n < EVENTS_A_SECOND * seconds; n += 1) {
    const dealer = dealers[n % dealers.length];
    if (dealer === undefined) break;
    const context = { integrationId: dealer.integrationId, apiVersion: newestVersion, livemode: true };
    const data = { object: { message: "bench" } };
    void database
      .transaction((tx) => recordEvent(tx, "integration.test_event", data, context))
      .then(({ id }) => committed.set(id, process.hrtime.bigint()));
    await sleep(Math.max(0, startedAt + ((n + 1) * 1000) / EVENTS_A_SECOND - performance.now()));
  }
  const deadline = Date.now() + 60_000;
  while ([...committed.keys()].some((id) => !arrivals.has(id)) && Date.now() < deadline) await sleep(50);
  await runner.stop();
  return [...committed].map(([id, at]) => {
    const arrived = arrivals.get(id);
    // One that has not arrived at all counts as the longest wait there was.
    return arrived === undefined ? 60_000 : Number(arrived - at) / 1e6;
  });
}
