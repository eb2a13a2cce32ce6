import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { makeBacklog } from "./backlog.ts";
import { cpuSince, cpuTime, postmasterOf } from "./cpu.ts";
import { type BenchDealer, makeDealers } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { limitOf } from "./limit.ts";
import { definePart, type Report } from "./part.ts";
import { Receivers } from "./receivers.ts";
import { format } from "./rounds.ts";
import { Waits } from "./waits.ts";
import { Workers } from "./workers.ts";

const WORKERS = [1, 2, 4];
/** Slots of a worker: so few that they limit it, and as many as it has by default. */
const CONCURRENCIES = [64, 768];
/** Eight slots each are more than all workers have together. */
const ENDPOINTS = 400;
const TAKE_MS = 50;
const SETTLE_MS = 1_000;
/** More than a core can do; the backlog has to last. */
const MOST_PER_CORE = 8_000;

/** `npm run bench -- --only scale` */
export const scale = definePart({
  name: "scale",
  title: "Scale-out: 1, 2, 4 workers against receivers that take 50 ms",
  sizes: { seconds: 8 },
  async measure({ environment, progress }, { seconds }) {
    const receivers = await Receivers.start(availableParallelism(), { takeMs: TAKE_MS });
    const postmaster = await postmasterOf(environment);
    const dealers = await makeDealers(environment, ENDPOINTS, (n) => receivers.url(n));
    const runs: Run[] = [];
    try {
      for (const concurrency of CONCURRENCIES)
        for (const workers of WORKERS) {
          const bed = { environment, receivers, postmaster, dealers };
          const run = await measureRun(bed, { workers, concurrency, seconds });
          runs.push(run);
          progress(`${workers} × ${concurrency} slots: ${format(run.rate)} a second`);
        }
    } finally {
      await receivers.stop();
    }
    return reportOf(runs);
  },
});

/** What every run stands on. */
interface Bed {
  environment: Environment;
  receivers: Receivers;
  postmaster: number;
  dealers: readonly BenchDealer[];
}

interface Run {
  workers: number;
  concurrency: number;
  /** Deliveries a second, and what slots ÷ time of the receiver allow at most. */
  rate: number;
  bound: number;
  /** Processor time per delivery, in µs. */
  cpu: { workers: number; postgres: number; receivers: number };
  /** The part of the machine's processor time that these processes used, and that everybody used. */
  ours: number;
  machine: number;
  limit: string;
}

/** Lets workers work on a backlog, and looks at a window of that in which all of them are at it. */
async function measureRun(
  { environment, receivers, postmaster, dealers }: Bed,
  { workers: number, concurrency, seconds }: { workers: number; concurrency: number; seconds: number },
): Promise<Run> {
  const { database } = environment;
  const bound = (number * concurrency) / (TAKE_MS / 1_000);
  const backlog = Math.ceil(Math.min(bound, MOST_PER_CORE * availableParallelism()) * (seconds + 3));
  await database.pool.query("TRUNCATE delivery_queue, webhook_deliveries, webhook_delivery_attempts, events");
  await makeBacklog(environment, dealers, backlog);
  const { count } = await receivers.received();
  const workers = await Workers.start(environment, number, { WTH_WORKER_CONCURRENCY: String(concurrency) });
  try {
    await sleep(SETTLE_MS);
    const watched = { workers: workers.pids, receivers: receivers.pids, postmaster };
    const waits = new Waits(environment);
    waits.start();
    const [from, cpuFrom] = [await receivers.received(), cpuTime(watched)];
    // To the end of the time, or until only what is in flight is left.
    const to = await receivers.until(count + backlog - number * concurrency, from.at + seconds * 1_000);
    const cpu = cpuSince(cpuTime(watched), cpuFrom);
    const wait = await waits.stop();
    const [deliveries, us] = [to.count - from.count, (to.at - from.at) * 1_000];
    const rate = deliveries / (us / 1e6);
    const all = cpu.busy + cpu.idle;
    const ours = (cpu.workers + cpu.postgres + cpu.receivers) / all;
    const machine = cpu.busy / all;
    const [worker, receiver] = [cpu.workers / number / us, cpu.receivers / receivers.pids.length / us];
    return {
      workers: number,
      concurrency,
      rate,
      bound,
      cpu: {
        workers: cpu.workers / deliveries,
        postgres: cpu.postgres / deliveries,
        receivers: cpu.receivers / deliveries,
      },
      ours,
      machine,
      limit: limitOf({ rate, bound, machine, worker, receiver, wait }),
    };
  } finally {
    await workers.stop();
  }
}

function reportOf(runs: readonly Run[]): Report {
  const one = ({ concurrency }: Run) =>
    runs.find((run) => run.concurrency === concurrency && run.workers === 1)?.rate ?? Number.NaN;
  const head = [
    "workers × slots",
    "deliveries/s",
    "at most",
    "of one",
    "worker",
    "PostgreSQL",
    "receiver",
    "ours",
    "machine",
    "limit",
  ];
  const rows = runs.map((run) => [
    `${run.workers} × ${run.concurrency}`,
    format(run.rate),
    format(run.bound),
    (run.rate / one(run)).toFixed(2),
    ...[run.cpu.workers, run.cpu.postgres, run.cpu.receivers].map((us) => `${format(us)} µs`),
    `${format(run.ours * 100)} %`,
    `${format(run.machine * 100)} %`,
    run.limit,
  ]);
  return { tables: [{ head, rows }], figures: [], notes, data: { runs } };
}

const notes = [
  `"at most" is slots ÷ ${TAKE_MS} ms. Processor time is per delivery.`,
  `"ours" is the part of all cores that these processes used, "machine" the part that was busy with anything.`,
];
