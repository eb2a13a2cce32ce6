import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Environment } from "./environment.ts";

/** Linux counts in hundredths of a second (USER_HZ), whatever its timer. */
const TICK_US = 10_000;

/** Processor time used so far, in µs; NaN where the system does not tell (anything but Linux). */
export interface CpuTime {
  workers: number;
  postgres: number;
  receivers: number;
  /** Of the whole machine, everybody's. */
  busy: number;
  idle: number;
}

/** Which processes are meant. */
export interface Watched {
  workers: readonly number[];
  receivers: readonly number[];
  postmaster: number;
}

/** The process that all others of PostgreSQL are children of. */
export async function postmasterOf({ database }: Environment): Promise<number> {
  const { rows } = await database.pool.query<{ pid: number }>(
    "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid",
  );
  return rows[0]?.pid ?? Number.NaN;
}

/** What has been used so far; the difference between two readings is what was used in between. */
export function cpuTime({ workers, receivers, postmaster }: Watched): CpuTime {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({
    busy: user + nice + sys + irq,
    idle,
  }));
  return {
    workers: sum(workers.map(ownTime)),
    receivers: sum(receivers.map(ownTime)),
    postgres: familyTime(postmaster),
    busy: sum(times.map(({ busy }) => busy * 1_000)),
    idle: sum(times.map(({ idle }) => idle * 1_000)),
  };
}

/** One reading less another. */
export function cpuSince(now: CpuTime, before: CpuTime): CpuTime {
  return {
    workers: now.workers - before.workers,
    receivers: now.receivers - before.receivers,
    postgres: now.postgres - before.postgres,
    busy: now.busy - before.busy,
    idle: now.idle - before.idle,
  };
}

function ownTime(pid: number): number {
  const stat = statOf(pid);
  return stat === null ? Number.NaN : stat.own;
}

/** Of a process, its children that have ended, and those that live. */
function familyTime(pid: number): number {
  const parent = statOf(pid);
  if (parent === null) return Number.NaN;
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter((child) => child.parent === pid);
  return parent.own + parent.ended + sum(children.map(({ own }) => own));
}

/** See proc_pid_stat(5). Null for a process that is not there, and where there is no such file. */
function statOf(pid: number): { parent: number; own: number; ended: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before it may hold anything, also spaces and brackets.
    const fields = text
      .slice(text.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [, parent = 0, , , , , , , , , , user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields;
    return { parent, own: (user + system) * TICK_US, ended: (endedUser + endedSystem) * TICK_US };
  } catch {
    return null;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
