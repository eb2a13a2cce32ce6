import { createHash, randomUUID } from "node:crypto";
import { run, saveIdempotencyRecord, takeIdempotencyKey } from "@wth/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { ApiError } from "./errors.ts";
import { type IdempotentRequest, runOnce } from "./idempotency.ts";

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;

beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

const ping = (key: string, body?: string) =>
  dealer.call("POST", "/test/webhook_ping", {
    headers: { "idempotency-key": key },
    ...(body === undefined ? {} : { body }),
  });
const countEvents = () =>
  server.database.prisma.event.count({ where: { integrationId: dealer.integrationId } });

describe("an idempotency key", () => {
  it("gives the first answer again, with its request id, and runs nothing", async () => {
    const key = randomUUID();
    const first = await ping(key);
    const body = await readChecked("sendWebhookPing", first);
    expect(first.headers.get("idempotent-replay")).toBeNull();
    const events = await countEvents();

    const again = await ping(key);
    expect(await readChecked("sendWebhookPing", again)).toEqual(body);
    expect(again.status).toBe(202);
    expect(again.headers.get("idempotent-replay")).toBe("true");
    expect(again.headers.get("x-request-id")).toBe(first.headers.get("x-request-id"));
    expect(await countEvents()).toBe(events);
  });

  it("refuses another body under the same key", async () => {
    const key = randomUUID();
    await ping(key, "{}");
    expect(await readError("sendWebhookPing", await ping(key, "[]"))).toMatchObject({
      type: "idempotency_error",
      code: "key_reused_with_different_body",
    });
  });

  it("runs once for fifty equal requests at once", async () => {
    const key = randomUUID();
    const events = await countEvents();
    const responses = await Promise.all(Array.from({ length: 50 }, () => ping(key)));
    expect(await countEvents()).toBe(events + 1);
    const ids = new Set<unknown>();
    for (const response of responses) {
      if (response.status === 202) ids.add((await readChecked("sendWebhookPing", response)).delivery_id);
      else {
        expect(response.headers.get("retry-after")).toBe("1");
        expect(await readError("sendWebhookPing", response)).toMatchObject({
          code: "idempotency_key_in_use",
        });
      }
    }
    expect(ids.size).toBe(1);
  });

  it("belongs to one integration", async () => {
    const key = randomUUID();
    const other = await createTestDealer(server, { webhookUrl: receiver.url });
    const first = await readChecked("sendWebhookPing", await ping(key));
    const response = await other.call("POST", "/test/webhook_ping", { headers: { "idempotency-key": key } });
    expect((await readChecked("sendWebhookPing", response)).delivery_id).not.toBe(first.delivery_id);
  });

  it("keeps the refusal of a handler that ran, and undoes what it wrote", async () => {
    const bare = await createTestDealer(server);
    const headers = { "idempotency-key": "bare" };
    const first = await bare.call("POST", "/test/webhook_ping", { headers });
    expect(await readError("sendWebhookPing", first)).toMatchObject({ code: "webhook_not_configured" });
    const again = await bare.call("POST", "/test/webhook_ping", { headers });
    expect(again.headers.get("idempotent-replay")).toBe("true");
    expect(again.headers.get("x-request-id")).toBe(first.headers.get("x-request-id"));
    expect(await server.database.prisma.event.count({ where: { integrationId: bare.integrationId } })).toBe(
      0,
    );
  });

  it("stores bodies encrypted", async () => {
    const response = await ping("sealed");
    const { delivery_id } = await readChecked("sendWebhookPing", response);
    const [record] = await server.database.prisma.idempotencyRecord.findMany({ where: { key: "sealed" } });
    expect(record?.responseBody).toMatch(/^test\.[\w-]+$/);
    expect(Buffer.from(record?.responseBody.slice(5) ?? "", "base64url").toString()).not.toContain(
      delivery_id,
    );
  });

  it("is forgotten after 24 hours", async () => {
    const first = await readChecked("sendWebhookPing", await ping("old"));
    await server.database.prisma.idempotencyRecord.updateMany({
      where: { key: "old" },
      data: { createdAt: new Date(Date.now() - 24 * 3600_000 - 1000) },
    });
    const again = await ping("old");
    expect(again.headers.get("idempotent-replay")).toBeNull();
    expect((await readChecked("sendWebhookPing", again)).delivery_id).not.toBe(first.delivery_id);
  });
});

describe("running once", () => {
  const request = (key: string): IdempotentRequest => ({
    integrationId: dealer.integrationId,
    livemode: false,
    method: "POST",
    path: "/x",
    key,
    body: Buffer.alloc(0),
    requestId: `req_${"0".repeat(32)}`,
    userId: dealer.userId,
    apiVersion: "2026-05-07",
  });
  const render = (error: ApiError) => ({ status: error.status, body: error.code });

  it("stores nothing of a crash in the handler, so that a retry runs", async () => {
    const crash = runOnce(server, request("crash"), () => Promise.reject(new Error("boom")), render);
    await expect(crash).rejects.toThrow("boom");
    const retry = await runOnce(
      server,
      request("crash"),
      async () => ({ status: 200, body: "done" }),
      render,
    );
    expect(retry).toMatchObject({ body: "done", replayed: false });
  });

  it("gives an equal request's answer when that was committed a moment before its own", async () => {
    const { integrationId, livemode, method, path, key, body } = request("conflict");
    const identity = [integrationId, !livemode, method, path, key] as const;
    const hash = createHash("sha256").update(body).digest();
    const rival = server.keyring.seal("first", `idempotency:${JSON.stringify(identity)}`);
    let runs = 0;
    const answer = await runOnce(
      server,
      request("conflict"),
      async () => {
        runs += 1;
        await run(server.database.pool, saveIdempotencyRecord, [
          ...identity,
          hash,
          "req_rival",
          "2025-01-01",
          201,
          rival,
        ]);
        return { status: 200, body: "second" };
      },
      render,
    );
    expect(answer).toEqual({
      status: 201,
      body: "first",
      requestId: "req_rival",
      apiVersion: "2025-01-01",
      replayed: true,
    });
    expect(runs).toBe(1);
  });

  it("gives its answer again while another asks for it too", async () => {
    const { integrationId, livemode, method, path, key } = request("asked");
    const identity = [integrationId, !livemode, method, path, key] as const;
    const ask = (body: string) =>
      runOnce(
        server,
        { ...request("asked"), body: Buffer.from(body) },
        async () => ({ status: 200, body: "done" }),
        render,
      );
    await ask("{}");
    await server.database.transaction(async (other) => {
      const lock = `idempotency:${JSON.stringify(identity)}`;
      const [taken] = await other.run(takeIdempotencyKey, [...identity, lock, null]);
      expect(taken).toMatchObject({ locked: true, response_status: 200 });
      expect(await ask("{}")).toMatchObject({ body: "done", replayed: true });
      await expect(ask("[]")).rejects.toMatchObject({ code: "key_reused_with_different_body" });
    });
  });

  it("is in use while another uses the key anew, whose answer has outlived its day", async () => {
    const { integrationId, livemode, method, path, key } = request("outlived");
    const identity = [integrationId, !livemode, method, path, key] as const;
    const ask = () => runOnce(server, request("outlived"), async () => ({ status: 200, body: "x" }), render);
    await ask();
    await server.database.prisma.idempotencyRecord.updateMany({
      where: { key },
      data: { createdAt: new Date(Date.now() - 25 * 3_600_000) },
    });
    await server.database.transaction(async (other) => {
      await other.run(takeIdempotencyKey, [...identity, `idempotency:${JSON.stringify(identity)}`, null]);
      await expect(ask()).rejects.toMatchObject({ code: "idempotency_key_in_use" });
    });
    expect(await ask()).toMatchObject({ replayed: false });
  });

  it("stores no 5xx", async () => {
    const fail = runOnce(
      server,
      request("5xx"),
      () => Promise.reject(new ApiError("internal_error")),
      render,
    );
    await expect(fail).rejects.toMatchObject({ code: "internal_error" });
    const retry = await runOnce(server, request("5xx"), async () => ({ status: 200, body: "done" }), render);
    expect(retry.replayed).toBe(false);
  });

  it("keeps test and live apart", async () => {
    const run = (livemode: boolean) =>
      runOnce(
        server,
        { ...request("mode"), livemode },
        async () => ({ status: 200, body: String(livemode) }),
        render,
      );
    expect((await run(false)).body).toBe("false");
    expect((await run(true)).body).toBe("true");
  });
});
