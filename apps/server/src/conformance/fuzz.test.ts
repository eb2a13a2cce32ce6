import { type OperationId, operations } from "@wth/contract";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeAt } from "../http/document.ts";
import { readAnyError, readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { resourceOf, send, takesId, triedOperations } from "./calls.ts";
import { hostileCalls } from "./hostile-calls.ts";
import { makeObject } from "./objects.ts";

/** In all, spread over the operations. More, or from another seed: WTH_FUZZ_REQUESTS, WTH_FUZZ_SEED. */
const REQUESTS = Number(process.env.WTH_FUZZ_REQUESTS ?? 20_000);
const SEED = Number(process.env.WTH_FUZZ_SEED ?? 1);
const OBJECTS = 5;

/** What only the inside knows: stack traces, paths, SQL, the driver's words. */
const LEAK =
  /\bat .+:\d+:\d+|node_modules|\.ts\b|\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b|relation "|pg_|prisma|violates/;

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
const objects = new Map<string, string[]>();
const statuses = new Map<OperationId, Map<number, number>>();

beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  receiver.answer = () => ({ status: 500 });
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,3600" });
  dealer = await createTestDealer(server, { listings: OBJECTS, webhookUrl: receiver.url });
  const where = { id: dealer.integrationId };
  await server.database.prisma.integration.update({ where, data: { rateLimitPerMinute: 1_000_000 } });
  for (const resource of new Set(triedOperations.filter(takesId).map(resourceOf))) {
    const ids: string[] = [];
    while (ids.length < OBJECTS) ids.push(await makeObject(dealer, resource));
    objects.set(resource, ids);
  }
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

describe("hostile requests", () => {
  it.concurrent.each(triedOperations)(
    "%s answers each as the contract says",
    { timeout: 600_000 },
    async (id) => {
      const calls = hostileCalls(id, objects.get(resourceOf(id)) ?? []);
      const counts = new Map<number, number>();
      statuses.set(id, counts);
      const property = fc.asyncProperty(calls, async (call) => {
        const response = await send(dealer, call);
        const { status } = response;
        counts.set(status, (counts.get(status) ?? 0) + 1);
        const text = await response.clone().text();
        if (status >= 500) throw new Error(`${status}: ${text}`);
        if (status >= 400 && LEAK.test(withoutEcho(text, call.body)))
          throw new Error(`This tells too much: ${text}`);
        const { path, method } = operations[id];
        // A path that is broken on the way leads to no operation, or to another one.
        if (
          placeAt("paths", path, method, "responses", status) === null ||
          text.includes('"code":"route_not_found"')
        )
          await readAnyError(response);
        else await readChecked(id, response);
      });
      await fc.assert(property, { seed: SEED, numRuns: Math.ceil(REQUESTS / triedOperations.length) });
    },
  );

  it("got through often enough to mean something", () => {
    let total = 0;
    const tooHostile: OperationId[] = [];
    const lines = [...statuses].map(([id, counts]) => {
      for (const count of counts.values()) total += count;
      if (![...counts.keys()].some((status) => status < 400)) tooHostile.push(id);
      const cells = [...counts].sort().map(([status, count]) => `${status} ×${count}`);
      return `${id.padEnd(24)}${cells.join(", ")}`;
    });
    console.log(`${total} hostile requests (seed ${SEED}):\n${lines.join("\n")}`);
    expect(tooHostile).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(REQUESTS);
  });

  it("changed no prototype", () => {
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

/** An error may name what it was sent (a field, say): that is no leak. */
function withoutEcho(text: string, body: string | undefined): string {
  const param = /"param":"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  return body === undefined || param === undefined ? text : text.replace(param, "");
}
