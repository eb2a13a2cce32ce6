import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { safeVerify } from "@watchtraderhub/webhook-verifier";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rotateSecret } from "../integration/rotate-secret.ts";
import { Keyring } from "../secrets/keyring.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { runOps } from "./testing.ts";

const TIMEOUT = 120_000;

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

/** A ping through a process. @returns the answer's status and text, and whether it was a replay. */
async function ping({ baseUrl }: { baseUrl: string }, apiKey: string, key: string) {
  const response = await fetch(`${baseUrl}/test/webhook_ping`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": key },
  });
  const replayed = response.headers.get("idempotent-replay");
  return { status: response.status, text: await response.text(), replayed };
}

describe("with WTH_SECRETS_KEYS", () => {
  let server: TestServer;
  let dealer: TestDealer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await server.database.pool.query("TRUNCATE users, idempotency_records, delivery_queue CASCADE");
    dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  });

  const key = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
  const env = (keys: string) => ({
    DATABASE_URL: server.database.url,
    WTH_SECRETS_KEYS: keys,
    WTH_RETRY_SCHEDULE: "0,1,1",
    WTH_LEASE_SECONDS: "12",
  });
  const secrets = (keys: string, ...words: readonly string[]) =>
    runOps({ DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: keys }, "secrets", ...words);

  it("change keys while requests and deliveries flow, and none of them fails", {
    timeout: TIMEOUT,
  }, async () => {
    // Two processes send more than 600 requests in a minute.
    await server.database.prisma.integration.updateMany({ data: { rateLimitPerMinute: 60_000 } });
    const newKey = key("2027");
    const both = `${newKey},${server.secretsKeys}`;
    const apis = await Promise.all([start(env(both)), start(env(both))]);
    // Sealed with the old key, by the server that has no other.
    const sealed = await Promise.all(
      Array.from({ length: 300 }, (_, index) => ping(server, dealer.apiKey, `before-${index}`)),
    );

    const live = [dealer.secret];
    const answers: Awaited<ReturnType<typeof ping>>[] = [];
    let flowing = true;
    const flow = apis.map(async (api) => {
      while (flowing) answers.push(await ping(api, dealer.apiKey, randomUUID()));
    });
    const rotations = (async () => {
      while (flowing) {
        const { secret } = await server.database.prismaTransaction((tx) =>
          rotateSecret(tx, Keyring.parse(both), dealer.integrationId),
        );
        live.push(secret);
        await sleep(50);
      }
    })();
    const changed = await secrets(both, "rotate-key");
    flowing = false;
    await Promise.all([...flow, rotations]);

    expect(changed).toMatchObject({
      code: 0,
      json: {
        current_key: "2027",
        re_encrypted: { stored_answers: 300 },
        left: {},
        removable_keys: ["test"],
        next: expect.stringMatching(
          /^Nothing is sealed any more with test\. Remove it from WTH_SECRETS_KEYS once every process/,
        ),
      },
      stderr: expect.stringMatching(/stored answers: \d+ of 300\n/),
    });

    const count = sealed.length + answers.length;
    expect(answers.length).toBeGreaterThan(10);
    expect(answers.filter(({ status }) => status !== 202)).toEqual([]);
    const received = await receiver.arrivals(count, 30_000);
    expect(received.filter(({ headers }) => headers["x-wth-delivery-attempt"] !== "1")).toEqual([]);
    for (const { body, headers } of received) {
      expect(safeVerify({ body, headers, secrets: live })).toMatchObject({ ok: true });
    }
    for (const api of apis) expect(api.output()).not.toMatch(/cannot be opened|"level":"error"/);

    // The old key is gone, and everything is still there.
    const later = await start(env(newKey));
    expect(await ping(later, dealer.apiKey, "before-7")).toEqual({ ...sealed[7], replayed: "true" });
    await ping(later, dealer.apiKey, randomUUID());
    const last = (await receiver.arrivals(count + 1)).at(-1);
    expect(
      safeVerify({ body: last?.body ?? "", headers: last?.headers ?? {}, secrets: live.at(-1) ?? "" }),
    ).toMatchObject({ ok: true });
  });

  it("a delivery whose secret a missing key has sealed waits, and the log says which key", {
    timeout: TIMEOUT,
  }, async () => {
    const other = key("other");
    const without = await start({ ...env(other), WTH_LEASE_SECONDS: "1" });
    await ping(server, dealer.apiKey, randomUUID());
    const complaint = 'WTH_SECRETS_KEYS has no key \\"test\\". Add the key that sealed this.';
    await expect.poll(() => without.output(), { timeout: 20_000 }).toContain(complaint);
    const [delivery] = await server.database.prisma.webhookDelivery.findMany({
      where: { integrationId: dealer.integrationId },
    });
    // Once for the endpoint, however often the delivery is claimed while it waits.
    await sleep(3_000);
    const said = without
      .output()
      .match(/"endpoint_id":"[^"]+".*their endpoint's signing secret cannot be opened/gu);
    expect(said).toEqual([expect.stringContaining(`"endpoint_id":"${delivery?.endpointId}"`)]);
    expect(without.output()).not.toContain(other.slice(6));
    expect(delivery?.status).toBe("pending");
    expect(receiver.received).toHaveLength(0);

    const withoutKey = await secrets(other, "rotate-key");
    expect(withoutKey).toMatchObject({
      code: 1,
      json: {
        re_encrypted: { webhook_secrets: 0 },
        left: { test: { webhook_secrets: 1 } },
        removable_keys: [],
      },
    });
    expect(withoutKey.stderr).toBe(
      'ops: 1 webhook secrets and 1 stored answers are sealed with "test", which WTH_SECRETS_KEYS does not have. Add that key and run this again.\n',
    );

    await without.end("SIGTERM");
    await start(env(`${other},${server.secretsKeys}`));
    const [arrived] = await receiver.arrivals(1);
    expect(arrived?.headers["x-wth-delivery-id"]).toBe(delivery?.id);
    expect(arrived?.headers["x-wth-delivery-attempt"]).toBe("1");
  });

  it("status tells which key has sealed how much, and which can be removed or is missing", {
    timeout: TIMEOUT,
  }, async () => {
    await ping(server, dealer.apiKey, randomUUID());
    await server.database.prismaTransaction((tx) => rotateSecret(tx, server.keyring, dealer.integrationId));
    const { code, json } = await secrets(`${key("a")},${key("b")}`, "status");
    expect(code).toBe(0);
    expect(json).toEqual({
      current_key: "a",
      keys: {
        a: { state: "current", webhook_secrets: 0, stored_answers: 0 },
        b: { state: "unused", webhook_secrets: 0, stored_answers: 0 },
        test: { state: "missing", webhook_secrets: 2, stored_answers: 1 },
      },
    });
    expect((await secrets(`${key("a")},${server.secretsKeys}`, "status")).json).toMatchObject({
      keys: { test: { state: "in_use" } },
    });
  });

  it("keys are added and removed there, and not by ops", { timeout: TIMEOUT }, async () => {
    for (const words of [["add-key"], ["remove-key", "--id", "b"]]) {
      const message =
        "The keys are those of WTH_SECRETS_KEYS, not of the data folder. Change them there; .env.example says how.";
      expect(await secrets(`${key("a")},${key("b")}`, ...words)).toEqual({
        code: 1,
        json: { error: { code: "keys_not_changed", message } },
        stderr: `ops: ${message}\n`,
      });
    }
  });
});

describe("with the key file of the embedded start", () => {
  let dataDir = "";
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "wth-keys-"));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it("the key is changed in three commands, without a restart", { timeout: TIMEOUT }, async () => {
    const ops = async (...words: readonly string[]): Promise<Record<string, unknown>> => {
      const { code, json, stderr } = await runOps({ WTH_DATA_DIR: dataDir }, ...words);
      expect(code, stderr).toBe(0);
      return json as Record<string, unknown>; // what ops prints is an object
    };
    const server = await start({ WTH_DATA_DIR: dataDir });
    const email = "keys@example.com";
    await ops(
      "dealer",
      "create",
      "--email",
      email,
      "--password",
      "password",
      "--name",
      "A",
      "--plan",
      "business",
    );
    const { api_key } = await ops("key", "create", "--dealer", email);
    await ops("integration", "enable", "--dealer", email);
    const { secret } = await ops("integration", "set-webhook", "--dealer", email, "--url", receiver.url);
    const first = await ping(server, String(api_key), "first");
    await receiver.arrivals(1);

    const { added_key } = await ops("secrets", "add-key");
    expect((await runOps({ WTH_DATA_DIR: dataDir }, "secrets", "remove-key", "--id", "k1")).stderr).toBe(
      "ops: 2 texts are sealed with k1. Run first: ops secrets rotate-key\n",
    );
    expect(await ops("secrets", "rotate-key")).toEqual({
      current_key: added_key,
      re_encrypted: { webhook_secrets: 1, stored_answers: 1 },
      left: {},
      removable_keys: ["k1"],
      next: "Nothing is sealed any more with k1. Remove it with: ops secrets remove-key --id k1",
    });
    expect(await ops("secrets", "remove-key", "--id", "k1")).toEqual({ removed_key: "k1" });
    expect(await readFile(path.join(dataDir, "secrets.keys"), "utf8")).toMatch(/^k\d{8}T\d{6}Z:[^,]*\n$/);

    // The server was not restarted, and goes on with the new key.
    expect(await ping(server, String(api_key), "first")).toEqual({ ...first, replayed: "true" });
    await ping(server, String(api_key), "second");
    const [, second] = await receiver.arrivals(2);
    expect(
      safeVerify({ body: second?.body ?? "", headers: second?.headers ?? {}, secrets: String(secret) }),
    ).toMatchObject({ ok: true });
    expect(await ops("secrets", "status")).toEqual({
      current_key: added_key,
      keys: { [String(added_key)]: { state: "current", webhook_secrets: 1, stored_answers: 2 } },
    });
    expect(await server.end("SIGTERM")).toBe(0);
  });
});
