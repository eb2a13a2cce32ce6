import { DAYS_AHEAD } from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runOps } from "./testing.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("ops log partitions tells the days of each table, and for how long they are kept", async () => {
  const env = {
    DATABASE_URL: database.url,
    WTH_SECRETS_KEYS: `k1:${"A".repeat(43)}=`,
    WTH_LOG_RETENTION_DAYS: "45",
  };
  const { code, json, stderr } = await runOps(env, "log", "partitions");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(json).toMatchObject({ object: "list", retention_days: 45 });
  // Safe: what the command promises.
  const { data } = json as { data: Record<string, unknown>[] };
  const midnight = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T00:00:00\.000Z$/);
  for (const table of ["events", "webhook_deliveries", "webhook_delivery_attempts"]) {
    const mine = data.filter((partition) => partition.table === table);
    // Yesterday, today, and the days ahead; and what lies before and after them.
    expect(mine).toHaveLength(1 + 2 + DAYS_AHEAD + 1);
    expect(mine[0]).toMatchObject({ partition: `${table}_before`, from: null, to: midnight, rows: 0 });
    expect(mine[1]).toMatchObject({ from: midnight, to: midnight, bytes: expect.any(Number) });
    expect(mine.at(-1)).toMatchObject({ partition: `${table}_after`, from: midnight, to: null });
  }
}, 60_000);
