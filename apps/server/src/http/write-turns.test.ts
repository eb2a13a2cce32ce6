import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderBody } from "../orders/testing.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { WriteTurns } from "./write-turns.ts";

describe("turns", () => {
  it("come in order, so many at once, for each integration by itself", async () => {
    const turns = new WriteTurns({ ofOne: 2 });
    const began: string[] = [];
    const gates = new Map<string, () => void>();
    const write = (integration: string, name: string) =>
      turns.take(integration, () => {
        began.push(name);
        return new Promise<string>((resolve) => gates.set(name, () => resolve(name)));
      });
    const all = ["a1", "a2", "a3", "a4", "b1"].map((name) => write(name.slice(0, 1), name));
    expect(began).toEqual(["a1", "a2", "b1"]);
    for (const name of ["a2", "a1", "a3", "b1", "a4"]) {
      await expect.poll(() => gates.has(name)).toBe(true);
      gates.get(name)?.();
    }
    expect(await Promise.all(all)).toEqual(["a1", "a2", "a3", "a4", "b1"]);
    expect(began).toEqual(["a1", "a2", "b1", "a3", "a4"]);
    expect(turns.size).toBe(0);
  });

  it("are of all integrations together, so many at once", async () => {
    const turns = new WriteTurns({ ofAll: 2 });
    const began: string[] = [];
    const gates = ["a", "b", "c"].map((name) => ({ name, ...Promise.withResolvers<void>() }));
    const writes = gates.map(({ name, promise }) =>
      turns.take(name, () => {
        began.push(name);
        return promise;
      }),
    );
    await sleep(5);
    expect(began).toEqual(["a", "b"]);
    gates[1]?.resolve();
    await expect.poll(() => began).toEqual(["a", "b", "c"]);
    for (const { resolve } of gates) resolve();
    await Promise.all(writes);
    expect(turns.size).toBe(0);
  });

  it("go on after a write that fails", async () => {
    const turns = new WriteTurns({ ofOne: 1 });
    const failing = turns.take("a", async () => {
      await sleep(5);
      throw new Error("no");
    });
    const next = turns.take("a", async () => "done");
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("done");
    expect(turns.size).toBe(0);
  });

  it("that do not come in time are given up, and hold up nobody", async () => {
    const turns = new WriteTurns({ ofOne: 1, waitMs: 20 });
    const gate = Promise.withResolvers<void>();
    const first = turns.take("a", () => gate.promise);
    await expect(turns.take("a", () => Promise.reject(new Error("it ran")))).rejects.toMatchObject({
      code: "service_unavailable",
      headers: { "Retry-After": "1" },
    });
    gate.resolve();
    await first;
    expect(turns.size).toBe(0);
    expect(await turns.take("a", async () => "done")).toBe("done");
  });
});

describe("a dealer whose writes hang", () => {
  let server: TestServer;
  let hanging: TestDealer;
  let other: TestDealer;
  beforeAll(async () => {
    server = await startTestServer();
    hanging = await createTestDealer(server);
    other = await createTestDealer(server);
  });
  afterAll(() => server.close());

  it("holds up no other dealer", async () => {
    const client = await server.database.pool.connect();
    await client.query("BEGIN");
    await client.query("SELECT FROM dealer_clocks WHERE user_id = $1 FOR UPDATE", [hanging.userId]);
    const writes = Array.from({ length: 30 }, () => postJson(hanging, "/orders", orderBody()));
    await sleep(200);
    expect((await other.call("GET", "/orders")).status).toBe(200);
    expect((await postJson(other, "/orders", orderBody())).status).toBe(201);
    await client.query("ROLLBACK");
    client.release();
    expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([201]));
  });
});
