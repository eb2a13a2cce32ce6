import { randomUUID } from "node:crypto";
import { addSampleInventory } from "@wth/server/sample/inventory.ts";
import { Pool } from "undici";
import { type Child, startChild } from "./child.ts";
import { cpuSince, cpuTime, postmasterOf } from "./cpu.ts";
import { type BenchDealer, makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { definePart, type Table } from "./part.ts";
import { type Comparison, compare, comparisonTable, format, median } from "./rounds.ts";

/** Each connection is another dealer's: one dealer alone may not even send so many. */
const CONNECTIONS = 16;

/** Wanted of what only reads, and of what writes: with its event, its checks and its idempotency. */
const READ = 0.6;
const WRITE = 0.5;

/** `npm run bench -- --only api` */
export const api = definePart({
  name: "api",
  title: "The API: bare Express + pg / ours, requests a second",
  sizes: { rounds: 5, requests: 6_000 },
  async measure({ environment, progress }, { rounds, requests }) {
    const { comparisons, costs } = await measureApi(environment, rounds, requests, progress);
    return {
      tables: [comparisonTable(comparisons), costTable(costs)],
      figures: cases.map(({ name, wanted }) => ({
        name: `${name} / bare Express + pg`,
        value: comparisons[name]?.ratio ?? Number.NaN,
        wanted: { atLeast: wanted },
      })),
      data: { comparisons, costs },
    };
  },
});

/** One request, as a baseline or the API takes it. */
interface BenchRequest {
  method: "GET" | "POST";
  path: string;
  body?: string;
  headers: Record<string, string>;
}

/** What is measured: the same request to both. */
interface Case {
  name: string;
  status: number;
  wanted: number;
  bare(dealer: OrderingDealer): BenchRequest;
  ours(dealer: OrderingDealer): BenchRequest;
}

interface OrderingDealer extends BenchDealer {
  orderId: string;
}

const cases: readonly Case[] = [
  {
    name: "GET /listings?limit=20",
    status: 200,
    wanted: READ,
    bare: ({ userId }) => get(`/dealers/${userId}/listings?limit=20`),
    ours: ({ apiKey }) => get("/api/v1/listings?limit=20", apiKey),
  },
  {
    name: "GET /orders/{id}",
    status: 200,
    wanted: READ,
    bare: ({ userId, orderId }) => get(`/dealers/${userId}/orders/${orderId}`),
    ours: ({ apiKey, orderId }) => get(`/api/v1/orders/${orderId}`, apiKey),
  },
  {
    name: "POST /orders",
    status: 201,
    wanted: WRITE,
    bare: ({ userId }) => post(`/dealers/${userId}/orders`, newOrder()),
    ours: ({ apiKey }) => post("/api/v1/orders", newOrder(), apiKey),
  },
];

/** Processor time of a request, in µs, by round: it explains the rates, because both sides share one machine. */
interface Cost {
  process: number[];
  postgres: number[];
}

/** What each request costs, by its name. */
type Costs = Record<string, { bare: Cost; ours: Cost }>;

/**
 * Requests a second of the API against a bare Express + pg handler that runs one query, in the same run.
 *
 * @returns a comparison for each request, by its name, and what it costs.
 */
async function measureApi(
  environment: Environment,
  rounds: number,
  requests: number,
  progress: (line: string) => void,
): Promise<{ comparisons: Record<string, Comparison>; costs: Costs }> {
  const { database, secretsKeys } = environment;
  const env = { DATABASE_URL: database.url, WTH_SECRETS_KEYS: secretsKeys };
  const bare = await startChild("bare-process.ts", [], env);
  const server = await startChild("api-process.ts", [], env);
  try {
    const dealers: OrderingDealer[] = [];
    for (let n = 0; n < CONNECTIONS; n += 1) dealers.push(await makeOrderingDealer(environment, server));
    await database.pool.query("ANALYZE");
    const postmaster = await postmasterOf(environment);
    const comparisons: Record<string, Comparison> = {};
    const costs: Costs = {};
    for (const one of cases) {
      progress(one.name);
      const cost = { bare: noCost(), ours: noCost() };
      comparisons[one.name] = await compare(
        rounds,
        () =>
          metered(cost.bare, bare, postmaster, requests, () =>
            load(bare, dealers, requests, one.status, one.bare),
          ),
        () =>
          metered(cost.ours, server, postmaster, requests, () =>
            load(server, dealers, requests, one.status, one.ours),
          ),
        progress,
      );
      costs[one.name] = cost;
    }
    return { comparisons, costs };
  } finally {
    await Promise.all([bare.stop(), server.stop()]);
  }
}

function noCost(): Cost {
  return { process: [], postgres: [] };
}

/** Notes what a round costs for each of its requests. */
async function metered(
  cost: Cost,
  { process: { pid = Number.NaN } }: Child,
  postmaster: number,
  requests: number,
  round: () => Promise<number>,
): Promise<number> {
  const watched = { workers: [pid], receivers: [], postmaster };
  const before = cpuTime(watched);
  const rate = await round();
  const { workers, postgres } = cpuSince(cpuTime(watched), before);
  cost.process.push(workers / requests);
  cost.postgres.push(postgres / requests);
  return rate;
}

function costTable(costs: Costs): Table {
  const cell = (times: readonly number[]) => format(median(times));
  return {
    head: ["CPU µs a request", "baseline", "its PostgreSQL", "ours", "its PostgreSQL"],
    rows: Object.entries(costs).map(([name, { bare, ours }]) => [
      name,
      ...[bare, ours].flatMap(({ process, postgres }) => [cell(process), cell(postgres)]),
    ]),
  };
}

async function makeOrderingDealer(environment: Environment, api: Child): Promise<OrderingDealer> {
  const dealer = await makeDealer(environment, "http://127.0.0.1:9999/");
  await environment.database.prismaTransaction((tx) => addSampleInventory(tx, dealer.userId, 200));
  const { path, ...init } = post("/api/v1/orders", newOrder(), dealer.apiKey);
  const response = await fetch(`http://127.0.0.1:${api.port}${path}`, init);
  const order: unknown = await response.json();
  if (typeof order !== "object" || order === null || !("id" in order) || typeof order.id !== "string") {
    throw new Error(`The first order was answered with ${response.status}.`);
  }
  return { ...dealer, orderId: order.id };
}

async function load(
  { port }: Child,
  dealers: readonly OrderingDealer[],
  requests: number,
  expected: number,
  request: (dealer: OrderingDealer) => BenchRequest,
): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS });
  let left = requests;
  const startedAt = performance.now();
  const lane = async (dealer: OrderingDealer) => {
    while (left > 0) {
      left -= 1;
      const { statusCode, body } = await pool.request(request(dealer));
      if (statusCode !== expected) throw new Error(`The answer was ${statusCode}: ${await body.text()}`);
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }
  };
  await Promise.all(dealers.map(lane));
  const rate = requests / ((performance.now() - startedAt) / 1000);
  await pool.close();
  return rate;
}

function get(path: string, apiKey?: string): BenchRequest {
  return { method: "GET", path, headers: authorization(apiKey) };
}

function post(path: string, body: object, apiKey?: string): BenchRequest {
  const headers = {
    ...authorization(apiKey),
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
  };
  return { method: "POST", path, headers, body: JSON.stringify(body) };
}

function authorization(apiKey: string | undefined): Record<string, string> {
  return apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` };
}

function newOrder() {
  return {
    external_id: `shop-${randomUUID()}`,
    total_amount: 1_500_000,
    currency: "USD",
    buyer: { name: "Alice", email: "alice@example.com", country: "US" },
    line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
  };
}
