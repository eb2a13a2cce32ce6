import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createTestBranch,
  readPartner,
  readPartnerError,
  register,
  type TestBranch,
  type TestPartnerKey,
} from "../../test/branch.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { MAX_WEBHOOKS } from "./register.ts";

let server: TestServer;
let branch: TestBranch;
let key: TestPartnerKey;
beforeAll(async () => {
  // As in production: no http, no private addresses.
  server = await startTestServer({ WTH_ALLOW_INSECURE_WEBHOOKS: "0" });
  branch = await createTestBranch(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  key = await branch.key("branch");
});

const URL_OF_SEED = "https://example.com/webhooks/exchange";
const EVENTS = ["order.created", "order.status_changed"] as const;
const stored = async ({ keyId }: TestPartnerKey) =>
  server.database.prisma.webhookEndpoint.count({ where: { partnerKeyId: keyId } });

describe("registering", () => {
  it("answers the documented request, byte for byte, with the documented fields", async () => {
    const response = await fetch(`${server.baseUrl}/partner/webhooks`, {
      method: "POST",
      headers: { Authorization: `Bearer ${key.key}`, "Content-Type": "application/json" },
      body: '\n{\n  "url": "https://example.com/webhooks/exchange",\n  "events": [\n    "order.created",\n    "order.status_changed"\n  ]\n}\n',
    });
    expect(response.status).toBe(201);
    const body = await readPartner("registerPartnerWebhook", response);
    expect(Object.keys(body)).toEqual([
      "id",
      "url",
      "events",
      "isActive",
      "failCount",
      "createdAt",
      "updatedAt",
      "secretKey",
      "note",
    ]);
    expect(body).toMatchObject({
      url: URL_OF_SEED,
      events: EVENTS,
      isActive: true,
      failCount: 0,
      secretKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      note: "Store this secret key securely — it will not be shown again. Use it to verify HMAC-SHA256 signatures.",
    });
  });

  it("shows the secret in no later answer, and keeps it sealed", async () => {
    const { id, secretKey } = await register(key, URL_OF_SEED);
    const answers = await Promise.all([
      key.call("GET", "/webhooks"),
      key.call("GET", `/webhooks/${id}`),
      key.call("PATCH", `/webhooks/${id}`, { events: ["offer.updated"] }),
      key.call("POST", `/webhooks/${id}/test`),
    ]);
    for (const answer of answers) {
      expect(answer.ok).toBe(true);
      const text = await answer.text();
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain("secretKey");
    }
    const row = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
    expect(row.secret).not.toContain(secretKey);
    expect(row.secret).toMatch(/^test\./);
  });

  it("keeps what is named twice once", async () => {
    const response = await key.call("POST", "/webhooks", {
      url: URL_OF_SEED,
      events: [...EVENTS, ...EVENTS],
    });
    expect((await readPartner("registerPartnerWebhook", response)).events).toEqual(EVENTS);
  });

  const url = URL_OF_SEED;
  const long = (length: number) => `https://example.com/${"x".repeat(length - 20)}`;
  it.each<[string, unknown, string]>([
    ["an unknown event", { url, events: ["order.created", "listing.sold"] }, "events[1]"],
    ["a namespace", { url, events: ["order.*"] }, "events[0]"],
    ["no events", { url, events: [] }, "events"],
    ["101 events", { url, events: Array(101).fill("order.created") }, "events"],
    ["events that are no list", { url, events: "order.created" }, "events"],
    ["events left out", { url }, "events"],
    ["a URL left out", { events: EVENTS }, "url"],
    ["an http URL", { url: "http://example.com/hook", events: EVENTS }, "url"],
    ["another scheme", { url: "ftp://example.com/hook", events: EVENTS }, "url"],
    ["what is no URL", { url: "example", events: EVENTS }, "url"],
    ["an empty URL", { url: "", events: EVENTS }, "url"],
    ["a private address", { url: "https://10.0.0.8/hook", events: EVENTS }, "url"],
    ["this machine", { url: "https://localhost/hook", events: EVENTS }, "url"],
    ["a private address in another spelling", { url: "https://0x7f000001/hook", events: EVENTS }, "url"],
    ["the metadata service", { url: "https://169.254.169.254/latest", events: EVENTS }, "url"],
    ["a private IPv6 address", { url: "https://[fd00::1]/hook", events: EVENTS }, "url"],
    ["credentials", { url: "https://me:secret@example.com/hook", events: EVENTS }, "url"],
    ["another port", { url: "https://example.com:22/hook", events: EVENTS }, "url"],
    ["2,001 characters", { url: long(2_001), events: EVENTS }, "url"],
    ["another field", { url, events: EVENTS, secretKey: "mine" }, "secretKey"],
  ])("refuses %s, and stores nothing", async (_name, body, param) => {
    const response = await key.call("POST", "/webhooks", body);
    expect(response.status).toBe(400);
    const error = await readPartnerError("registerPartnerWebhook", response);
    expect(error).toMatchObject({ code: "invalid_request", param });
    expect(String(error.message).length).toBeGreaterThan(15);
    expect(await stored(key)).toBe(0);
  });

  it("takes a URL of 2,000 characters, and one hundred events", async () => {
    const body = { url: long(2_000), events: Array(100).fill("order.created") };
    expect((await key.call("POST", "/webhooks", body)).status).toBe(201);
  });

  it("refuses the 51st of a key, however many come at once, and takes one again after a deletion", async () => {
    for (let each = 2; each < MAX_WEBHOOKS; each += 1) await register(key, URL_OF_SEED);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => key.call("POST", "/webhooks", { url: URL_OF_SEED, events: EVENTS })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(3);
    for (const each of refused) {
      expect(await readPartnerError("registerPartnerWebhook", each)).toMatchObject({
        code: "webhook_limit_reached",
      });
    }
    expect(await stored(key)).toBe(MAX_WEBHOOKS);
    // Another key is not held up.
    await register(await branch.key("branch"), URL_OF_SEED);
    const { data } = await readPartner("listPartnerWebhooks", await key.call("GET", "/webhooks"));
    expect(data).toHaveLength(MAX_WEBHOOKS);
    const [first] = Array.isArray(data) ? data : [];
    expect((await key.call("DELETE", `/webhooks/${first.id}`)).status).toBe(204);
    await register(key, URL_OF_SEED);
  });
});

describe("an idempotency key", () => {
  const body = { url: URL_OF_SEED, events: EVENTS };

  it("is optional", async () => {
    await register(key, URL_OF_SEED);
    await register(key, URL_OF_SEED);
    expect(await stored(key)).toBe(2);
  });

  it("registers once, however often it is sent, with the same answer", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const first = await key.call("POST", "/webhooks", body, headers);
    const again = await key.call("POST", "/webhooks", body, headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.headers.get("idempotent-replay")).toBe("true");
    expect(again.headers.get("x-request-id")).toBe(first.headers.get("x-request-id"));
    expect(await readPartner("registerPartnerWebhook", again)).toEqual(
      await readPartner("registerPartnerWebhook", first),
    );
    expect(await stored(key)).toBe(1);
  });

  it("belongs to one partner key", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const other = await branch.key("branch");
    expect((await key.call("POST", "/webhooks", body, headers)).status).toBe(201);
    const answer = await other.call("POST", "/webhooks", body, headers);
    expect(answer.headers.get("idempotent-replay")).toBeNull();
    expect(await stored(other)).toBe(1);
  });

  it("is refused with another body, and when it is empty or too long", async () => {
    const headers = { "idempotency-key": randomUUID() };
    await key.call("POST", "/webhooks", body, headers);
    const other = await key.call("POST", "/webhooks", { ...body, events: ["offer.updated"] }, headers);
    expect((await readPartnerError("registerPartnerWebhook", other)).code).toBe(
      "key_reused_with_different_body",
    );
    const long = await key.call("POST", "/webhooks", body, { "idempotency-key": "x".repeat(256) });
    expect((await readPartnerError("registerPartnerWebhook", long)).code).toBe("missing_idempotency_key");
    expect(await stored(key)).toBe(1);
  });
});

describe("a webhook", () => {
  it("is changed in what is named, and in nothing else", async () => {
    const { id } = await register(key, URL_OF_SEED);
    const before = await readPartner("getPartnerWebhook", await key.call("GET", `/webhooks/${id}`));
    const url = "https://example.com/other";
    const moved = await key.call("PATCH", `/webhooks/${id}`, { url });
    expect(await readPartner("updatePartnerWebhook", moved)).toEqual({
      ...before,
      url,
      updatedAt: expect.any(String),
    });
    const off = await key.call("PATCH", `/webhooks/${id}`, { isActive: false, events: ["offer.updated"] });
    const after = await readPartner("updatePartnerWebhook", off);
    expect(after).toMatchObject({ url, events: ["offer.updated"], isActive: false });
    expect(await readPartner("getPartnerWebhook", await key.call("GET", `/webhooks/${id}`))).toEqual(after);
  });

  it.each<[string, unknown, string]>([
    ["nothing", {}, "body"],
    ["no events", { events: [] }, "events"],
    ["an unknown event", { events: ["order.gone"] }, "events[0]"],
    ["a private address", { url: "https://192.168.1.1/" }, "url"],
    ["null", { isActive: null }, "isActive"],
    ["what is not its to change", { failCount: 0 }, "failCount"],
  ])("is not changed by %s", async (_name, body, param) => {
    const { id } = await register(key, URL_OF_SEED);
    const response = await key.call("PATCH", `/webhooks/${id}`, body);
    expect(await readPartnerError("updatePartnerWebhook", response)).toMatchObject({
      code: "invalid_request",
      param,
    });
    expect(await (await key.call("GET", `/webhooks/${id}`)).json()).toMatchObject({ url: URL_OF_SEED });
  });

  it("is seen by no other key, not even of the same partner", async () => {
    const { id } = await register(key, URL_OF_SEED);
    const other = await branch.key("branch");
    const answers = await Promise.all([
      other.call("GET", `/webhooks/${id}`),
      other.call("PATCH", `/webhooks/${id}`, { isActive: false }),
      other.call("POST", `/webhooks/${id}/test`),
      other.call("DELETE", `/webhooks/${id}`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect(await (await other.call("GET", "/webhooks")).json()).toMatchObject({ data: [] });
    expect(await (await key.call("GET", `/webhooks/${id}`)).json()).toMatchObject({ isActive: true });
  });

  it("is gone once it is deleted", async () => {
    const { id } = await register(key, URL_OF_SEED);
    const deleted = await key.call("DELETE", `/webhooks/${id}`);
    expect(deleted.status).toBe(204);
    expect(await readPartner("deletePartnerWebhook", deleted)).toEqual({});
    for (const [method, body] of [["GET"], ["DELETE"], ["PATCH", { isActive: true }]] as const)
      expect((await key.call(method, `/webhooks/${id}`, body)).status).toBe(404);
    expect(await (await key.call("GET", "/webhooks")).json()).toMatchObject({ data: [] });
  });

  it("that is not active gets no test delivery", async () => {
    const { id } = await register(key, URL_OF_SEED);
    await key.call("PATCH", `/webhooks/${id}`, { isActive: false });
    const response = await key.call("POST", `/webhooks/${id}/test`);
    expect(await readPartnerError("testPartnerWebhook", response)).toMatchObject({
      code: "webhook_inactive",
    });
  });
});
