import { randomUUID } from "node:crypto";
import { type PartnerOperationId, partnerOperations } from "@wth/contract";
import type { PartnerKeyType } from "@wth/database";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeAt } from "../http/document.ts";
import { create } from "../orders/testing.ts";
import {
  createTestBranch,
  readPartner,
  readPartnerError,
  register,
  type TestBranch,
  type TestPartnerKey,
} from "../test/branch.ts";
import { readAnyError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  type Call,
  exampleCall,
  sendWithKey,
  sendWithoutKey,
  takesId,
  triedPartnerOperations as tried,
} from "./calls.ts";
import { hostileCalls } from "./hostile-calls.ts";

/** Those that come before the operation and are the same for all APIs: driven in statuses.test.ts. */
const SHARED = [500, 503];
/** In all, spread over the operations. More, or from another seed: WTH_FUZZ_REQUESTS, WTH_FUZZ_SEED. */
const HOSTILE_REQUESTS = Math.ceil(Number(process.env.WTH_FUZZ_REQUESTS ?? 20_000) / 20);
const SEED = Number(process.env.WTH_FUZZ_SEED ?? 1);
const KEY_TYPES: readonly PartnerKeyType[] = ["branch", "personal", "public"];

const seen = new Map<PartnerOperationId, Set<number>>(tried.map((id) => [id, new Set()]));
let server: TestServer;
let branch: TestBranch;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
  branch = await createTestBranch(server);
  dealer = await createTestDealer(server, { listings: 1 });
  await branch.add(dealer);
  await create(dealer);
});
afterAll(() => server.close());

/** Compares an answer with the contract, and notes its status. */
async function check(id: PartnerOperationId, response: Response): Promise<number> {
  await readPartner(id, response);
  seen.get(id)?.add(response.status);
  return response.status;
}

const newKey = (type: PartnerKeyType = "branch") =>
  branch.key(type, type === "personal" ? dealer : undefined);
const send = ({ key }: TestPartnerKey, call: Call) => sendWithKey(server.baseUrl, key, call);
const newWebhook = async (key: TestPartnerKey) =>
  (await register(key, "http://127.0.0.1:9999/partner", ["order.created"])).id;

/** A key, and the contract's own example of a request that gets through whole. */
async function prepare(id: PartnerOperationId): Promise<{ key: TestPartnerKey; call: Call }> {
  const key = await newKey();
  return { key, call: exampleCall(id, takesId(id) ? await newWebhook(key) : "") };
}

const of = (wanted: (operation: (typeof partnerOperations)[PartnerOperationId]) => boolean) =>
  tried.filter((id) => wanted(partnerOperations[id]));

describe("who may do what", () => {
  const table = tried.flatMap((id) =>
    KEY_TYPES.map((type) => {
      const types: readonly PartnerKeyType[] = partnerOperations[id].partnerKeys;
      return { id, type, allowed: types.includes(type) };
    }),
  );

  it.each(table)("$id with a key of type $type: $allowed", async ({ id, type, allowed }) => {
    const key = await newKey(type);
    const objectId = takesId(id) && allowed ? await newWebhook(key) : randomUUID();
    const response = await send(key, exampleCall(id, objectId));
    if (allowed) {
      const [success] = Object.keys(placeOf(id, "responses")).filter((status) => status.startsWith("2"));
      expect(await check(id, response)).toBe(Number(success));
    } else {
      expect((await readPartnerError(id, response.clone())).code).toBe("secret_key_required");
      expect(await check(id, response)).toBe(403);
    }
  });

  it.each(tried)(
    "%s: 401 with an integration's key, without one, and with one that is nobody's",
    async (id) => {
      const call = exampleCall(id, randomUUID());
      const nobodys = `sk_branch_${"a".repeat(32)}`;
      expect(await check(id, await sendWithoutKey(server.baseUrl, call))).toBe(401);
      expect(await check(id, await sendWithKey(server.baseUrl, dealer.apiKey, call))).toBe(401);
      expect(await check(id, await sendWithKey(server.baseUrl, nobodys, call))).toBe(401);
    },
  );

  it("nothing of the public API with a partner key", async () => {
    const response = await sendWithKey(server.baseUrl, (await newKey()).key, exampleCall("getMe", ""));
    expect((await readAnyError(response)).code).toBe("malformed_authorization");
  });
});

describe("a request that is refused", () => {
  it.each(tried)("%s: 400 for a parameter that it does not have", async (id) => {
    const { key, call } = await prepare(id);
    expect(await check(id, await send(key, { ...call, path: `${call.path}?no_such=1` }))).toBe(400);
  });

  it.each(tried.filter(takesId))("%s: 404 for an id that is not there", async (id) => {
    const key = await newKey();
    for (const objectId of [randomUUID(), "nonsense"])
      expect(await check(id, await send(key, exampleCall(id, objectId)))).toBe(404);
  });

  it.each(tried.filter(takesId))(
    "%s: for another key's id exactly the 404 of one that is not there",
    async (id) => {
      const { call } = await prepare(id);
      const stranger = await newKey();
      const { request_id: _a, ...foreign } = await readPartnerError(id, await send(stranger, call));
      const absent = await readPartnerError(id, await send(stranger, exampleCall(id, randomUUID())));
      expect(absent).toMatchObject(foreign);
      expect(foreign.code).toBe("resource_not_found");
    },
  );

  it.each(of(({ idempotent }) => idempotent))("%s: 409 for another body under the same key", async (id) => {
    const { key, call } = await prepare(id);
    await check(id, await send(key, call));
    const other = { ...call, body: call.body === undefined ? "{}" : `${call.body} ` };
    expect(await check(id, await send(key, other))).toBe(409);
  });

  it.each(of(({ method }) => method !== "get"))("%s: 413 for a body over the limit", async (id) => {
    const { key, call } = await prepare(id);
    const body = " ".repeat(partnerOperations[id].bodyLimitBytes + 1);
    expect(await check(id, await send(key, { ...call, body }))).toBe(413);
  });

  it.each(of(({ hasBody }) => hasBody))("%s: 415 for a body that is not JSON", async (id) => {
    const { key, call } = await prepare(id);
    const headers = { ...call.headers, "content-type": "text/plain" };
    expect(await check(id, await send(key, { ...call, headers }))).toBe(415);
  });

  it.each(tried)(
    "%s: 429 over the key's rate limit, which is no other key's",
    async (id) => {
      const { key, call } = await prepare(id);
      const before = await send(key, exampleCall("listPartnerOffers", ""));
      const left = Number(before.headers.get("x-ratelimit-remaining"));
      expect(left).toBeGreaterThan(590);
      const offers = exampleCall("listPartnerOffers", "");
      // Some at once: a few hundred connections at the same moment are another test.
      for (let spent = 0; spent < left; spent += 50)
        await Promise.all(Array.from({ length: Math.min(50, left - spent) }, () => send(key, offers)));
      const refused = await send(key, call);
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await check(id, refused)).toBe(429);
      expect((await send(await newKey(), offers)).status).toBe(200);
    },
    60_000,
  );
});

describe("hostile requests", () => {
  it.each(tried)("%s answers each as the contract says", { timeout: 120_000 }, async (id) => {
    let key = await newKey();
    let objectIds = [await newWebhook(key)];
    let requests = 0;
    let successes = 0;
    const property = fc.asyncProperty(
      fc.infiniteStream(hostileCalls(id, ["{id}"])).map((stream) => stream),
      async (calls) => {
        for (const generated of calls) {
          // Each key may make 600 requests a minute, and have 50 webhooks.
          if (requests % 40 === 0) {
            key = await newKey();
            objectIds = [await newWebhook(key)];
          }
          requests += 1;
          if (requests > HOSTILE_REQUESTS / tried.length) return;
          const call = { ...generated, path: generated.path.replace("{id}", objectIds[0] ?? "") };
          const response = await send(key, call);
          const { status } = response;
          if (status < 400) successes += 1;
          if (status === 204) objectIds = [await newWebhook(key)];
          const text = await response.clone().text();
          if (status >= 500) throw new Error(`${status}: ${text}`);
          // A path that is broken on the way leads to no operation, or to another one.
          if (!(String(status) in placeOf(id, "responses")) || text.includes('"code":"route_not_found"'))
            await readAnyError(response);
          else await readPartner(id, response);
        }
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: 1 });
    expect(successes).toBeGreaterThan(0);
  });
});

describe("the report", () => {
  it("has every documented status of every operation", () => {
    const uncovered: string[] = [];
    const lines = tried.map((id) => {
      const { path, method } = partnerOperations[id];
      const cells = Object.keys(placeOf(id, "responses")).map((status) => {
        const isShared = SHARED.includes(Number(status));
        const covered = isShared || seen.get(id)?.has(Number(status)) === true;
        if (!covered) uncovered.push(`${id} ${status}`);
        return covered ? (isShared ? `(${status})` : status) : `${status}!`;
      });
      return `${method.toUpperCase().padEnd(7)}${path.padEnd(32)}${cells.join(" ")}`;
    });
    console.log(`Answers of the Partner API; in brackets: shared by all.\n${lines.join("\n")}`);
    expect(uncovered).toEqual([]);
  });
});

function placeOf(id: PartnerOperationId, part: string): Readonly<Record<string, unknown>> {
  const { path, method } = partnerOperations[id];
  return placeAt("paths", path, method, part)?.value ?? {};
}
