import { randomUUID } from "node:crypto";
import { connect, createServer } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readChecked, readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type ServerProcess, startServerProcess } from "../test/process.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

const TIMEOUT = 60_000;

let server: TestServer;
let dealer: TestDealer;
const processes: ServerProcess[] = [];
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createTestDealer(server);
});
afterAll(() => server.close());
afterEach(() => Promise.all(processes.splice(0).map((each) => each.end("SIGKILL"))));

async function startProcess(): Promise<ServerProcess> {
  const { database, secretsKeys } = server;
  const env = { DATABASE_URL: database.url, WTH_SECRETS_KEYS: secretsKeys, WTH_ROLES: "api" };
  const started = await startServerProcess(env);
  processes.push(started);
  return started;
}

function postOrder(baseUrl: string, key: string, externalId: string): Promise<Response> {
  return fetch(`${baseUrl}/orders`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${dealer.apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({
      external_id: externalId,
      total_amount: 1_500_000,
      currency: "USD",
      buyer: { name: "Alice" },
      line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
    }),
  });
}

const countOrders = (externalId: string) => server.database.prisma.order.count({ where: { externalId } });

/** Passes bytes on to a server, until that answers: then `onAnswer` is called, and no byte of the answer gets through. */
async function swallowAnswer(
  baseUrl: string,
  onAnswer: () => void,
): Promise<{ baseUrl: string; close(): void }> {
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(baseUrl).port), "127.0.0.1");
    client.pipe(upstream);
    upstream.once("data", onAnswer);
    upstream.once("close", () => client.destroy());
    for (const socket of [client, upstream]) socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { baseUrl: `http://127.0.0.1:${port}/api/v1`, close: () => proxy.close() };
}

describe("an idempotency key over two processes", () => {
  it("makes one order of fifty equal requests at once", { timeout: TIMEOUT }, async () => {
    const two = await Promise.all([startProcess(), startProcess()]);
    const [key, externalId] = [randomUUID(), randomUUID()];
    const responses = await Promise.all(
      Array.from({ length: 25 }, () => two.map(({ baseUrl }) => postOrder(baseUrl, key, externalId))).flat(),
    );

    let ran = 0;
    const ids = new Set<unknown>();
    for (const response of responses) {
      if (response.status === 201) {
        if (response.headers.get("idempotent-replay") === null) ran += 1;
        ids.add((await readChecked("createOrder", response)).id);
      } else {
        expect(response.headers.get("retry-after")).toBe("1");
        expect((await readError("createOrder", response)).code).toBe("idempotency_key_in_use");
      }
    }
    expect(responses).toHaveLength(50);
    expect({ ran, ids: ids.size, rows: await countOrders(externalId) }).toEqual({ ran: 1, ids: 1, rows: 1 });
  });

  it("gives the answer that a killed process had on its lips", { timeout: TIMEOUT }, async () => {
    const doomed = await startProcess();
    const proxy = await swallowAnswer(doomed.baseUrl, () => void doomed.end("SIGKILL"));
    const [key, externalId] = [randomUUID(), randomUUID()];
    await expect(postOrder(proxy.baseUrl, key, externalId)).rejects.toThrow();
    proxy.close();
    expect(await countOrders(externalId)).toBe(1);

    const heir = await startProcess();
    const retry = await postOrder(heir.baseUrl, key, externalId);
    expect(retry.status).toBe(201);
    expect(retry.headers.get("idempotent-replay")).toBe("true");
    const { id } = await readChecked("createOrder", retry);
    const row = await server.database.prisma.order.findFirstOrThrow({ where: { externalId } });
    expect(id).toBe(row.id);
    expect(await countOrders(externalId)).toBe(1);
  });
});
