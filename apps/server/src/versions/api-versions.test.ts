import { newestApiVersion, openapiDocument, operations } from "@wth/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi } from "../api.ts";
import { placeIn } from "../http/document.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { ApiVersions, shippedVersions, UnknownVersionError } from "./api-versions.ts";
import { inField, renamedField, renamedValue } from "./edits.ts";
import { newestVersion } from "./pinned-version.ts";
import { changes, MIDDLE, NEWEST, OLDEST, olderDocuments, pin, threeVersions } from "./testing.ts";
import type { VersionChange } from "./version-change.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, {}, undefined, threeVersions);
});
afterAll(() => server.close());

const contractOf = (version: string) => threeVersions.pinned(version).contract;

describe("the shipped versions", () => {
  it("are what is bundled, with nothing in between", () => {
    const shipped = shippedVersions();
    expect(shipped.dates.at(-1)).toBe(newestApiVersion);
    expect(shipped.pinned(newestApiVersion)).toBe(shipped.newest);
    if (shipped.dates.length === 1) expect(shipped.newest).toBe(newestVersion);
  });

  it("leave the newest version's answers and events untouched", () => {
    const body = { id: "1" };
    expect(newestVersion.operation("getOrder").answer(200, body)).toBe(body);
    const event = { type: "order.received", data: body } as const;
    expect(newestVersion.event(event)).toBe(event);
    expect(newestVersion.operation("getOrder")).toBe(newestVersion.operation("getOrder"));
  });
});

describe("an integration that is pinned to a version that is not there", () => {
  it("gets a 500, and the log says what to do", async () => {
    const { log, errors } = recordLog();
    const { database, keyring } = server;
    const api = await startApi({
      host: "127.0.0.1",
      port: 0,
      validateResponses: true,
      limits: { keyCacheMs: 0 },
      publicUrl: "https://api.test",
      database,
      keyring,
      log,
    });
    try {
      const dealer = await createTestDealer({ ...server, baseUrl: `http://127.0.0.1:${api.port}/api/v1` });
      await pin(server, dealer, OLDEST);
      const response = await dealer.call("GET", "/me");
      expect(response.status).toBe(500);
      expect((await readChecked("getMe", response)).error).toMatchObject({ code: "internal_error" });
      expect(errors.join("\n")).toContain(`There is no API version ${OLDEST}. Known: ${NEWEST}.`);
      expect(errors.join("\n")).toContain("ops integration set-version");
    } finally {
      await api.stop();
    }
  });

  it("is not made: a version has to be known", async () => {
    const dealer = await createTestDealer(server);
    await expect(pin(server, dealer, "2020-01-01")).rejects.toThrow(UnknownVersionError);
    await expect(pin(server, dealer, "2020-01-01")).rejects.toThrow(
      `Known: ${OLDEST}, ${MIDDLE}, ${NEWEST}.`,
    );
  });
});

describe("every answer", () => {
  it.each([OLDEST, MIDDLE, NEWEST])("names %s when that is the caller's, errors too", async (version) => {
    const dealer = await createTestDealer(server);
    await pin(server, dealer, version);
    const me = await dealer.call("GET", "/me", { headers: { "x-api-version": "2020-01-01" } });
    expect(me.headers.get("x-api-version")).toBe(version);
    expect(await readChecked("getMe", me, contractOf(version))).toMatchObject({ api_version: version });
    for (const path of ["/orders/1", "/orders?limit=0", "/nowhere"]) {
      const expected = path === "/nowhere" ? NEWEST : version;
      expect((await dealer.call("GET", path)).headers.get("x-api-version")).toBe(expected);
    }
  });

  it("names the newest to callers that are not known", async () => {
    const health = await fetch(`${server.baseUrl}/health`);
    expect(health.headers.get("x-api-version")).toBe(NEWEST);
    expect(await readChecked("getHealth", health)).toMatchObject({ api_version: NEWEST });
    expect((await fetch(`${server.baseUrl}/orders`)).headers.get("x-api-version")).toBe(NEWEST);
  });
});

describe("what was added without a new version", () => {
  let dealer: TestDealer;
  const older = contractOf(OLDEST);
  beforeAll(async () => {
    dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999" });
    await pin(server, dealer, OLDEST);
  });

  it("is an optional field, for pinned integrations too", async () => {
    const body = { external_id: "a", newsletter: true, metadata: { tier: "gold" } };
    const customer = await readChecked("upsertCustomer", await postJson(dealer, "/customers", body), older);
    expect(customer).toMatchObject({ newsletter: true, metadata: { tier: "gold" } });
  });

  it("is an optional parameter, an error code, a status, an event type and an endpoint", async () => {
    const line = { sku: "1", quantity: 1, unit_amount: 1 };
    const body = { reference: "shop-9", total_amount: 1, buyer: { full_name: "A" }, line_items: [line] };
    const { id } = await readChecked("createOrder", await postJson(dealer, "/orders", body), older);
    const since = await dealer.call("GET", "/orders?updated_after=2026-01-01T00:00:00Z");
    expect(await readChecked("listOrders", since, older)).toMatchObject({ data: [{ id }] });

    await dealer.call("POST", `/orders/${id}/cancel`);
    const again = await dealer.call("POST", `/orders/${id}/cancel`);
    expect(again.status).toBe(409);
    expect(await readChecked("cancelOrder", again, older)).toMatchObject({
      error: { code: "order_not_cancellable" },
    });

    const fired = await postJson(dealer, "/test/events", { type: "listing.in_stock" });
    const { event_id } = await readChecked("sendTestEvent", fired, older);
    const replayed = await dealer.call("POST", `/events/${event_id}/replay`);
    expect(replayed.status).toBe(202);
    await readChecked("replayEvent", replayed, older);
  });

  it("leaves the frozen documents as they are", () => {
    const frozen = olderDocuments[0]?.document ?? {};
    for (const [document, isThere] of [
      [frozen, false],
      [older.document, true],
    ] as const) {
      const codes = placeIn(document, "components", "schemas", "ErrorCode", "enum")?.value ?? {};
      expect(Object.values(codes).includes("order_not_cancellable")).toBe(isThere);
      expect(placeIn(document, "paths", "/events/{id}/replay") !== null).toBe(isThere);
    }
  });
});

describe("versions that do not fit together", () => {
  const change = (more: Partial<VersionChange>): VersionChange => ({
    version: NEWEST,
    description: "A test.",
    ...more,
  });
  const gone = structuredClone({
    ...openapiDocument,
    paths: { ...openapiDocument.paths, "/brands": { get: {} } },
  });

  it.each([
    ["a change of the oldest version", olderDocuments, [change({ version: OLDEST })], `belongs to ${OLDEST}`],
    ["a change of no version", olderDocuments, [change({ version: "2026-02-02" })], "belongs to 2026-02-02"],
    ["a change without an older version", [], changes, "which follows no version"],
    [
      "a schema that is not there",
      olderDocuments,
      [change({ schemas: { Ordre: [renamedField("a", "b")] } })],
      "names the schema Ordre",
    ],
    [
      "an endpoint that is gone",
      [{ version: OLDEST, document: gone }],
      [],
      "has GET /brands, which no longer exists",
    ],
  ])("are refused at the start: %s", (_name, older, list, message) => {
    expect(() => new ApiVersions(older, list)).toThrow(message);
  });

  it("are noticed at the request: one that was transformed wrongly is the server's fault", () => {
    const wrong = change({ schemas: { OrderCreate: [inField("reference", { up: () => 1 })] } });
    const versions = new ApiVersions(olderDocuments, [...changes, wrong]);
    const raw = {
      requestId: "req_1",
      path: {},
      query: new URLSearchParams(),
      body: {
        reference: "shop-1",
        total_amount: 1,
        buyer: { full_name: "A" },
        line_items: [{ sku: "1", quantity: 1, unit_amount: 1 }],
      },
      header: () => undefined,
    };
    const { check } = threeVersions.pinned(OLDEST).operation("createOrder");
    expect(check(raw).body).toMatchObject({ external_id: "shop-1", buyer: { name: "A" }, currency: "USD" });
    const broken = new ApiVersions(olderDocuments, [wrong, ...changes]);
    expect(() => broken.pinned(OLDEST).operation("createOrder").check(raw)).toThrow(
      expect.objectContaining({ name: "ContractViolation" }),
    );
    // After the field was renamed there is nothing for the edit to act on.
    expect(() => versions.pinned(OLDEST).operation("createOrder").check(raw)).not.toThrow();
  });
});

describe("two changes of the same thing", () => {
  it("are undone in the opposite order", () => {
    const before: VersionChange = {
      version: NEWEST,
      description: "Before that, `open` was called `created`.",
      schemas: { OrderStatus: [renamedValue("created", "open")] },
    };
    const { answer } = new ApiVersions(olderDocuments, [before, ...changes])
      .pinned(MIDDLE)
      .operation("getOrder");
    expect(answer(200, { status: "pending" })).toEqual({ status: "created" });
  });
});

describe("every operation", () => {
  const ids = Object.keys(operations).filter((id): id is keyof typeof operations => id in operations);

  it.each(ids)("%s can be compiled for every version", (id) => {
    for (const date of threeVersions.dates) {
      const { check, validate } = threeVersions.pinned(date).operation(id);
      expect([typeof check, typeof validate]).toEqual(["function", "function"]);
    }
  });
});
