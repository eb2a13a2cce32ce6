import { randomUUID } from "node:crypto";
import { WatchTraderHub } from "@watchtraderhub/sdk";
import { MOCK_API_KEY, samples } from "@watchtraderhub/sdk/testing";
import type { paths } from "@wth/contract";
import { importMilliseconds, installSdk } from "@wth/packaging";
import createClient from "openapi-fetch";
import { definePart, type Figure } from "./part.ts";
import { type Comparison, compare, comparisonTable } from "./rounds.ts";

const order = {
  external_id: "shop-12345",
  total_amount: 1_500_000,
  currency: "USD",
  buyer: { name: "Alice", email: "alice@example.com", country: "US" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
};
const MAX_RATIO = 1.3;
const MAX_IMPORT_MS = 15;

/**
 * What the SDK adds to a call: its time limits, retries, idempotency key, errors and results, against `openapi-fetch`
 * alone. The network is a function that answers at once, the same for both. Times are processor time, which a busy
 * machine distorts less.
 */
export const sdk = definePart({
  name: "sdk",
  title:
    "The SDK: a call against bare openapi-fetch, both without a network, and an import against bare Node",
  sizes: { rounds: 11, calls: 5_000, imports: 15 },
  async measure({ progress }, { rounds, calls, imports }) {
    const comparisons: Record<string, Comparison> = {};
    for (const [name, [baseline, subject]] of Object.entries(callsOfBoth())) {
      progress(name);
      comparisons[name] = await compare(
        rounds,
        () => callsPerSecond(baseline, calls),
        () => callsPerSecond(subject, calls),
        progress,
      );
    }
    const ratios = Object.entries(comparisons).map(([name, { ratio }]): Figure => {
      return { name: `${name}: time of ours / bare`, value: 1 / ratio, wanted: { atMost: MAX_RATIO } };
    });
    return {
      tables: [comparisonTable(comparisons)],
      figures: [...ratios, ...(await importTimes(imports, progress))],
    };
  },
});

/** The same call twice: of `openapi-fetch`, and of ours. */
function callsOfBoth() {
  const headers = {
    "content-type": "application/json",
    "x-request-id": "req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64",
    "x-api-version": "2026-05-07",
    "x-ratelimit-limit": "600",
    "x-ratelimit-remaining": "599",
    "x-ratelimit-reset": "1778229960",
  };
  const answering = (body: object) => {
    const text = JSON.stringify(body);
    return async () => new Response(text, { headers });
  };
  const both = (body: object) => {
    const fetch = answering(body);
    const authorization = `Bearer ${MOCK_API_KEY}`;
    const baseUrl = "https://watchtraderhub.com/api/v1";
    return {
      bare: createClient<paths>({ baseUrl, fetch, headers: { authorization } }),
      ours: new WatchTraderHub({ apiKey: MOCK_API_KEY, fetch }),
    };
  };
  const orders = both(samples["POST /orders"].body);
  const listings = both(samples["GET /listings"].body);
  return {
    "POST /orders": [
      () =>
        orders.bare.POST("/orders", {
          params: { header: { "Idempotency-Key": randomUUID() } },
          body: order,
        }),
      () => orders.ours.orders.create(order),
    ],
    "GET /listings": [
      () => listings.bare.GET("/listings", { params: { query: { status: "active", limit: 20 } } }),
      () => listings.ours.listings.list({ status: "active", limit: 20 }),
    ],
  } as const;
}

async function callsPerSecond(call: () => PromiseLike<unknown>, count: number): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1e6;
}

/** The packed SDK, in a project of its own, under this Node. */
async function importTimes(rounds: number, progress: (line: string) => void): Promise<Figure[]> {
  const { consumer } = await installSdk();
  try {
    const figures: Figure[] = [];
    for (const kind of ["import", "require"] as const) {
      progress(`${kind}, ${rounds} processes of each`);
      const value = await importMilliseconds(consumer, process.execPath, "@watchtraderhub/sdk", kind, rounds);
      figures.push({ name: `${kind} over bare Node`, value, unit: "ms", wanted: { atMost: MAX_IMPORT_MS } });
    }
    return figures;
  } finally {
    await consumer.remove();
  }
}
