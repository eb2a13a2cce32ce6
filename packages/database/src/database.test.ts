import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "./database.ts";
import { run, statement } from "./statement.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

const ANSWER_TIMEOUT_MS = 300;

let testDatabase: TestDatabase;
let line: Line;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  line = await openLine(testDatabase.url);
  database = new Database({
    url: line.url,
    applicationName: "database-test",
    maxConnections: 2,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
  });
});
afterAll(async () => {
  await database.close();
  await line.close();
  await testDatabase.drop();
});

const one = statement<readonly [], { one: number }>("test_one", "SELECT 1 AS one");

/** A line to the database that can swallow everything, as a broken network does: nobody is told. */
interface Line {
  url: string;
  silent: boolean;
  close(): Promise<void>;
}

async function openLine(to: string): Promise<Line> {
  const target = new URL(to);
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.push(from);
      from.on("data", (chunk) => line.silent || other.write(chunk));
      from.on("close", () => other.destroy());
      from.on("error", () => {});
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("A TCP server has an address.");
  const url = new URL(to);
  // Not through the Unix socket, which the URL of the test database names as its host.
  url.searchParams.delete("host");
  url.host = `127.0.0.1:${address.port}`;
  const line: Line = {
    url: url.href,
    silent: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return line;
}

describe("a database that no longer answers", () => {
  it("fails what waits for it, and is reached again over a new connection", async () => {
    // Both connections are there: one that has to be opened first is waited for 5 s.
    const both = await Promise.all([run(database.pool, one, []), run(database.pool, one, [])]);
    expect(both).toEqual([[{ one: 1 }], [{ one: 1 }]]);
    line.silent = true;
    const began = performance.now();
    const waiting = [
      run(database.pool, one, []),
      database.transaction(async (tx) => {
        tx.runLast(one, []);
        await tx.run(one, []);
      }),
    ];
    for (const { status } of await Promise.allSettled(waiting)) expect(status).toBe("rejected");
    expect(performance.now() - began).toBeLessThan(10 * ANSWER_TIMEOUT_MS);
    line.silent = false;
    expect(await database.transaction((tx) => tx.run(one, []))).toEqual([{ one: 1 }]);
  });
});
