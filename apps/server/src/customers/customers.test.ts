import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, postJson } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { a1, type Fields, list, upsert } from "./testing.ts";

// How customers come about and change. How they are read is in list-customers.test.ts.

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("POST /customers", () => {
  it("creates a customer, then matches it", async () => {
    const dealer = await createTestDealer(server);
    const created = await upsert(dealer, a1);
    expect(created).toEqual({
      ...a1,
      id: expect.any(String),
      object: "customer",
      matched_existing: false,
      accepts_marketing: false,
      metadata: {},
      is_test: true,
      created_at: created.updated_at,
      updated_at: expect.any(String),
    });
    const matched = await upsert(dealer, { ...a1, accepts_marketing: true, metadata: { group: "b" } });
    expect(matched).toEqual({
      ...created,
      matched_existing: true,
      accepts_marketing: true,
      metadata: { group: "b" },
      updated_at: expect.any(String),
    });
    expect(matched.updated_at > created.updated_at).toBe(true);
    const read = await readChecked("getCustomer", await dealer.call("GET", `/customers/${created.id}`));
    expect(read).toEqual({ ...matched, matched_existing: false });
    expect((await list(dealer)).data).toEqual([read]);
  });

  it("keeps what is left out, replaces metadata as a whole, and removes what is null", async () => {
    const dealer = await createTestDealer(server);
    const all = { ...a1, accepts_marketing: true, metadata: { a: "1", b: "2" } };
    await upsert(dealer, all);
    expect(await upsert(dealer, { external_id: "ext-A1" })).toMatchObject(all);
    expect(await upsert(dealer, { external_id: "ext-A1", metadata: { c: "3" } })).toMatchObject({
      ...a1,
      metadata: { c: "3" },
    });
    const removed = await upsert(dealer, { email: a1.email, name: null, phone: null, metadata: {} });
    expect(removed).toMatchObject({ ...a1, name: null, phone: null, metadata: {}, accepts_marketing: true });
    expect(await upsert(dealer, { email: a1.email, accepts_marketing: false })).toMatchObject({
      accepts_marketing: false,
    });
  });

  // A: { external_id: "A", email: "a@x.org" }, B: { external_id: "B", email: "b@x.org" }, C: { email: "c@x.org" }.
  const matching: [name: string, given: Fields, matches: "A" | "B" | "C" | null, then: Fields][] = [
    ["by external id", { external_id: "A" }, "A", { email: "a@x.org" }],
    ["by address", { email: "b@x.org" }, "B", { external_id: "B" }],
    ["by address in another case, which it takes over", { email: "B@X.Org" }, "B", { email: "B@X.Org" }],
    ["none by external id in another case", { external_id: "a" }, null, { email: null }],
    [
      "by external id, which wins over the address of another",
      { external_id: "A", email: "b@x.org" },
      "A",
      { email: "b@x.org" },
    ],
    [
      "by address, and takes the new external id",
      { external_id: "D", email: "c@x.org" },
      "C",
      { external_id: "D" },
    ],
    [
      "by address, and changes the external id",
      { external_id: "D", email: "a@x.org" },
      "A",
      { external_id: "D" },
    ],
    [
      "none by another external id and address",
      { external_id: "D", email: "d@x.org" },
      null,
      { email: "d@x.org" },
    ],
    ["none by part of an address", { email: "a@x.or" }, null, {}],
    ["none by a pattern", { email: "%@x.org" }, null, {}],
    ["none by a prototype key", { external_id: "__proto__" }, null, {}],
  ];
  it.each(matching)("matches %s", async (_name, given, matches, then) => {
    const dealer = await createTestDealer(server);
    const existing = {
      A: await upsert(dealer, { external_id: "A", email: "a@x.org" }),
      B: await upsert(dealer, { external_id: "B", email: "b@x.org" }),
      C: await upsert(dealer, { email: "c@x.org" }),
    };
    const customer = await upsert(dealer, given);
    expect(customer).toMatchObject({ ...given, ...then, matched_existing: matches !== null });
    if (matches !== null) expect(customer.id).toBe(existing[matches].id);
    const { data } = await list(dealer);
    expect(data).toHaveLength(matches === null ? 4 : 3);
    const untouched = Object.values(existing).filter(({ id }) => id !== customer.id);
    expect(data).toEqual(expect.arrayContaining(untouched));
  });

  it("matches the customer that was created first, when several share an address", async () => {
    const dealer = await createTestDealer(server);
    const [first, second] = [
      await upsert(dealer, { external_id: "1", email: "old@x.org" }),
      await upsert(dealer, { external_id: "2", email: "shared@x.org" }),
    ];
    await upsert(dealer, { external_id: "1", email: "shared@x.org" });
    expect((await upsert(dealer, { email: "Shared@x.org" })).id).toBe(first.id);
    await upsert(dealer, { external_id: "1", email: "new@x.org" });
    expect((await upsert(dealer, { email: "Shared@x.org" })).id).toBe(second.id);
  });

  it("records customer.matched suppressed, and nothing for a customer that it creates", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/hook" });
    await upsert(dealer, a1);
    expect(await eventsOf(server, dealer)).toEqual([]);
    const object = await upsert(dealer, { ...a1, name: "Renamed" });
    expect(await eventsOf(server, dealer)).toMatchObject([
      {
        type: "customer.matched",
        livemode: false,
        deliveries: ["suppressed"],
        queued: 0,
        payload: { data: { object } },
      },
    ]);
  });
});

describe("at once", () => {
  it("equal upserts end in one customer", async () => {
    const dealer = await createTestDealer(server);
    for (const fields of [
      { email: "same@x.org" },
      { external_id: "same" },
      { external_id: "x", email: "y@x.org" },
    ]) {
      const answers = await Promise.all(Array.from({ length: 8 }, () => upsert(dealer, fields)));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ matched_existing }) => !matched_existing)).toHaveLength(1);
      expect(new Set(answers.map(({ updated_at }) => updated_at)).size).toBe(8);
    }
    expect((await list(dealer)).data).toHaveLength(3);
  });

  it("bulk and single upserts of the same customers end in one of each", async () => {
    const dealer = await createTestDealer(server);
    const customers = Array.from({ length: 20 }, (_, n) => ({ external_id: `c${n}`, email: `c${n}@x.org` }));
    await Promise.all([
      postJson(dealer, "/customers/bulk", { customers }),
      postJson(dealer, "/customers/bulk", { customers: customers.toReversed() }),
      ...customers.map((customer) => upsert(dealer, customer)),
    ]);
    expect((await list(dealer, { limit: "100" })).data).toHaveLength(20);
  });

  it("no dealer waits for another", async () => {
    const [busy, free] = [await createTestDealer(server), await createTestDealer(server)];
    const client = await server.database.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT FROM dealer_clocks WHERE user_id = $1 FOR UPDATE", [busy.userId]);
      const waiting = upsert(busy, a1);
      expect((await upsert(free, a1)).matched_existing).toBe(false);
      expect(await Promise.race([waiting, Promise.resolve("waits")])).toBe("waits");
      await client.query("COMMIT");
      expect((await waiting).matched_existing).toBe(false);
    } finally {
      client.release();
    }
  });
});

describe("what a customer may hold", () => {
  const refused: [name: string, fields: unknown, param: string][] = [
    ["nothing to find it by", { name: "Nobody" }, "external_id"],
    ["null for an external id", { external_id: null }, "external_id"],
    ["null for an address", { email: null }, "email"],
    ["an address that is none", { email: "a1@" }, "email"],
    ["a NUL", { external_id: "x", name: "a\0" }, "name"],
    ["a lone surrogate", { external_id: "\udfff" }, "external_id"],
    ["an empty name", { external_id: "x", name: "" }, "name"],
    ["a name of 201 characters", { external_id: "x", name: "⌚".repeat(201) }, "name"],
    ["a value of 501 characters", { external_id: "x", metadata: { note: "x".repeat(501) } }, "metadata.note"],
    ["nested metadata", { external_id: "x", metadata: { note: { deep: "x" } } }, "metadata.note"],
    ["an unknown field", { external_id: "x", e_mail: "a1@example.com" }, "e_mail"],
    ["a prototype key", JSON.parse('{"external_id":"x","__proto__":{"name":"y"}}'), "__proto__"],
    ["a list", [a1], "body"],
    ["null", null, "body"],
  ];
  it.each(refused)("not %s", async (_name, fields, param) => {
    const dealer = await createTestDealer(server);
    const response = await postJson(dealer, "/customers", fields);
    expect(response.status).toBe(400);
    expect(await readError("upsertCustomer", response)).toMatchObject({ code: "invalid_request", param });
    expect((await list(dealer)).data).toEqual([]);
  });

  const kept: [name: string, fields: Fields][] = [
    ["prototype keys", { external_id: "x", metadata: JSON.parse('{"__proto__":"a","constructor":"b"}') }],
    ["prototype names", { external_id: "__proto__", name: "constructor" }],
    ["every script", { external_id: "山田⌚", name: "Zoë\u202e🇨🇭", phone: "+41 (0)44 \t\r\n" }],
    ["quotes and SQL", { external_id: `{"'\\;--`, name: "{NULL,\"}'); DROP TABLE customers;" }],
    [
      "the longest texts",
      {
        external_id: "⌚".repeat(255),
        name: "é".repeat(200),
        metadata: { ["k".repeat(40)]: "v".repeat(500) },
      },
    ],
  ];
  it.each(kept)("%s, given back as it came", async (_name, fields) => {
    const dealer = await createTestDealer(server);
    const created = await upsert(dealer, fields);
    expect(created).toMatchObject(fields);
    expect(Object.keys(created.metadata).sort()).toEqual(Object.keys(Object(fields.metadata ?? {})).sort());
    const { id } = await upsert(dealer, fields);
    expect(id).toBe(created.id);
    const read = await readChecked("getCustomer", await dealer.call("GET", `/customers/${id}`));
    expect(read).toEqual({ ...created, updated_at: expect.any(String) });
  });
});
