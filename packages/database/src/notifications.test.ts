import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Database } from "./database.ts";
import type { Subscriber } from "./notifications.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let testDatabase: TestDatabase;
let database: Database;
let errors: string[];
beforeAll(async () => {
  testDatabase = await createTestDatabase();
});
afterAll(() => testDatabase.drop());
beforeEach(() => {
  errors = [];
  database = new Database({
    url: testDatabase.url,
    applicationName: "notifications-test",
    onIdleError: ({ message }) => errors.push(message),
  });
});
afterEach(() => database.close());

/** Notes what it is told. */
function recorder(): Subscriber & { told: string[] } {
  const told: string[] = [];
  return {
    told,
    onNotify: (payload) => told.push(payload),
    onListening: () => told.push("(listening)"),
    onLost: () => told.push("(lost)"),
  };
}

const notify = (channel: string, payload: string) =>
  database.pool.query("SELECT pg_notify($1, $2)", [channel, payload]);
const listeners = async () => {
  const { rows } = await database.pool.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wth-listener'",
  );
  return rows.map(({ pid }) => pid);
};

describe("notifications", () => {
  it("need no connection before somebody listens", async () => {
    await database.pool.query("SELECT 1");
    expect(await listeners()).toEqual([]);
  });

  it("reach all subscribers of their channel, over one connection", async () => {
    const [one, two, other] = [recorder(), recorder(), recorder()];
    database.notifications.listen("one", one);
    const subscription = database.notifications.listen("one", two);
    await expect.poll(() => one.told).toEqual(["(listening)"]);
    database.notifications.listen("Other channel", other); // a name that needs quotes, and a later subscriber
    await expect.poll(() => other.told).toEqual(["(listening)"]);

    await notify("one", "a");
    await notify("Other channel", "b");
    await expect.poll(() => other.told).toEqual(["(listening)", "b"]);
    subscription.close();
    await notify("one", "c");
    await expect.poll(() => one.told).toEqual(["(listening)", "a", "c"]);
    expect(two.told).toEqual(["(listening)", "a"]);
    expect(await listeners()).toHaveLength(1);
  });

  it("say that they are lost with the connection, once, and when they are heard again", async () => {
    const subscriber = recorder();
    database.notifications.listen("one", subscriber);
    await expect.poll(() => subscriber.told).toEqual(["(listening)"]);
    await database.pool.query("SELECT pg_terminate_backend($1)", [(await listeners())[0]]);
    await expect.poll(() => subscriber.told).toEqual(["(listening)", "(lost)"]);
    await notify("one", "unheard");
    await expect.poll(() => subscriber.told.length, { timeout: 5_000 }).toBe(3);
    await notify("one", "heard");
    await expect.poll(() => subscriber.told).toEqual(["(listening)", "(lost)", "(listening)", "heard"]);
    expect(errors.filter((message) => message.startsWith("Notifications are not heard"))).toHaveLength(1);
  });

  it("end while they are still connecting", async () => {
    const subscriber = recorder();
    database.notifications.listen("one", subscriber);
    await database.notifications.close();
    expect(subscriber.told).not.toContain("(lost)");
    await expect.poll(listeners).toEqual([]);
  });
});
