import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rotateSecret } from "../integration/rotate-secret.ts";
import { createTestBranch } from "../test/branch.ts";
import { createLiveDealer, createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { idempotencyContext } from "./idempotency-context.ts";
import { Keyring } from "./keyring.ts";
import { countByKey, noTexts, reEncrypt } from "./re-encrypt.ts";
import { secretContext } from "./webhook-secret.ts";

const URL = "https://example.com/hook";
const newKey = `new:${randomBytes(32).toString("base64")}`;
/** What servers have after the change of keys, and what during it. */
const after = Keyring.parse(newKey);
let during: Keyring;
/** The server itself has the old key only. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  during = Keyring.parse(`${newKey},${server.secretsKeys}`);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.pool.query("TRUNCATE users, idempotency_records CASCADE");
});

/** A dealer whose webhook has two live secrets. @returns them, the newest first. */
async function dealerWithTwoSecrets() {
  const dealer = await createTestDealer(server, { webhookUrl: URL });
  const { secret } = await server.database.prismaTransaction((tx) =>
    rotateSecret(tx, server.keyring, dealer.integrationId),
  );
  return { dealer, secrets: [secret, dealer.secret] };
}

/** A POST whose answer is stored. @returns the answer's text. */
async function post(dealer: TestDealer, key: string): Promise<string> {
  const headers = { "idempotency-key": key };
  const response = await dealer.call("POST", "/test/webhook_ping", { headers });
  return response.text();
}

/** The signing secrets of an integration, opened with the keys of after the change. */
async function secretsOf({ integrationId }: TestDealer): Promise<string[]> {
  const { id, secret, previousSecret } = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId },
  });
  return [secret, previousSecret].map((sealed) => after.open(sealed ?? "", secretContext(id)));
}

/** The stored answers, opened with the keys of after the change, by idempotency key. */
async function answers(): Promise<Map<string, string>> {
  const records = await server.database.prisma.idempotencyRecord.findMany();
  return new Map(
    records.map(({ integrationId, isTest, method, path, key, responseBody }) => [
      key,
      after.open(responseBody, idempotencyContext([integrationId, isTest, method, path, key])),
    ]),
  );
}

describe("sealing everything anew", () => {
  it("leaves every text as it was, under the current key", async () => {
    const [first, second] = [await dealerWithTwoSecrets(), await dealerWithTwoSecrets()];
    const answer = await post(first.dealer, "one");
    expect(await countByKey(server.database)).toEqual(
      new Map([["test", { webhook_secrets: 4, stored_answers: 1 }]]),
    );
    const everything = { webhook_secrets: 4, stored_answers: 1 };
    expect(await reEncrypt(server.database, during)).toEqual(everything);
    expect(await countByKey(server.database)).toEqual(new Map([["new", everything]]));
    expect(await secretsOf(first.dealer)).toEqual(first.secrets);
    expect(await secretsOf(second.dealer)).toEqual(second.secrets);
    expect(await answers()).toEqual(new Map([["one", answer]]));
    // There is nothing left to do.
    expect(await reEncrypt(server.database, during)).toEqual(noTexts());
  });

  it("finds every stored answer, in pages, whatever its key and mode", async () => {
    const { live, test } = await createLiveDealer(server, { webhookUrl: URL });
    const keys = ["{}", '"', "\\", "a,b", "NULL", "clé", "x".repeat(255), "%", "'", ...Array(20).keys()].map(
      String,
    );
    const stored = new Map<string, string>();
    for (const [index, key] of keys.entries())
      stored.set(key, await post(index % 2 === 0 ? live : test, key));
    const seen: number[] = [];
    const onProgress = ({ stored_answers }: { stored_answers: number }) => seen.push(stored_answers);
    await reEncrypt(server.database, during, { batch: 7, onProgress });
    expect(seen.filter((count) => count > 0)).toEqual([7, 14, 21, 28, 29]);
    expect(await answers()).toEqual(stored);
  });

  it("covers the secrets of partners' webhooks, and their stored answers", async () => {
    const key = await (await createTestBranch(server)).key("branch");
    const body = { url: URL, events: ["order.created"] };
    const headers = { "idempotency-key": "registering" };
    const response = await key.call("POST", "/webhooks", body, headers);
    const answer = await response.text();
    const { id, secretKey }: { id: string; secretKey: string } = JSON.parse(answer);
    expect(await reEncrypt(server.database, during)).toEqual({ webhook_secrets: 1, stored_answers: 1 });
    const { secret } = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({ where: { id } });
    expect(after.open(secret ?? "", secretContext(id))).toBe(secretKey);
    expect(await answers()).toEqual(new Map([["registering", answer]]));
  });

  it("goes on where it was, after it was interrupted", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: URL });
    const stored = new Map<string, string>();
    for (let count = 0; count < 10; count += 1) {
      const key = randomUUID();
      stored.set(key, await post(dealer, key));
    }
    const interrupt = ({ stored_answers }: { stored_answers: number }) => {
      if (stored_answers === 4) throw new Error("interrupted");
    };
    await expect(reEncrypt(server.database, during, { batch: 2, onProgress: interrupt })).rejects.toThrow(
      "interrupted",
    );
    expect((await countByKey(server.database)).get("test")).toEqual({
      webhook_secrets: 0,
      stored_answers: 6,
    });
    expect(await reEncrypt(server.database, during)).toEqual({ webhook_secrets: 0, stored_answers: 6 });
    expect(await answers()).toEqual(stored);
  });

  it("does not undo a rotation that commits between its reading and its writing", async () => {
    const { dealer, secrets } = await dealerWithTwoSecrets();
    const { rotated, sealing } = await server.database.prismaTransaction(async (tx) => {
      const { secret } = await rotateSecret(tx, server.keyring, dealer.integrationId);
      const started = reEncrypt(server.database, during);
      // It has read the secret of before, and waits for the row.
      await expect.poll(waitingForLocks, { interval: 10 }).toBe(1);
      return { rotated: secret, sealing: { done: started } };
    });
    expect(await sealing.done).toMatchObject({ webhook_secrets: 2 });
    expect(await secretsOf(dealer)).toEqual([rotated, secrets[0]]);
  });

  it("can be done by two at once", async () => {
    const dealers = await Promise.all([1, 2, 3, 4, 5].map(dealerWithTwoSecrets));
    const done = await Promise.all([1, 2].map(() => reEncrypt(server.database, during, { batch: 2 })));
    expect(done.map((each) => each.webhook_secrets).reduce((sum, each) => sum + each)).toBe(10);
    for (const { dealer, secrets } of dealers) expect(await secretsOf(dealer)).toEqual(secrets);
  });

  it("leaves what does not open, and does all the rest", async () => {
    const { dealer, secrets } = await dealerWithTwoSecrets();
    const [unknown, broken] = [
      await createTestDealer(server, { webhookUrl: URL }),
      await createTestDealer(server, { webhookUrl: URL }),
    ];
    const setSecret = ({ integrationId }: TestDealer, secret: string) =>
      server.database.prisma.webhookEndpoint.update({ where: { integrationId }, data: { secret } });
    const { id } = await setSecret(unknown, "");
    await setSecret(unknown, Keyring.parse(newKey.replace("new", "lost")).seal("text", secretContext(id)));
    // Sealed for another place.
    await setSecret(broken, server.keyring.seal("text", secretContext(id)));
    const before = await server.database.prisma.webhookEndpoint.findMany({ orderBy: { id: "asc" } });

    expect(await reEncrypt(server.database, during, { batch: 1 })).toMatchObject({ webhook_secrets: 2 });
    expect(await countByKey(server.database)).toEqual(
      new Map([
        ["new", { webhook_secrets: 2, stored_answers: 0 }],
        ["lost", { webhook_secrets: 1, stored_answers: 0 }],
        ["test", { webhook_secrets: 1, stored_answers: 0 }],
      ]),
    );
    expect(await secretsOf(dealer)).toEqual(secrets);
    const rest = await server.database.prisma.webhookEndpoint.findMany({ orderBy: { id: "asc" } });
    expect(rest.slice(1)).toEqual(before.slice(1));
  });
});

async function waitingForLocks(): Promise<number> {
  const { rowCount } = await server.database.pool.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}
