import { describe, expect, it } from "vitest";
import { WatchTraderHub, WatchTraderHubError } from "./index.ts";
import { fakeRuntime } from "./mock/fake-runtime.ts";
import { successExamples } from "./testing/contract.ts";
import { API_KEY } from "./testing/fixtures.ts";
import { errorBody, sendJson, startServer } from "./testing/server.ts";

/** A client whose requests are all answered with one example. */
async function answering({ status, body }: { status: number; body: unknown }) {
  const server = await startServer((_request, response) => sendJson(response, status, body));
  return {
    requests: server.requests,
    wth: new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, maxRetries: 0 }),
  };
}

const client = (number: number) => ({ external_id: `ext-${number}` });
const clients = (count: number) => Array.from({ length: count }, (_, index) => client(index));

describe("customers.upsert", () => {
  it.each([
    [200, true],
    [201, false],
  ])("tells by status %i that matched_existing is %s", async (status, matched) => {
    const example = successExamples("upsertCustomer").find((one) => one.status === status);
    const { wth } = await answering(example ?? expect.fail("the contract has no such example"));
    const { data, response } = await wth.customers.upsert({ email: "a1@example.com" }).withResponse();
    expect(data.matched_existing).toBe(matched);
    expect(response.status).toBe(status);
  });

  it("sends what it was given, null and all, and nothing more", async () => {
    const { wth, requests } = await answering({ status: 201, body: {} });
    const params = { external_id: "ext-Ä1", name: null, metadata: { "": "✓" }, accepts_marketing: false };
    await wth.customers.upsert(params);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(params);
  });
});

describe("customers.bulkUpsert", () => {
  const example = { status: 200, body: { object: "list", data: [] } };

  it.each([1, 500])("sends %i clients in their order, in one request", async (count) => {
    const { wth, requests } = await answering(example);
    await wth.customers.bulkUpsert({ customers: clients(count) });
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([{ customers: clients(count) }]);
  });

  it("refuses 501 before anything is sent, and says what to do", async () => {
    const { wth, requests } = await answering(example);
    const error: unknown = await wth.customers
      .bulkUpsert({ customers: clients(501) })
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WatchTraderHubError);
    expect(error).toMatchObject({
      code: "invalid_argument",
      attempts: 0,
      message: expect.stringMatching(/501 clients.*at most 500.*each 500/),
    });
    expect(requests).toEqual([]);
  });
});

describe("a POST", () => {
  it("sends the same body in a retry, also when the caller changes the object meanwhile", async () => {
    const customer = { external_id: "ext-A1", metadata: { step: "first" } };
    const server = await startServer((_request, response, index) => {
      customer.metadata.step = "changed";
      if (index === 0) sendJson(response, 503, errorBody("api_error", "service_unavailable"));
      else sendJson(response, 201, {});
    });
    const wth = new WatchTraderHub({ apiKey: API_KEY, baseUrl: server.url, runtime: fakeRuntime() });
    await wth.customers.upsert(customer);
    const body = JSON.stringify({ external_id: "ext-A1", metadata: { step: "first" } });
    expect(server.requests.map((request) => request.body)).toEqual([body, body]);
  });

  it("gets a key of its own for each call", async () => {
    const { wth, requests } = await answering({ status: 201, body: {} });
    await wth.customers.upsert(client(1));
    await wth.customers.upsert(client(1));
    await wth.customers.upsert(client(1), { idempotencyKey: "import-1" });
    const keys = requests.map((request) => request.headers["idempotency-key"]);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe("import-1");
  });
});

describe("ids", () => {
  const methods: [string, (wth: WatchTraderHub, id: string) => Promise<unknown>][] = [
    ["listings.get", (wth, id) => wth.listings.get(id)],
    ["customers.get", (wth, id) => wth.customers.get(id)],
    ["orders.get", (wth, id) => wth.orders.get(id)],
    ["orders.cancel", (wth, id) => wth.orders.cancel(id)],
    ["events.get", (wth, id) => wth.events.get(id)],
    ["events.replay", (wth, id) => wth.events.replay(id)],
    ["webhookDeliveries.get", (wth, id) => wth.webhookDeliveries.get(id)],
    ["webhookDeliveries.retry", (wth, id) => wth.webhookDeliveries.retry(id)],
  ];

  it.each(methods)("%s sends no id that is another path", async (_name, call) => {
    const { wth, requests } = await answering({ status: 200, body: {} });
    for (const id of ["", ".", ".."])
      await expect(call(wth, id)).rejects.toMatchObject({ code: "invalid_argument", attempts: 0 });
    expect(requests).toEqual([]);
    await call(wth, "a/b?c#d");
    expect(requests[0]?.url).toContain("/a%2Fb%3Fc%23d");
  });
});
