import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { replaceApiKey } from "../integration/api-keys.ts";
import { readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { exampleCall, resourceOf, send, takesId, triedOperations } from "./calls.ts";
import { makeObject } from "./objects.ts";

let server: TestServer;
let receiver: Receiver;
let owner: TestDealer;
let stranger: TestDealer;

beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  receiver.answer = () => ({ status: 500 });
  server.startWorker({ WTH_RETRY_SCHEDULE: "0,3600" });
  owner = await createTestDealer(server, { listings: 1, webhookUrl: receiver.url });
  stranger = await createTestDealer(server, { listings: 1, webhookUrl: receiver.url });
  await setMode("live");
});
afterAll(async () => {
  await server.close();
  await receiver.close();
});

async function setMode(mode: "test" | "live") {
  const where = { id: owner.integrationId };
  await server.database.prisma.integration.update({ where, data: { isTestMode: mode === "test" } });
}

const operationsWithId = triedOperations.filter(takesId);
/** Those are the dealer's real ones in both modes. */
const SAME_IN_BOTH_MODES = ["listings"];
const operationsOfOneMode = operationsWithId.filter((id) => !SAME_IN_BOTH_MODES.includes(resourceOf(id)));

describe("an id of another dealer", () => {
  it.each(operationsWithId)("%s: exactly the 404 of an id that does not exist", async (id) => {
    const objectId = await makeObject(owner, resourceOf(id));
    const { request_id: _a, ...foreign } = await readError(
      id,
      await send(stranger, exampleCall(id, objectId)),
    );
    const absentId = objectId.replaceAll(/[0-9a-f]/g, "0");
    const { request_id: _b, ...absent } = await readError(
      id,
      await send(stranger, exampleCall(id, absentId)),
    );
    expect(foreign).toEqual(absent);
    expect(foreign.code).toBe("resource_not_found");
    // It is there, for its owner.
    expect((await send(owner, exampleCall(id, objectId))).ok).toBe(true);
  });
});

describe("an id of the other mode", () => {
  it.each(operationsOfOneMode)("%s: 404 for a live id under a test key", async (id) => {
    const objectId = await makeObject(owner, resourceOf(id));
    const apiKey = await server.database.prismaTransaction((tx) =>
      replaceApiKey(tx, owner.integrationId, "test"),
    );
    const { method, path, headers, body } = exampleCall(id, objectId);
    const response = await fetch(server.baseUrl + path, {
      method,
      headers: { ...headers, authorization: `Bearer ${apiKey}` },
      ...(body === undefined ? {} : { body }),
    });
    expect((await readError(id, response)).code).toBe("resource_not_found");
    expect((await send(owner, exampleCall(id, objectId))).ok).toBe(true);
  });

  it.each(operationsOfOneMode)("%s: 404 for a test id once the integration is live", async (id) => {
    await setMode("test");
    const objectId = await makeObject(owner, resourceOf(id));
    await setMode("live");
    expect((await readError(id, await send(owner, exampleCall(id, objectId)))).code).toBe(
      "resource_not_found",
    );
    await setMode("test");
    expect((await send(owner, exampleCall(id, objectId))).ok).toBe(true);
    await setMode("live");
  });
});
