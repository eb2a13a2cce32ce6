import { randomUUID } from "node:crypto";
import { addSampleInventory } from "@wth/server/sample/inventory.ts";
import { Pool } from "undici";
import { type Child, startChild } from "./child.ts";
import { type BenchDealer, makeDealer } from "./dealers.ts";
import type { Environment } from "./environment.ts";
import { type Comparison, compare } from "./rounds.ts";

/** Each connection is another dealer's: one dealer alone may not even send so many. */
const CONNECTIONS = 16;
const REQUESTS = 6_000;

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
    bare: ({ userId }) => get(`/dealers/${userId}/listings?limit=20`),
    ours: ({ apiKey }) => get("/api/v1/listings?limit=20", apiKey),
  },
  {
    name: "GET /orders/{id}",
    status: 200,
    bare: ({ userId, orderId }) => get(`/dealers/${userId}/orders/${orderId}`),
    ours: ({ apiKey, orderId }) => get(`/api/v1/orders/${orderId}`, apiKey),
  },
  {
    name: "POST /orders",
    status: 201,
    bare: ({ userId }) => post(`/dealers/${userId}/orders`, newOrder()),
    ours: ({ apiKey }) => post("/api/v1/orders", newOrder(), apiKey),
  },
];

/**
 * Requests a second of the API against a bare Express + pg handler that runs one query, in the same run.
 *
 * @returns a comparison for each request, by its name.
 */
export async function measureApi(
  environment: Environment,
  rounds: number,
  progress: (line: string) => void,
): Promise<Record<string, Comparison>> {
  const { database, secretsKeys } = environment;
  const env = { DATABASE_URL: database.url, WTH_SECRETS_KEYS: secretsKeys };
  const bare = await startChild("bare-process.ts", [], env);
  const api = await startChild("api-process.ts", [], env);
  try {
    const dealers: OrderingDealer[] = [];
    for (let n = 0; n < CONNECTIONS; n += 1) dealers.push(await makeOrderingDealer(environment, api));
    await database.pool.query("ANALYZE");
    const results: Record<string, Comparison> = {};
    for (const one of cases) {
      progress(one.name);
      results[one.name] = await compare(
        rounds,
        () => load(bare, dealers, one.status, one.bare),
        () => load(api, dealers, one.status, one.ours),
        progress,
      );
    }
    return results;
  } finally {
    await Promise.all([bare.stop(), api.stop()]);
  }
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
  expected: number,
  request: (dealer: OrderingDealer) => BenchRequest,
): Promise<number> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS });
  let left = REQUESTS;
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
  const rate = REQUESTS / ((performance.now() - startedAt) / 1000);
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
