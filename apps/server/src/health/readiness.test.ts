import { Database } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { recordLog } from "../test/log.ts";
import { freePort } from "../test/process.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { Readiness } from "./readiness.ts";

const UNREADY = "warn: Not ready: requests and deliveries have to wait.";

describe("readiness", () => {
  let testDatabase: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, applicationName: "readiness-test" });
  });
  afterEach(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it("follows the migrations, a second behind, and logs what changes", async () => {
    let now = 0;
    const { log, lines } = recordLog();
    const readiness = new Readiness({ pool: database.pool, log, now: () => now });
    const steps: [at: number, change: string, verdict: string | null][] = [
      [0, "SELECT", null],
      [999, "UPDATE _prisma_migrations SET finished_at = NULL", null],
      [1_000, "SELECT", "migrations_missing"],
      [2_000, "UPDATE _prisma_migrations SET finished_at = now()", null],
    ];
    for (const [at, change, verdict] of steps) {
      await database.pool.query(change);
      now = at;
      expect(await readiness.check()).toBe(verdict);
    }
    expect(lines).toEqual([UNREADY, "info: Ready again."]);
  });

  it("needs the database", async () => {
    const url = `postgresql://nobody@127.0.0.1:${await freePort()}/nothing`;
    const away = new Database({ url, applicationName: "readiness-test" });
    const { log, lines, errors } = recordLog();
    const readiness = new Readiness({ pool: away.pool, log });
    expect(await readiness.check()).toBe("database_unreachable");
    expect(lines).toEqual([UNREADY]);
    expect(errors[0]).toContain("ECONNREFUSED");
    await away.close();
  });
});

describe("/ready", () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());
  const ready = () => fetch(new URL("/ready", server.baseUrl));

  it("says whether requests and deliveries can be worked on, also when every connection is in use", async () => {
    const { pool } = server.database;
    const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
    const response = await ready();
    for (const client of clients) client.release();
    expect([response.status, await response.json()]).toEqual([200, { status: "ready" }]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is 503 with the reason when they cannot", async () => {
    await server.database.pool.query("DELETE FROM _prisma_migrations");
    const response = await ready();
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: "not_ready", reason: "migrations_missing" },
    ]);
  });

  it("is the operator's: neither it nor /metrics is part of the API", async () => {
    for (const path of ["ready", "metrics"])
      expect((await fetch(`${server.baseUrl}/${path}`)).status).toBe(404);
    // Without a token and a port of their own there are no metrics.
    expect((await fetch(new URL("/metrics", server.baseUrl))).status).toBe(404);
  });
});
