import { postmanCollection } from "@wth/contract/postman.ts";
import { createTestDealer, type TestDealer } from "@wth/server/test/dealer.ts";
import { createTestPartner } from "@wth/server/test/partner.ts";
import { type Receiver, startReceiver } from "@wth/server/test/receiver.ts";
import { startTestServer, type TestServer } from "@wth/server/test/server.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCollection } from "./run-collection.ts";
import { operationsOf, origin } from "./served.ts";

// Imports the collection from a running server, and runs it as Postman does, with nothing set but the key.

const RUN_MS = 60_000;

let server: TestServer;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  // One attempt, so that what the receiver refuses is a dead letter at once.
  server = await startTestServer({ WTH_RETRY_SCHEDULE: "0" });
  server.startWorker();
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

/** The collection as the server gives it to Postman. */
async function imported(): Promise<object> {
  const response = await fetch(`${origin(server)}/openapi/v1.postman.json`);
  expect(response.status).toBe(200);
  const body: unknown = await response.json();
  if (typeof body !== "object" || body === null) throw new Error("The collection is no object.");
  return body;
}

async function run({ apiKey }: TestDealer, more: Readonly<Record<string, string>> = {}) {
  return runCollection(await imported(), { baseUrl: server.baseUrl, apiKey, ...more });
}

describe("the Postman collection", () => {
  it("runs as it is imported, and passes all its tests", { timeout: RUN_MS }, async () => {
    receiver.answer = () => ({ status: 500 });
    const dealer = await createTestDealer(server, { listings: 3, webhookUrl: receiver.url });
    const { branch: partnerKey } = await createTestPartner(server, dealer);
    const { sent, failures, tests } = await run(dealer, { partnerKey });
    expect(failures).toEqual([]);
    expect(tests).toBeGreaterThan(sent.length * 2);
    const operations = (await operationsOf(server)).map(({ summary }) => summary);
    expect(sent.map(({ name }) => name).sort()).toEqual(operations.sort());
    expect(sent).toContainEqual({ name: "Send a test event", status: 202 });
    expect(sent).toContainEqual({ name: "Replay an event", status: 202 });
  });

  it("runs a second time, and for a dealer without a webhook or listings", { timeout: RUN_MS }, async () => {
    const dealer = await createTestDealer(server);
    const first = await run(dealer);
    expect(first.failures).toEqual([]);
    expect(first.sent).toContainEqual({ name: "Send a test event", status: 409 });
    expect(first.lines).toContain(
      "Get a listing: skipped. No request before it has found an id for the variable listingId.",
    );
    expect((await run(dealer)).failures).toEqual([]);
  });

  it("leaves the partner's requests out without a partner's key, and says so", {
    timeout: RUN_MS,
  }, async () => {
    const { sent, failures, lines } = await run(await createTestDealer(server, { listings: 1 }));
    expect(failures).toEqual([]);
    const names = new Set(sent.map(({ name }) => name));
    const ofPartners = (await operationsOf(server)).filter(({ security }) => security === "partnerKey");
    expect(ofPartners.length).toBeGreaterThan(5);
    for (const { summary } of ofPartners) {
      expect(names).not.toContain(summary);
      expect(lines).toContain(`${summary}: skipped. Set the variable partnerKey to send it.`);
    }
  });

  it("finds an answer that is not the contract's", { timeout: RUN_MS }, async () => {
    const dealer = await createTestDealer(server, { enabled: false });
    const { failures } = await run(dealer);
    expect(failures).toContainEqual(expect.stringMatching(/^List orders: expected 403 to be one of/));
  });

  it("can be sent to the API by the server's address alone", { timeout: RUN_MS }, async () => {
    const dealer = await createTestDealer(server);
    const { failures } = await runCollection(await imported(), {
      baseUrl: origin(server),
      apiKey: dealer.apiKey,
    });
    expect(failures).toEqual([]);
  });

  it("names the server that it was fetched from", async () => {
    expect(await imported()).toMatchObject({
      info: postmanCollection.info,
      variable: expect.arrayContaining([
        expect.objectContaining({ key: "baseUrl", value: "https://api.test/api/v1" }),
      ]),
    });
  });
});
