import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@wth/database";
import type { Form, OutageKind } from "./forms.ts";
import { Random } from "./random.ts";
import type { Workers } from "./workers.ts";
import type { Writers } from "./writers.ts";

/** A time without a database, in Unix milliseconds. */
export interface Outage {
  kind: OutageKind;
  from: number;
  until: number;
}

/** What the faults are done to. */
export interface Victims {
  form: Form;
  /** Each kind of fault draws from randomness of its own, so that none disturbs the others' plans. */
  seed: number;
  database: Database;
  workers: Workers;
  writers: Writers;
  say(line: string): void;
}

/** How long the database may stay away before the run is given up. */
const OUTAGE_DEADLINE_MS = 120_000;
const LOOK_MS = 50;

/**
 * Kills workers and writers at random, takes the database away and pauses a worker as the form says, until all of that is
 * done and `writing` has ended as well.
 *
 * @returns when the database was away.
 * @throws when the database did not come back.
 */
export async function doFaults(victims: Victims, writing: Promise<void>): Promise<Outage[]> {
  const { form, seed, writers } = victims;
  const kills = new Random(seed + 1);
  const ms = (share: number) => share * form.writeSeconds * 1_000;
  const planned = Promise.all([
    Promise.all(form.outages.map(([at, kind]) => sleep(ms(at)).then(() => takeAway(victims, kind)))),
    sleep(ms(form.pauseAt)).then(() => pause(victims)),
  ]);
  let over = false;
  const end = Promise.all([planned, writing]).finally(() => {
    over = true;
  });
  const [[[outages]]] = await Promise.all([
    end,
    repeat(
      new Random(seed + 2),
      form.workerKillEvery,
      () => over,
      () => killWorker(victims, kills),
    ),
    repeat(
      new Random(seed + 3),
      form.writerKillEvery,
      () => over,
      () => writers.kill(),
    ),
  ]);
  return outages;
}

/** Does something again and again, on average every so many seconds, until it is over. */
async function repeat(random: Random, seconds: number, over: () => boolean, act: () => void): Promise<void> {
  for (let next = Date.now(); ; ) {
    next += seconds * 1_000 * random.between(0.5, 1.5);
    while (Date.now() < next) {
      if (over()) return;
      await sleep(LOOK_MS);
    }
    act();
  }
}

function killWorker({ workers, say }: Victims, random: Random): void {
  const name = workers.kill(random);
  if (name !== null) say(`${name} was killed.`);
}

async function pause({ form, workers, say }: Victims): Promise<void> {
  say(`A worker is being paused for ${form.pauseSeconds} s; its lease is ${form.leaseSeconds} s.`);
  const { name } = await workers.pause(form.pauseSeconds);
  say(`${name} was woken.`);
}

/** The signals to the postmaster: a kill -9, and what PostgreSQL calls a fast shutdown. */
const SIGNALS: Readonly<Record<OutageKind, NodeJS.Signals>> = { crash: "SIGKILL", shutdown: "SIGINT" };

async function takeAway({ database, say }: Victims, kind: OutageKind): Promise<Outage> {
  const { pid, started_at: before } = await postmaster(database);
  const from = Date.now();
  process.kill(pid, SIGNALS[kind]);
  const deadline = from + OUTAGE_DEADLINE_MS;
  for (;;) {
    await sleep(LOOK_MS);
    const now = await postmaster(database).catch(() => null);
    if (now !== null && now.started_at !== before) break;
    if (Date.now() > deadline) throw new Error(`The database did not come back after its ${kind}.`);
  }
  const until = Date.now();
  say(`The database was away for ${((until - from) / 1_000).toFixed(1)} s (${kind}).`);
  return { kind, from, until };
}

interface Postmaster {
  pid: number;
  started_at: string;
}

async function postmaster(database: Database): Promise<Postmaster> {
  const { rows } = await database.pool.query<Postmaster>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid,
            pg_postmaster_start_time()::text AS started_at`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error("The database did not say which process it is.");
  return row;
}
