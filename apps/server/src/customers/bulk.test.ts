import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { newestVersion } from "../versions/pinned-version.ts";
import type { BulkResult } from "./bulk.ts";
import { bulk } from "./testing.ts";
import { upsertCustomers } from "./upsert.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

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

  it("reads no more customers for all that share their addresses", async () => {
    const { userId, integrationId } = await createTestDealer(server);
    await server.database.pool.query(
      `INSERT INTO customers (user_id, is_test, external_id, email, created_at)
       SELECT $1, true, e || '-' || n, e || '@x.org', now() - n * interval '1 s'
       FROM generate_series(1, 20) e, generate_series(1, 50) n`,
      [userId],
    );
    const caller = { userId, integrationId, livemode: false, hasPartners: false, apiVersion: newestVersion };
    const emails = Array.from({ length: 20 }, (_, n) => `${n + 1}@x.org`);
    const items = emails.flatMap((email) => [{ email }, { email, external_id: `new-${email}` }]);
    let read = 0;
    await server.database.transaction(async (tx) => {
      const run = tx.run.bind(tx);
      tx.run = async (each, params) => {
        const rows = await run(each, params);
        if (each.name === "find_matching_customers") read += rows.length;
        return rows;
      };
      await upsertCustomers(tx, caller, items);
    });
    // Of each address the first, and the one after it, since that one may leave.
    expect(read).toBe(2 * emails.length);
  });

  it("asks the database no more often for 500 than for one", async () => {
    const { userId, integrationId } = await createTestDealer(server);
    const caller = { userId, integrationId, livemode: false, hasPartners: false, apiVersion: newestVersion };
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
    expect(await statements(500)).toHaveLength((await statements(1)).length);
  });
});
