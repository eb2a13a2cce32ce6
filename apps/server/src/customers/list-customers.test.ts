import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLiveDealer, createTestDealer, postJson } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { Customer } from "./serialize.ts";
import { a1, list, type Page, upsert } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("GET /customers", () => {
  it("finds by address in any case, by external id, or by both", async () => {
    const dealer = await createTestDealer(server);
    const [a, b] = [
      await upsert(dealer, a1),
      await upsert(dealer, { external_id: "ext-B", email: "b@x.org" }),
    ];
    const cases: [query: Readonly<Record<string, string>>, ids: string[]][] = [
      [{}, [b.id, a.id]],
      [{ email: "A1@EXAMPLE.com" }, [a.id]],
      [{ external_id: "ext-B" }, [b.id]],
      [{ external_id: "ext-A1", email: "a1@example.com" }, [a.id]],
      [{ external_id: "ext-B", email: "a1@example.com" }, []],
      [{ external_id: "ext-b" }, []],
      [{ email: "nobody@x.org" }, []],
    ];
    for (const [query, ids] of cases) {
      expect(
        (await list(dealer, query)).data.map(({ id }) => id),
        JSON.stringify(query),
      ).toEqual(ids);
    }
  });

  it("walks all pages while customers come in and change: none missed, none twice", async () => {
    const dealer = await createTestDealer(server);
    const customers = Array.from({ length: 30 }, (_, n) => ({ external_id: `c${n}` }));
    await postJson(dealer, "/customers/bulk", { customers });
    const seen: Customer[] = [];
    let after: string | null = null;
    do {
      const page: Page = await list(dealer, { limit: "4", ...(after === null ? {} : { after }) });
      seen.push(...page.data);
      after = page.next_cursor;
      await upsert(dealer, { external_id: `new-${randomUUID()}` });
      if (seen.length === 4) await upsert(dealer, { external_id: "c0", name: "Changed" });
    } while (after !== null);
    const ids = seen.map(({ external_id }) => external_id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(
      customers
        .slice(1)
        .map(({ external_id }) => external_id)
        .sort(),
    );
  });
});

describe("customers of others", () => {
  it("are like none: of another dealer, and of the other mode", async () => {
    const { live, test } = await createLiveDealer(server);
    const stranger = await createTestDealer(server);
    const own = [await upsert(live, a1), await upsert(test, a1), await upsert(stranger, a1)];
    expect(own.map(({ matched_existing, is_test }) => [matched_existing, is_test])).toEqual([
      [false, false],
      [false, true],
      [false, true],
    ]);
    expect(new Set(own.map(({ id }) => id)).size).toBe(3);
    for (const [index, dealer] of [live, test, stranger].entries()) {
      for (const [other, { id }] of own.entries()) {
        const response = await dealer.call("GET", `/customers/${id}`);
        expect(response.status).toBe(other === index ? 200 : 404);
      }
      expect((await list(dealer)).data).toEqual([own[index]]);
      expect((await list(dealer, { email: a1.email })).data).toEqual([own[index]]);
      expect((await list(dealer, { external_id: a1.external_id })).data).toEqual([own[index]]);
    }
    await upsert(live, { ...a1, name: "Live" });
    expect((await list(test)).data).toEqual([own[1]]);
  });
});
