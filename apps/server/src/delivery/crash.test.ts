import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { verify } from "@watchtraderhub/webhook-verifier";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

const TIMEOUT = 60_000;
const opsMain = path.resolve(import.meta.dirname, "../ops/main.ts");

let receiver: Receiver;
const processes: ServerProcess[] = [];

beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((each) => each.end("SIGKILL")));
  await receiver.close();
});

async function start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const started = await startServerProcess(env);
  processes.push(started);
  return started;
}

async function ping(baseUrl: string, apiKey: string): Promise<{ delivery_id: string; event_id: string }> {
  const response = await fetch(`${baseUrl}/test/webhook_ping`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": randomUUID() },
  });
  expect(response.status).toBe(202);
  return JSON.parse(await response.text());
}

describe("processes that share a database", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const shared = () => ({ DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys });

  it("deliver an event whose server was killed between the commit and the delivery", {
    timeout: TIMEOUT,
  }, async () => {
    const { apiKey, secret } = await createTestDealer(server, { webhookUrl: receiver.url });
    // Without the worker's role nothing can have been sent when the process dies.
    const api = await start({ ...shared(), WTH_ROLES: "api" });
    const { delivery_id, event_id } = await ping(api.baseUrl, apiKey);
    await api.end("SIGKILL");
    expect(receiver.received).toHaveLength(0);

    await start(shared());
    const [delivery] = await receiver.arrivals(1);
    expect(delivery?.headers).toMatchObject({
      "x-wth-delivery-id": delivery_id,
      "x-wth-event-id": event_id,
      "x-wth-delivery-attempt": "1",
    });
    await verify({ body: delivery?.body ?? "", headers: delivery?.headers ?? {}, secrets: secret });
  });

  it("repeat an attempt whose worker was killed in flight, under the same number", {
    timeout: TIMEOUT,
  }, async () => {
    receiver.answer = (_, arrival) => (arrival === 1 ? "hang" : { status: 200 });
    const { apiKey } = await createTestDealer(server, { webhookUrl: receiver.url });
    const first = await start({ ...shared(), WTH_LEASE_SECONDS: "2" });
    const { delivery_id } = await ping(first.baseUrl, apiKey);
    await receiver.arrivals(1);
    await first.end("SIGKILL");

    await start({ ...shared(), WTH_LEASE_SECONDS: "2" });
    const [before, after] = await receiver.arrivals(2);
    for (const name of ["x-wth-delivery-id", "x-wth-event-id", "x-wth-delivery-attempt"]) {
      expect(after && headerOf(after, name)).toBe(before && headerOf(before, name));
    }
    await expect
      .poll(() => server.database.prisma.webhookDelivery.findUniqueOrThrow({ where: { id: delivery_id } }))
      .toMatchObject({ status: "delivered" });
    expect(
      await server.database.prisma.webhookDeliveryAttempt.count({ where: { deliveryId: delivery_id } }),
    ).toBe(1);
  });

  it("stop gracefully: the attempt in flight is finished and recorded", { timeout: TIMEOUT }, async () => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    receiver.answer = () => {
      answer();
      return { status: 200 };
    };
    const { apiKey } = await createTestDealer(server, { webhookUrl: receiver.url });
    const both = await start(shared());
    const { delivery_id } = await ping(both.baseUrl, apiKey);
    await asked;
    expect(await both.end("SIGTERM")).toBe(0);
    const delivery = await server.database.prisma.webhookDelivery.findUniqueOrThrow({
      where: { id: delivery_id },
    });
    expect(delivery.status).toBe("delivered");
  });

  it("say plainly that the port is taken", { timeout: TIMEOUT }, async () => {
    const PORT = String(receiver.port);
    await expect(start({ ...shared(), PORT })).rejects.toThrow(`Port ${PORT} on 0.0.0.0 is taken`);
  });

  it("name the variable that is wrong", { timeout: TIMEOUT }, async () => {
    await expect(start({ ...shared(), WTH_ROLES: "webhooks" })).rejects.toThrow("WTH_ROLES: use api, worker");
    await expect(start({ DATABASE_URL: server.database.url })).rejects.toThrow(
      "WTH_SECRETS_KEYS: is required",
    );
    await expect(start({ ...shared(), NODE_ENV: "production" })).rejects.toThrow(
      "WTH_ALLOW_INSECURE_WEBHOOKS",
    );
  });
});

describe("the embedded start", () => {
  it("delivers after a kill -9 of the whole server, whose database is left running", {
    timeout: TIMEOUT,
  }, async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), "wth-crash-"));
    const env = { WTH_DATA_DIR: dataDir, WTH_LEASE_SECONDS: "2" };
    const ops = async (...args: string[]): Promise<Record<string, unknown>> => {
      const options = { env: { PATH: process.env.PATH, ...env } };
      const { stdout } = await promisify(execFile)(process.execPath, [opsMain, ...args, "--json"], options);
      return JSON.parse(stdout);
    };
    const dealer = ["--dealer", "dealer@example.com"];
    try {
      const first = await start(env);
      const { api_key } = await ops("key", "create", ...dealer);
      const { secret } = await ops("integration", "set-webhook", ...dealer, "--url", receiver.url);
      await ops("integration", "enable", ...dealer);
      // A receiver that is down for the first attempt, so that the event still waits when the server dies.
      receiver.answer = (_, arrival) => ({ status: arrival === 1 ? 503 : 200 });
      const { delivery_id } = await ping(first.baseUrl, String(api_key));
      await receiver.arrivals(1);
      await first.end("SIGKILL");

      const second = await start(env);
      const [, delivery] = await receiver.arrivals(2, 20_000);
      expect(delivery?.headers["x-wth-delivery-id"]).toBe(delivery_id);
      await verify({ body: delivery?.body ?? "", headers: delivery?.headers ?? {}, secrets: String(secret) });
      expect(await second.end("SIGINT")).toBe(0);
    } finally {
      await Promise.all(processes.splice(0).map((each) => each.end("SIGTERM")));
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
