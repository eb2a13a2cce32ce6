import { setTimeout as sleep } from "node:timers/promises";
import { insertEvents } from "@wth/database";
import { makeBacklog } from "./backlog.ts";
import { type BenchDealer, makeDealers } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { definePart, type Figure, type Table } from "./part.ts";
import { Receivers } from "./receivers.ts";
import { format } from "./rounds.ts";
import { COUNTING, type StatementCount, StatementCounts } from "./statement-counts.ts";
import { Workers } from "./workers.ts";
import { writeEvents } from "./writer.ts";

const ENDPOINTS = 100;
/** Events a second: so few that each comes alone and shares its statements with none, and so many that they begin to. */
const RATES = [100, 500];
const SHARED_FROM = 500;
const AMORTISED = { atMost: 3 };
const WORKER = "bench_worker";
const WRITER = "bench_writer";
const POLL_MS = 20;

/** `npm run bench -- --only statements` */
export const statements = definePart({
  name: "statements",
  title: "SQL statements per delivery, as PostgreSQL counts them",
  sizes: { seconds: 10, deliveries: 50_000 },
  settings: COUNTING,
  async measure({ environment, progress }, { seconds, deliveries }) {
    const bed = await layBed(environment);
    const loads: Load[] = [];
    try {
      for (const rate of RATES) {
        progress(`${rate} a second for ${seconds} s`);
        loads.push(await countTrickle(bed, rate, rate * seconds));
      }
      progress(`a backlog of ${format(deliveries)}`);
      loads.push(await countBacklog(bed, deliveries));
    } finally {
      await bed.worker.stop();
      await bed.receivers.stop();
    }
    const data = { loads };
    return { tables: loads.flatMap(tablesOf), figures: loads.flatMap(figuresOf), notes, data };
  },
});

const notes = [
  `Recording includes BEGIN and COMMIT, which belong to the change that causes the event.`,
  `Delivering includes what a worker does beside it, such as settling endpoints every second.`,
];

/** What every load stands on. */
interface Bed {
  environment: Environment;
  counts: StatementCounts;
  receivers: Receivers;
  dealers: readonly BenchDealer[];
  worker: Workers;
  writerUrl: string;
}

/** How many statements it took to record and to deliver. */
interface Load {
  name: string;
  deliveries: number;
  /** Whether several deliveries are due at once, so that they share statements. */
  isShared: boolean;
  /** Empty for a backlog, which no API has recorded. */
  recording: StatementCount[];
  delivering: StatementCount[];
}

async function layBed(environment: Environment): Promise<Bed> {
  const counts = await StatementCounts.start(environment);
  const receivers = await Receivers.start(1);
  const dealers = await makeDealers(environment, ENDPOINTS, (n) => receivers.url(n));
  const worker = await Workers.start(environment, 1, { DATABASE_URL: await counts.makeRole(WORKER) });
  const bed = { environment, counts, receivers, dealers, worker, writerUrl: await counts.makeRole(WRITER) };
  // Once without counting: connections open.
  await countTrickle(bed, 100, 100);
  return bed;
}

async function countTrickle(bed: Bed, rate: number, count: number): Promise<Load> {
  const { counts, dealers, writerUrl: url } = bed;
  await counts.reset();
  await writeEvents({ url, integrationIds: dealers.map(({ integrationId }) => integrationId), rate, count });
  await untilRecorded(bed);
  return {
    name: `${rate} a second`,
    deliveries: count,
    isShared: rate >= SHARED_FROM,
    recording: await counts.of(WRITER, { [insertEvents.name]: insertEvents.text }),
    delivering: await counts.of(WORKER, await bed.worker.statements()),
  };
}

async function countBacklog(bed: Bed, count: number): Promise<Load> {
  const { counts, environment, dealers, worker } = bed;
  await counts.reset();
  await makeBacklog(environment, dealers, count);
  await untilRecorded(bed);
  const delivering = await counts.of(WORKER, await worker.statements());
  return { name: "a backlog", deliveries: count, isShared: true, recording: [], delivering };
}

async function untilRecorded({ environment: { database } }: Bed): Promise<void> {
  const isEmpty = async () =>
    (await database.pool.query("SELECT FROM delivery_queue LIMIT 1")).rowCount === 0;
  while (!(await isEmpty())) await sleep(POLL_MS);
}

function tablesOf({ name, deliveries, recording, delivering }: Load): Table[] {
  const table = (does: string, counts: readonly StatementCount[]): Table => ({
    head: [`${does}, ${name}`, "calls", "rows", "ms each", "per delivery"],
    rows: counts.map(({ name, calls, rows, ms }) => [
      name,
      format(calls),
      format(rows),
      ms.toFixed(3),
      (calls / deliveries).toFixed(3),
    ]),
  });
  const all = [table("recording", recording), table("delivering", delivering)];
  return all.filter(({ rows }) => rows.length > 0);
}

function figuresOf({ name, deliveries, isShared, recording, delivering }: Load): Figure[] {
  const per = (counts: readonly StatementCount[]) =>
    counts.reduce((sum, { calls }) => sum + calls, 0) / deliveries;
  const delivered = {
    name: `statements per delivery, ${name}`,
    value: per(delivering),
    ...(isShared ? { wanted: AMORTISED } : {}),
  };
  return recording.length === 0
    ? [delivered]
    : [{ name: `statements per recorded event, ${name}`, value: per(recording) }, delivered];
}
