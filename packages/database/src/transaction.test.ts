import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "./database.ts";
import { run, statement } from "./statement.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  // Two connections: one that is not given back would be missed at once.
  database = new Database({ url: testDatabase.url, applicationName: "transaction-test", maxConnections: 2 });
  await database.pool.query("CREATE TABLE notes (text TEXT PRIMARY KEY)");
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  await database.pool.query("TRUNCATE notes");
});

const write = statement<readonly [text: string], Record<never, never>>(
  "test_write_note",
  "INSERT INTO notes VALUES ($1::text)",
);
const read = statement<readonly [], { text: string }>("test_read_notes", "SELECT text FROM notes ORDER BY 1");
const divide = statement<readonly [by: number], Record<never, never>>("test_divide", "SELECT 1 / $1::int");
const cut = statement<readonly [], Record<never, never>>(
  "test_cut",
  "SELECT pg_terminate_backend(pg_backend_pid())",
);

const pause = statement<readonly [seconds: number], Record<never, never>>(
  "test_pause",
  "SELECT pg_sleep($1::float8)",
);

const notes = async () => (await run(database.pool, read, [])).map(({ text }) => text);

describe.each(["transaction", "prismaTransaction"] as const)("%s", (kind) => {
  it("commits what its work wrote, and hands out its result", async () => {
    const result = await database[kind](async (tx) => {
      await tx.run(write, ["a"]);
      expect(await notes()).toEqual([]);
      return (await tx.run(read, [])).length;
    });
    expect(result).toBe(1);
    expect(await notes()).toEqual(["a"]);
  });

  it("undoes everything when its work throws", async () => {
    const failure = new Error("no");
    const work = database[kind](async (tx) => {
      await tx.run(write, ["a"]);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await notes()).toEqual([]);
  });

  it("undoes everything when a statement fails", async () => {
    const work = database[kind](async (tx) => {
      await tx.run(write, ["a"]);
      await tx.run(divide, [0]);
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(await notes()).toEqual([]);
  });

  it("commits what it did not wait for", async () => {
    await database[kind](async (tx) => tx.runLast(write, ["last"]));
    expect(await notes()).toEqual(["last"]);
  });

  it("fails with what it did not wait for, and commits nothing", async () => {
    const work = database[kind](async (tx) => {
      await tx.run(write, ["a"]);
      tx.runLast(divide, [0]);
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(await notes()).toEqual([]);
  });

  it("gives its connection back, however it ends", async () => {
    for (let time = 0; time < 5; time += 1) {
      await database[kind](async (tx) => tx.run(divide, [0])).catch(() => {});
      await database[kind](async (tx) => tx.run(divide, [1]));
    }
    expect(await notes()).toEqual([]);
  });
});

describe("prismaTransaction", () => {
  const wait = (timeoutMs: number) =>
    database.prismaTransaction(({ prisma }) => prisma.$queryRaw`SELECT 1 AS one FROM pg_sleep(0.5)`, {
      timeoutMs,
    });

  it("ends a transaction that runs for longer than it may, and gives one the time that it is given", async () => {
    await expect(wait(100)).rejects.toMatchObject({ code: "P2028" });
    expect(await wait(60_000)).toEqual([{ one: 1 }]);
  });
});

describe("a pipelined transaction", () => {
  it("undoes what it did not wait for when its work throws, and what is still under way", async () => {
    const failure = new Error("no");
    const work = database.transaction(async (tx) => {
      tx.runLast(write, ["last"]);
      void tx.run(pause, [0.05]);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await notes()).toEqual([]);
  });

  it("fails with the first of several that it did not wait for", async () => {
    const work = database.transaction(async (tx) => {
      tx.runLast(write, ["a"]);
      tx.runLast(divide, [0]);
      tx.runLast(write, ["b"]);
    });
    await expect(work).rejects.toThrow("division by zero");
    expect(await notes()).toEqual([]);
  });

  it("throws what the statement that failed says of it, read outside the transaction", async () => {
    await run(database.pool, write, ["a"]);
    const work = database.transaction(async (tx) => {
      tx.runLast(write, ["b"], async () => new Error("of another"));
      tx.runLast(write, ["a"], async (_error, reader) => {
        const there = await run(reader, read, []);
        return new Error(`There is ${there.map(({ text }) => text)}.`);
      });
    });
    await expect(work).rejects.toThrow("There is a.");
    expect(await notes()).toEqual(["a"]);
  });

  it("goes on with statements that a failed batch did not come to, prepared or not", async () => {
    const never = statement<readonly [text: string], Record<never, never>>(
      "test_never_reached",
      "INSERT INTO notes VALUES ($1::text)",
    );
    for (const by of [0, 0, 1, 1]) {
      const work = database.transaction(async (tx) => {
        tx.runLast(divide, [by]);
        tx.runLast(never, [randomUUID()]);
      });
      await (by === 0 ? expect(work).rejects.toThrow("division by zero") : work);
    }
    expect(await notes()).toHaveLength(2);
  });

  it("sends nothing when it has nothing to undo", async () => {
    const failure = new Error("no");
    const work = database.transaction(async (tx) => {
      tx.runLast(write, ["a"]);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await notes()).toEqual([]);
  });

  it("fails when its connection is lost on the way to the commit", async () => {
    const work = database.transaction(async (tx) => {
      tx.runLast(write, ["a"]);
      tx.runLast(cut, []);
    });
    await expect(work).rejects.toThrow(/terminat|EPIPE|ECONNRESET/);
    expect(await notes()).toEqual([]);
  });

  it("does not pass for committed when a failed statement was ignored", async () => {
    const work = database.transaction(async (tx) => {
      await tx.run(write, ["a"]);
      await tx.run(divide, [0]).catch(() => {});
    });
    await expect(work).rejects.toThrow("rolled back");
    expect(await notes()).toEqual([]);
  });

  it("fails when its connection is lost, and the next one gets another", async () => {
    const work = database.transaction(async (tx) => {
      await tx.run(write, ["a"]);
      await tx.run(cut, []);
    });
    await expect(work).rejects.toThrow(/terminat/);
    await database.transaction((tx) => tx.run(write, ["b"]));
    expect(await notes()).toEqual(["b"]);
  });

  it("wakes the workers after a commit only", async () => {
    const listener = await database.pool.connect();
    await listener.query("LISTEN delivery_due");
    let woken = 0;
    listener.on("notification", () => {
      woken += 1;
    });
    await database
      .transaction(async (tx) => {
        tx.wakeWorkers();
        throw new Error("no");
      })
      .catch(() => {});
    await database.waker.idle();
    await listener.query("SELECT 1");
    expect(woken).toBe(0);
    await database.transaction(async (tx) => tx.wakeWorkers());
    await database.waker.idle();
    await listener.query("SELECT 1");
    expect(woken).toBe(1);
    listener.release(true);
  });
});
