import { randomUUID } from "node:crypto";
import { type OperationId, operations } from "@wth/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeAt } from "../http/document.ts";
import { disableIntegration } from "../integration/activation.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer, type TestDealerOptions } from "../test/dealer.ts";
import { freePort } from "../test/process.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  type Call,
  exampleCall,
  resourceOf,
  send,
  sendWithoutKey,
  takesId,
  triedOperations,
} from "./calls.ts";
import { makeObject } from "./objects.ts";

/** Answers that come before the operation and are the same for all: driven for one, and so covered for the others. */
const SHARED = [500, 503];
const SHARED_BY: OperationId = "getMe";

const seen = new Map<OperationId, Set<number>>(triedOperations.map((id) => [id, new Set()]));
let server: TestServer;
let receiver: Receiver;

beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  receiver.answer = () => ({ status: 500 });
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,3600" });
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

/** Compares an answer with the contract, and notes its status. */
async function check(id: OperationId, response: Response): Promise<number> {
  await readChecked(id, response);
  seen.get(id)?.add(response.status);
  return response.status;
}

function newDealer(options: TestDealerOptions = {}): Promise<TestDealer> {
  return createTestDealer(server, { listings: 1, webhookUrl: receiver.url, ...options });
}

/** A dealer, and the contract's own example of a request that gets through whole. */
async function prepare(id: OperationId): Promise<{ dealer: TestDealer; call: Call }> {
  const dealer = await newDealer();
  const objectId = takesId(id) ? await makeObject(dealer, resourceOf(id)) : "";
  return { dealer, call: exampleCall(id, objectId) };
}

const withKey = (call: Call): Call => ({
  ...call,
  headers: { ...call.headers, "idempotency-key": randomUUID() },
});

const of = (wanted: (operation: (typeof operations)[OperationId]) => boolean) =>
  triedOperations.filter((id) => wanted(operations[id]));
const authenticated = of(({ security }) => security);
const idempotent = of((operation) => operation.idempotent);

describe("a request as in the contract's example", () => {
  it.each(triedOperations)("%s", async (id) => {
    const { dealer, call } = await prepare(id);
    const first = await send(dealer, call);
    expect(await check(id, first)).toBeLessThan(300);
    // Once more: what was created is matched now, and what is over cannot be ended again.
    const second = await check(id, await send(dealer, operations[id].idempotent ? withKey(call) : call));
    expect([200, 201, 202, 409]).toContain(second);
    const etag = first.headers.get("etag");
    if (etag === null) return;
    const conditional = { ...call, headers: { "if-none-match": etag } };
    expect(await check(id, await send(dealer, conditional))).toBe(304);
  });
});

describe("a request that is refused", () => {
  it.each(triedOperations)("%s: 400 for a parameter that it does not have", async (id) => {
    const { dealer, call } = await prepare(id);
    expect(await check(id, await send(dealer, { ...call, path: `${call.path}?no_such=1` }))).toBe(400);
  });

  it.each(idempotent)("%s: 400 without an idempotency key", async (id) => {
    const { dealer, call } = await prepare(id);
    const { "idempotency-key": _key, ...headers } = call.headers;
    const response = await fetch(server.baseUrl + call.path, {
      method: call.method,
      headers: { ...headers, authorization: `Bearer ${dealer.apiKey}` },
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    expect(await check(id, response)).toBe(400);
  });

  it.each(authenticated)("%s: 401 without a key", async (id) => {
    expect(await check(id, await sendWithoutKey(server.baseUrl, exampleCall(id, randomUUID())))).toBe(401);
  });

  it.each(authenticated)("%s: 403 below the Business plan, or while disabled", async (id) => {
    const starter = await newDealer({ plan: "starter" });
    expect(await check(id, await send(starter, exampleCall(id, randomUUID())))).toBe(403);
    const { dealer, call } = await prepare(id);
    await server.database.prismaTransaction((tx) => disableIntegration(tx, dealer.integrationId));
    expect(await check(id, await send(dealer, call))).toBe(id === "getMe" ? 200 : 403);
  });

  it.each(triedOperations.filter(takesId))("%s: 404 for an id that is not there", async (id) => {
    const dealer = await newDealer();
    const ids = [randomUUID(), `evt_${randomUUID().replaceAll("-", "")}`, "nonsense"];
    for (const objectId of ids)
      expect(await check(id, await send(dealer, exampleCall(id, objectId)))).toBe(404);
  });

  it.each(idempotent)("%s: 409 for another body under the same key", async (id) => {
    const { dealer, call } = await prepare(id);
    await check(id, await send(dealer, call));
    const other = { ...call, body: call.body === undefined ? "{}" : `${call.body} ` };
    expect(await check(id, await send(dealer, other))).toBe(409);
  });

  it.each(idempotent)("%s: 413 for a body over the limit", async (id) => {
    const { dealer, call } = await prepare(id);
    const body = " ".repeat(operations[id].bodyLimitBytes + 1);
    expect(await check(id, await send(dealer, { ...call, body }))).toBe(413);
  });

  it.each(of(({ hasBody }) => hasBody))("%s: 415 for a body that is not JSON", async (id) => {
    const { dealer, call } = await prepare(id);
    const headers = { ...call.headers, "content-type": "text/plain" };
    expect(await check(id, await send(dealer, { ...call, headers }))).toBe(415);
  });

  it.each(authenticated)("%s: 429 over the rate limit", async (id) => {
    const { dealer, call } = await prepare(id);
    const where = { id: dealer.integrationId };
    await server.database.prisma.integration.update({ where, data: { rateLimitPerMinute: 1 } });
    await send(dealer, call);
    const refused = await send(dealer, call);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await check(id, refused)).toBe(429);
  });
});

describe("a fault of ours", () => {
  it("is a 500 that tells nothing of it", async () => {
    const broken = await startTestServer();
    const dealer = await createTestDealer(broken);
    await broken.database.pool.query("ALTER TABLE api_keys RENAME TO api_keys_gone");
    const response = await dealer.call("GET", "/me");
    const text = await response.clone().text();
    expect(text).not.toMatch(/api_keys|relation|select|\.ts/i);
    expect(await check(SHARED_BY, response)).toBe(500);
    await broken.close();
  });

  it("is a 503 with a time to wait while the database is away", async () => {
    const url = `postgresql://nobody:nothing@127.0.0.1:${await freePort()}/nowhere`;
    const away = await startTestServer({}, {}, url);
    const headers = { authorization: `Bearer wth_${"a".repeat(32)}` };
    const response = await fetch(`${away.baseUrl}/me`, { headers });
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await check(SHARED_BY, response)).toBe(503);
    await away.close();
  });
});

describe("the report", () => {
  it("has every documented status of every operation", () => {
    const uncovered: string[] = [];
    const lines = triedOperations.map((id) => {
      const { path, method } = operations[id];
      const responses = placeAt("paths", path, method, "responses")?.value ?? {};
      const cells = Object.keys(responses).map((status) => {
        const shared = SHARED.includes(Number(status));
        const covered = (shared ? seen.get(SHARED_BY) : seen.get(id))?.has(Number(status)) === true;
        if (!covered) uncovered.push(`${id} ${status}`);
        return covered ? (shared ? `(${status})` : status) : `${status}!`;
      });
      return `${method.toUpperCase().padEnd(5)}${path.padEnd(32)}${cells.join(" ")}`;
    });
    console.log(
      `Answers seen and compared with the contract; in brackets: shared by all.\n${lines.join("\n")}`,
    );
    expect(uncovered).toEqual([]);
  });
});
