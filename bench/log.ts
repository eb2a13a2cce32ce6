import { addDays, Database, dayOf, dropDays, LOG_TABLES, migrate, readPartitions } from "@wth/database";
import { startApi } from "@wth/server/api.ts";
import { recordEvent } from "@wth/server/events/record-event.ts";
import { newestVersion } from "@wth/server/versions/pinned-version.ts";
import { type BenchDealer, makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { type Answers, chooseDeliveries, logRequests, timeRequest } from "./log-requests.ts";
import { fillLog, LOG_DAYS } from "./log-rows.ts";
import { definePart, type Table } from "./part.ts";
import { decimal } from "./print.ts";
import { percentile } from "./rounds.ts";

/** Wanted of every page and every detail, whoever asks. */
const MOST_MS = 50;

/** Who looks: dealers with ever less of the log. What waits of the second is what an endpoint that was disabled leaves. */
const shares = [
  { name: "a dealer with 40 % of it", perMille: 400, pendingPerMille: 1 },
  { name: "one with 5 %, much of it held", perMille: 50, pendingPerMille: 40 },
  { name: "one with a hundred-thousandth", perMille: 0.01, pendingPerMille: 0 },
] as const;

/** `npm run bench -- --only log` */
export const log = definePart({
  name: "log",
  title: "The log: a page of it, and dropping a day",
  sizes: { logged: 10_000_000, asked: 100 },
  byNameOnly: true,
  // For writing it; reading does not depend on them.
  settings: { fsync: false, full_page_writes: false, max_wal_size: "8GB", maintenance_work_mem: "512MB" },
  async measure({ environment, progress }, { logged, asked }) {
    const { url, close } = await openOldLog(environment);
    const database = new Database({ url, applicationName: "wth-bench-log" });
    try {
      const { pages, drop, megabytes } = await measureLog(
        { ...environment, database },
        logged,
        asked,
        progress,
      );
      const slowest = pages.toSorted((a, b) => percentile(b.times, 0.99) - percentile(a.times, 0.99))[0];
      return {
        tables: [pageTable(pages)],
        figures: [
          {
            name: `slowest p99: ${slowest?.request}`,
            value: percentile(slowest?.times ?? [], 0.99),
            unit: "ms",
            wanted: { atMost: MOST_MS },
          },
          { name: `dropping a day of ${drop.rows.toLocaleString("en-US")} rows`, value: drop.ms, unit: "ms" },
          { name: "longest wait of a writer meanwhile", value: drop.longestWriteMs, unit: "ms" },
        ],
        notes: [
          `${logged.toLocaleString("en-US")} deliveries of ${LOG_DAYS} days, ${decimal(megabytes)} MB.`,
        ],
        data: {
          pages: pages.map(({ times, ...page }) => ({
            ...page,
            p50: percentile(times, 0.5),
            p99: percentile(times, 0.99),
          })),
          drop,
          megabytes,
        },
      };
    } finally {
      await database.close();
      await close();
    }
  },
});

/** A database on the same server, whose log has days for what is to be written. */
async function openOldLog({ database }: Environment): Promise<{ url: string; close(): Promise<void> }> {
  const name = "wth_bench_log";
  await database.pool.query(`CREATE DATABASE ${name}`);
  const url = new URL(database.url);
  url.pathname = `/${name}`;
  await migrate(url.href, { logSince: dayOf(new Date(), 1 - LOG_DAYS) });
  return { url: url.href, close: async () => void (await database.pool.query(`DROP DATABASE ${name}`)) };
}

/** The answers to one kind of request. */
export interface Page extends Answers {
  dealer: string;
  request: string;
}

/** What dropping came to. */
export interface Drop {
  rows: number;
  ms: number;
  longestWriteMs: number;
}

/**
 * Fills the log of a database that has days for it, asks for every part of it over HTTP, and drops its first day.
 *
 * @param logged how many deliveries.
 * @param asked how often each request is made for each dealer.
 */
export async function measureLog(
  environment: Environment,
  logged: number,
  asked: number,
  progress: (line: string) => void,
): Promise<{ pages: Page[]; drop: Drop; megabytes: number }> {
  const { database, keyring, log } = environment;
  const dealers: BenchDealer[] = [];
  for (const _ of shares)
    dealers.push(await makeDealer(environment, "https://dealer.example.com/webhooks/wth"));
  // The rows are live ones.
  await database.pool.query("UPDATE integrations SET is_test_mode = false");
  const owned = shares.map((share, n) => ({ ...share, integrationId: dealers[n]?.integrationId ?? "" }));
  await fillLog(database, logged, owned, progress);

  const answering = {
    host: "127.0.0.1",
    port: 0,
    validateResponses: false,
    publicUrl: "https://bench.example.com",
  };
  const api = await startApi({ ...answering, database, keyring, log });
  const base = `http://127.0.0.1:${api.port}/api/v1`;
  const pages: Page[] = [];
  try {
    for (const [n, dealer] of dealers.entries()) {
      progress(shares[n]?.name ?? "");
      const choices = await chooseDeliveries(database, dealer, asked);
      for (const request of logRequests) {
        const answers = await timeRequest(base, dealer, request, choices, asked);
        pages.push({ dealer: shares[n]?.name ?? "", request: request.name, ...answers });
      }
    }
  } finally {
    await api.stop();
  }
  const { rows } = await database.pool.query<{ bytes: string }>(
    "SELECT pg_database_size(current_database()) AS bytes",
  );
  const drop = await dropFirstDay(database, dealers);
  return { pages, drop, megabytes: Number(rows[0]?.bytes) / 1e6 };
}

/** Drops the first day of deliveries and attempts while events are recorded. */
async function dropFirstDay(database: Database, dealers: readonly BenchDealer[]): Promise<Drop> {
  let longestWriteMs = 0;
  let stopped = false;
  const writing = (async () => {
    while (!stopped) {
      const startedAt = performance.now();
      await database.transaction((tx) =>
        recordEvent(
          tx,
          "integration.test_event",
          { object: { message: "bench" } },
          {
            integrationId: dealers[0]?.integrationId ?? "",
            apiVersion: newestVersion,
            livemode: true,
          },
        ),
      );
      longestWriteMs = Math.max(longestWriteMs, performance.now() - startedAt);
    }
  })();
  try {
    const rows = await rowsOfFirstDay(database);
    // From noon of the second day on: so that the first one is over, and no other.
    const noon = addDays(dayOf(new Date(), 2 - LOG_DAYS), 0.5);
    const days = (Date.now() - noon.getTime()) / 86_400_000;
    // What still waits of it is called off before.
    await database.pool.query("DELETE FROM delivery_queue");
    const startedAt = performance.now();
    const { dropped } = await database.withConnection((client) =>
      dropDays(client, days, new AbortController().signal),
    );
    const ms = performance.now() - startedAt;
    if (dropped.length !== 2)
      throw new Error(`Two partitions were to be dropped, not ${dropped.join(", ")}.`);
    return { rows, ms, longestWriteMs };
  } finally {
    stopped = true;
    await writing;
  }
}

async function rowsOfFirstDay(database: Database): Promise<number> {
  return database.withConnection(async (client) => {
    let rows = 0;
    for (const table of LOG_TABLES.filter(({ name }) => name !== "events")) {
      const { partitions } = await readPartitions(client, table);
      const counted = await client.query(`SELECT count(*)::int AS count FROM log.${partitions[1]?.name}`);
      rows += Number(counted.rows[0].count);
    }
    return rows;
  });
}

function pageTable(pages: readonly Page[]): Table {
  const requests = [...new Set(pages.map(({ request }) => request))];
  const names = [...new Set(pages.map(({ dealer }) => dealer))];
  return {
    head: ["p50 / p99 / max, ms", ...names],
    rows: requests.map((request) => [
      request,
      ...names.map((name) => {
        const times = pages.find((page) => page.request === request && page.dealer === name)?.times ?? [];
        return [0.5, 0.99, 1].map((share) => decimal(percentile(times, share))).join(" / ");
      }),
    ]),
  };
}
