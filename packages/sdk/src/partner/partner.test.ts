import { type PartnerOperationId, partnerOperations } from "@wth/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import { samples } from "../generated/samples.ts";
import { fakeRuntime } from "../mock/fake-runtime.ts";
import { MOCK_PARTNER_KEY, mockError, mockFetch } from "../mock/index.ts";
import type { MockRoute } from "../mock/routes.ts";
import { ID, methods } from "../testing/partner-methods.ts";
import { errorBody, sendJson, startServer } from "../testing/server.ts";
import {
  ConflictError,
  type DeletedPartnerWebhook,
  NotFoundError,
  type PartnerOffer,
  type PartnerOrder,
  type PartnerPage,
  type PartnerWebhook,
  PermissionError,
  type RegisteredPartnerWebhook,
  WatchTraderHubPartner,
} from "./index.ts";

const cases = Object.entries(methods).map(([name, [id, call]]) => ({
  name,
  id,
  call,
  ...partnerOperations[id],
}));
const routeOf = (method: string, path: string) => {
  const route = `${method.toUpperCase()} ${path}`;
  if (!isRoute(route)) throw new Error(`The mock has no ${route}.`);
  return route;
};
const isRoute = (name: string): name is MockRoute => Object.hasOwn(samples, name);

describe("the operations of the Partner API", () => {
  it("each have a method", () => {
    type Performed = (typeof methods)[keyof typeof methods][0];
    expectTypeOf<Performed>().toEqualTypeOf<PartnerOperationId>();
    expect(cases.map(({ id }) => id).sort()).toEqual(Object.keys(partnerOperations).sort());
  });

  it.each(cases)(
    "$name sends what $id takes, the same again in a retry, and gives what it answers",
    async (one) => {
      const { status, body } = samples[routeOf(one.method, one.path)];
      const { url, requests } = await startServer((_request, response, index) => {
        if (index === 0) sendJson(response, 503, errorBody("api_error", "service_unavailable"));
        else if (status === 204) response.writeHead(204).end();
        else sendJson(response, status, body);
      });
      const options = { apiKey: MOCK_PARTNER_KEY, baseUrl: url, runtime: fakeRuntime() };
      expect(await one.call(new WatchTraderHubPartner(options))).toEqual(
        status === 204 ? { id: ID, deleted: true } : body,
      );
      const facts = requests.map(({ method, url: path, headers, body: sent }) => ({
        method,
        path: path.split("?")[0],
        authorization: headers.authorization,
        key: headers["idempotency-key"],
        sent,
      }));
      expect(facts).toHaveLength(2);
      expect(facts[1]).toEqual(facts[0]);
      expect(facts[0]).toEqual({
        method: one.method.toUpperCase(),
        path: one.basePath + one.path.replace("{id}", ID),
        authorization: `Bearer ${MOCK_PARTNER_KEY}`,
        key: one.idempotent ? expect.any(String) : undefined,
        sent: one.hasBody ? expect.stringMatching(/^\{".+\}$/) : "",
      });
    },
  );
});

describe("the client", () => {
  it.each([`sk_branch_${"a".repeat(32)}`, `sk_personal_${"B".repeat(32)}`, `pk_${"0".repeat(32)}`])(
    "takes %s",
    (apiKey) => {
      expect(new WatchTraderHubPartner({ apiKey }).webhooks).toBeDefined();
    },
  );

  it.each(["", `wth_${"a".repeat(32)}`, "sk_branch_short", `sk_other_${"a".repeat(32)}`])(
    "refuses %j as a key, without a request",
    (apiKey) => {
      expect(() => new WatchTraderHubPartner({ apiKey })).toThrow(/sk_branch_, sk_personal_ or pk_/);
    },
  );

  it.each([
    ["secret_key_required", PermissionError],
    ["webhook_limit_reached", ConflictError],
    ["webhook_inactive", ConflictError],
    ["resource_not_found", NotFoundError],
  ] as const)("throws its own class for %s", async (code, expected) => {
    const fetch = mockFetch({ "GET /partner/webhooks": mockError(code) });
    const partner = new WatchTraderHubPartner({ apiKey: MOCK_PARTNER_KEY, fetch, runtime: fakeRuntime() });
    const error = await partner.webhooks.list().then(undefined, (thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(expected);
    expect(error).toMatchObject({ code });
  });

  it("has the types of the contract", () => {
    const fetch = mockFetch();
    const { webhooks, orders, offers } = new WatchTraderHubPartner({ apiKey: MOCK_PARTNER_KEY, fetch });
    expectTypeOf(webhooks.register).returns.resolves.toEqualTypeOf<RegisteredPartnerWebhook>();
    expectTypeOf(webhooks.get).returns.resolves.toEqualTypeOf<PartnerWebhook>();
    expectTypeOf(webhooks.delete).returns.resolves.toEqualTypeOf<DeletedPartnerWebhook>();
    expectTypeOf<Awaited<ReturnType<typeof orders.list>>>().toEqualTypeOf<PartnerPage<PartnerOrder>>();
    expectTypeOf<Awaited<ReturnType<typeof offers.list>>>().toEqualTypeOf<PartnerPage<PartnerOffer>>();
  });
});

describe("a list", () => {
  const [example] = samples["GET /partner/offers"].body.data;
  const offer = (id: string): PartnerOffer => {
    if (example === undefined) throw new Error("The contract shows no offer.");
    return { ...example, id };
  };
  const page = (ids: readonly string[], nextCursor: string | null) => ({
    data: ids.map(offer),
    hasMore: nextCursor !== null,
    nextCursor,
  });
  const listOf = (...pages: ReturnType<typeof page>[]) => {
    const fetch = mockFetch({ "GET /partner/offers": pages });
    return { fetch, partner: new WatchTraderHubPartner({ apiKey: MOCK_PARTNER_KEY, fetch }) };
  };

  it("is one page when awaited, however often", async () => {
    const { fetch, partner } = listOf(page(["1"], "next"), page(["2"], null));
    const list = partner.offers.list({ limit: 1 });
    expect(fetch.requests).toHaveLength(0);
    expect((await list).data.map(({ id }) => id)).toEqual(["1"]);
    expect(await list).toBe(await list);
    expect((await list.withResponse()).status).toBe(200);
    expect(fetch.requests).toHaveLength(1);
  });

  it("is all items in a loop, from the largest pages", async () => {
    const { fetch, partner } = listOf(page(["1", "2"], "next"), page(["3"], null));
    const ids: string[] = [];
    for await (const { id } of partner.offers.list()) ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(fetch.requests.map(({ query }) => query)).toEqual([
      { limit: "100" },
      { limit: "100", after: "next" },
    ]);
  });

  it("ends with an error where a page does not lead on", async () => {
    const { partner } = listOf(page(["1"], "same"), page(["2"], "same"));
    const walk = async () => {
      for await (const _ of partner.offers.list());
    };
    await expect(walk()).rejects.toMatchObject({ code: "invalid_response" });
  });
});
