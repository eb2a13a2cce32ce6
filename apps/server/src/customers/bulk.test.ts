import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRecord } from "../http/document.ts";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";
import type { BulkResult } from "./bulk.ts";
import { upsertCustomers } from "./upsert.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function bulk(dealer: TestDealer, customers: readonly unknown[]): Promise<BulkResult[]> {
  const response = await postJson(dealer, "/customers/bulk", { customers });
  expect(response.status).toBe(200);
  const { data } = await readChecked("bulkUpsertCustomers", response);
  // Safe: readChecked has compared the body with the contract's CustomerBulkResultList.
  return data as BulkResult[];
}

const statusesOf = (results: readonly BulkResult[]) => results.map(({ status }) => status);

async function count(dealer: TestDealer): Promise<number> {
  return server.database.prisma.customer.count({ where: { userId: dealer.userId } });
}

describe("POST /customers/bulk", () => {
  it("answers for each in order, and a bad one does not sink the rest", async () => {
    const dealer = await createTestDealer(server);
    await bulk(dealer, [{ external_id: "known", email: "known@x.org" }]);
    const results = await bulk(dealer, [
      { external_id: "known", name: "Known" },
      { email: "not an address" },
      { email: "new@x.org", metadata: { group: "collectors" } },
    ]);
    expect(results).toMatchObject([
      {
        index: 0,
        status: "matched",
        customer: { external_id: "known", email: "known@x.org", name: "Known" },
      },
      {
        index: 1,
        status: "error",
        error: {
          type: "validation_error",
          code: "invalid_request",
          param: "customers[1].email",
          doc_url: "https://api.test/docs/api/errors#invalid_request",
        },
      },
      { index: 2, status: "created", customer: { email: "new@x.org", metadata: { group: "collectors" } } },
    ]);
    expect(await count(dealer)).toBe(2);
  });

  const badItems: [name: string, item: unknown, param: string][] = [
    ["nothing to find it by", { name: "x" }, "customers[1].external_id"],
    ["a NUL", { external_id: "a\0" }, "customers[1].external_id"],
    ["a NUL in a key", { external_id: "a", metadata: { "\0": "" } }, "customers[1].metadata"],
    ["a lone surrogate", { external_id: "a", name: "\ud800" }, "customers[1].name"],
    ["an unknown field", { external_id: "a", id: "b" }, "customers[1].id"],
    ["a prototype key", JSON.parse('{"external_id":"a","__proto__":1}'), "customers[1].__proto__"],
    ["nested metadata", { external_id: "a", metadata: { n: [] } }, "customers[1].metadata.n"],
    ["null", null, "customers[1]"],
    ["a number", 1e300, "customers[1]"],
    ["a text with a NUL", "\0", "customers[1]"],
    ["a list", [[]], "customers[1]"],
  ];
  it.each(badItems)("refuses an item with %s, and writes those around it", async (_name, item, param) => {
    const dealer = await createTestDealer(server);
    const results = await bulk(dealer, [{ external_id: "before" }, item, { external_id: "after" }]);
    expect(statusesOf(results)).toEqual(["created", "error", "created"]);
    expect(results[1]).toMatchObject({ error: { code: "invalid_request", param } });
    expect(await count(dealer)).toBe(2);
  });

  it("names the request that it answers in its errors", async () => {
    const dealer = await createTestDealer(server);
    const response = await postJson(dealer, "/customers/bulk", { customers: [null] });
    const { data } = await readChecked("bulkUpsertCustomers", response);
    expect(data).toMatchObject([{ error: { request_id: response.headers.get("x-request-id") } }]);
    expect(await count(dealer)).toBe(0);
  });

  const badBodies: [name: string, body: unknown, param: string][] = [
    ["no customers", { customers: [] }, "customers"],
    ["501 customers", { customers: Array(501).fill({ external_id: "x" }) }, "customers"],
    ["an object of customers", { customers: { external_id: "x" } }, "customers"],
    ["a text of customers", { customers: "\0" }, "customers"],
    ["no field", {}, "customers"],
    ["another field", { customers: [{ external_id: "x" }], dry_run: true }, "dry_run"],
    ["a NUL beside the customers", { customers: [{ external_id: "x" }], "a\0": 1 }, "body"],
    ["a list", [{ external_id: "x" }], "body"],
    ["null", null, "body"],
  ];
  it.each(badBodies)("refuses a body with %s as a whole", async (_name, body, param) => {
    const dealer = await createTestDealer(server);
    const response = await postJson(dealer, "/customers/bulk", body);
    expect(response.status).toBe(400);
    expect(await readError("bulkUpsertCustomers", response)).toMatchObject({
      code: "invalid_request",
      param,
    });
    expect(await count(dealer)).toBe(0);
  });

  it("writes 500, then matches them, with one suppressed event for each match", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/hook" });
    const customers = Array.from({ length: 500 }, (_, n) => ({ external_id: `c${n}`, email: `c${n}@x.org` }));
    expect(new Set(statusesOf(await bulk(dealer, customers)))).toEqual(new Set(["created"]));
    expect(await eventsOf(server, dealer)).toEqual([]);
    const results = await bulk(dealer, customers.toReversed());
    expect(new Set(statusesOf(results))).toEqual(new Set(["matched"]));
    expect(results.map((result) => "customer" in result && result.customer.external_id)).toEqual(
      customers.map(({ external_id }) => external_id).toReversed(),
    );
    const events = await eventsOf(server, dealer);
    expect(events).toHaveLength(500);
    const outcomes = new Set(events.map(({ deliveries, queued }) => JSON.stringify([deliveries, queued])));
    expect(outcomes).toEqual(new Set(['[["suppressed"],0]']));
    const rows = await server.database.prisma.customer.findMany({ where: { userId: dealer.userId } });
    expect(new Set(rows.map(({ updatedAt }) => updatedAt.getTime())).size).toBe(500);
  });

  it("asks the database no more often for 500 than for one", async () => {
    const { userId, integrationId } = await createTestDealer(server);
    const caller = { userId, integrationId, livemode: false, apiVersion: newestVersion };
    const statements = (size: number) =>
      server.database.transaction(async (tx) => {
        const asked: string[] = [];
        const [run, runLast] = [tx.run.bind(tx), tx.runLast.bind(tx)];
        tx.run = (each, params) => {
          asked.push(each.name);
          return run(each, params);
        };
        tx.runLast = (each, params) => {
          asked.push(each.name);
          runLast(each, params);
        };
        await upsertCustomers(
          tx,
          caller,
          Array.from({ length: size }, (_, n) => ({ external_id: `c${n}` })),
        );
        return asked;
      });
    await statements(500);
    expect(await statements(500)).toEqual(await statements(1));
  });
});

describe("a batch", () => {
  const [a, b] = ["a@x.org", "b@x.org"];
  const known = [
    { external_id: "X", email: a },
    { external_id: "Y", email: b },
  ];
  const batches: [name: string, batch: Readonly<Record<string, unknown>>[]][] = [
    [
      "the same new customer twice",
      [
        { email: "n@x.org", name: "1" },
        { email: "N@x.org", phone: "2" },
      ],
    ],
    [
      "a new one, then its address under another id",
      [
        { external_id: "N", email: "n@x.org" },
        { external_id: "M", email: "n@x.org" },
      ],
    ],
    [
      "an id that moves on and is taken",
      [
        { external_id: "Z", email: a },
        { external_id: "X", email: b },
      ],
    ],
    [
      "ids that change places",
      [
        { external_id: "T", email: a },
        { external_id: "X", email: b },
        { external_id: "Y", email: a },
      ],
    ],
    [
      "an id that is freed and given to a new one",
      [
        { external_id: "Z", email: a },
        { external_id: "X", email: "n@x.org" },
      ],
    ],
    [
      "an address that moves, and is looked for",
      [{ external_id: "X", email: b }, { email: b }, { email: a }],
    ],
    [
      "an address that is freed, and is looked for",
      [
        { external_id: "X", email: "n@x.org" },
        { email: a, name: "new" },
      ],
    ],
    [
      "fields that are given, kept and removed",
      [
        { external_id: "X", name: "1" },
        { email: a, phone: "2" },
        { email: a, name: null },
      ],
    ],
  ];
  it.each(batches)("does as if each had been sent alone: %s", async (_name, batch) => {
    expect(await inOneBatch(known, batch)).toEqual(await oneByOne(known, batch));
  });

  it("does so whatever is in it", async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = randomNumbers(seed);
      const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
      const batch = Array.from({ length: 12 }, (_, n) => {
        const [external_id, email] = [
          pick(["X", "Y", "Z", undefined]),
          pick([a, b, "C@x.org", "c@x.org", undefined]),
        ];
        const name = pick([`n${n}`, null, undefined]);
        return {
          ...(external_id === undefined && email === undefined ? { email: a } : { external_id, email }),
          name,
        };
      });
      expect(await inOneBatch(known, batch), `seed ${seed}`).toEqual(await oneByOne(known, batch));
    }
  });

  /** The results and what is stored at the end, without ids and times, which differ from run to run. */
  async function inOneBatch(before: readonly unknown[], batch: readonly unknown[]) {
    const dealer = await createTestDealer(server);
    await bulk(dealer, before);
    const results = (await bulk(dealer, batch)).map((result) =>
      "customer" in result ? result.customer : null,
    );
    return comparable(dealer, results);
  }

  async function oneByOne(before: readonly unknown[], batch: readonly unknown[]) {
    const dealer = await createTestDealer(server);
    const results: unknown[] = [];
    for (const customer of before) await postJson(dealer, "/customers", customer);
    for (const customer of batch) results.push(await (await postJson(dealer, "/customers", customer)).json());
    return comparable(dealer, results);
  }

  async function comparable(dealer: TestDealer, results: readonly unknown[]) {
    const stored = await readChecked("listCustomers", await dealer.call("GET", "/customers?limit=100"));
    const matched = (await eventsOf(server, dealer)).map(({ payload }) => payload.data);
    const stamps = results.map((result) => isRecord(result) && result.updated_at);
    expect(stamps).toEqual(stamps.toSorted());
    const names = new Map<unknown, string>();
    const anonymous = (value: unknown): unknown => {
      if (!isRecord(value)) return value;
      const { id, created_at: _created, updated_at: _updated, ...rest } = value;
      if (!names.has(id)) names.set(id, `customer ${names.size}`);
      return { ...rest, id: names.get(id) };
    };
    const shown = results.map(anonymous);
    const listed = Array.isArray(stored.data) ? stored.data.map(anonymous) : [];
    // The events of a batch are recorded at once, in no order.
    const objects = matched.map((data) => JSON.stringify(anonymous(isRecord(data) ? data.object : null)));
    return { results: shown, stored: listed, matched: objects.sort() };
  }
});

/** Numbers in [0, 1) that are the same in each run (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
