import { type ApiKeyOwner, Database, KEY_OWNER_CHANGED_CHANNEL } from "@wth/database";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashApiKey, KEY_PREFIX_LENGTH } from "../http/authenticate.ts";
import { replaceApiKey } from "../integration/api-keys.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { KeyOwners } from "./key-owners.ts";

/** Far longer than any of these tests: what changes meanwhile was told. */
const LONG_MS = 600_000;

let server: TestServer;
let dealer: TestDealer;
/** A process of its own, as far as the database can tell. */
let database: Database;
let owners: KeyOwners;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  dealer = await createTestDealer(server);
  database = new Database({ url: server.database.url, applicationName: "wth-test-other" });
});
afterEach(async () => {
  owners.close();
  await database.close();
});

const find = (key = dealer.apiKey) => owners.find(key.slice(0, KEY_PREFIX_LENGTH), hashApiKey(key));

/** Changes an integration without a word, so that only who asks the database can know. */
async function changeUntold(column: string, value: unknown): Promise<void> {
  const client = await server.database.pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    await client.query(`UPDATE integrations SET ${column} = $2 WHERE id = $1`, [dealer.integrationId, value]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

/** Whether the same object comes twice. */
async function isKept(key = dealer.apiKey): Promise<boolean> {
  const first = await find(key);
  const second = await find(key);
  return first !== undefined && first === second;
}

/** Waits until owners are kept: the connection that hears of changes is there. */
async function untilKept(key = dealer.apiKey): Promise<void> {
  await expect.poll(() => isKept(key), { timeout: 5_000 }).toBe(true);
}

/** Resolves when a change has been told to all who listened before. */
function nextTold(): Promise<void> {
  return new Promise((resolve) => {
    const ignore = () => {};
    database.notifications.listen(KEY_OWNER_CHANGED_CHANNEL, {
      onNotify: () => resolve(),
      onListening: ignore,
      onLost: ignore,
    });
  });
}

/** A pool whose next answer can be held up after the database has given it. */
class SlowWire {
  readonly pool: Database["pool"];
  /** Resolves when an answer is held up. */
  held: Promise<void> = Promise.resolve();
  #release: Promise<void> | null = null;
  #onHeld = () => {};

  constructor(pool: Database["pool"]) {
    const query = async (...args: Parameters<typeof pool.query>) => {
      const release = this.#release;
      this.#release = null;
      const result = await pool.query(...args);
      if (release !== null) {
        this.#onHeld();
        await release;
      }
      return result;
    };
    this.pool = new Proxy(pool, {
      get: (target, name) => (name === "query" ? query : Reflect.get(target, name)),
    });
  }

  holdUntil(release: Promise<void>): void {
    this.#release = release;
    this.held = new Promise((resolve) => {
      this.#onHeld = resolve;
    });
  }
}

const isEnabled = (owner: ApiKeyOwner | undefined) => owner?.is_enabled;

describe("the owner of a key", () => {
  it("is kept for its time and no longer", async () => {
    owners = new KeyOwners(database, 400);
    await untilKept();
    const keptAt = performance.now();
    await changeUntold("is_enabled", false);
    expect(isEnabled(await find())).toBe(true);
    await expect.poll(async () => isEnabled(await find())).toBe(false);
    expect(performance.now() - keptAt).toBeGreaterThan(200);
  });

  it.each<[name: string, change: () => Promise<unknown>, expected: Partial<ApiKeyOwner> | undefined]>([
    ["disabling", () => update({ isEnabled: false }), { is_enabled: false }],
    ["a change of mode", () => update({ isTestMode: false }), { is_test_mode: false }],
    ["a change of version", () => update({ apiVersion: "2030-01-01" }), { api_version: "2030-01-01" }],
    ["a change of the rate limit", () => update({ rateLimitPerMinute: 7 }), { rate_limit_per_minute: 7 }],
    [
      "a change of plan",
      () => server.database.prisma.user.update({ where: { id: dealer.userId }, data: { plan: "starter" } }),
      { plan: "starter" },
    ],
    [
      "a new key",
      () => server.database.prismaTransaction((tx) => replaceApiKey(tx, dealer.integrationId, "main")),
      undefined,
    ],
  ])("follows %s in another process within moments", async (_name, change, expected) => {
    owners = new KeyOwners(database, LONG_MS);
    await untilKept();
    await change();
    const committedAt = performance.now();
    await expect
      .poll(() => find(), { interval: 1 })
      .toEqual(expected === undefined ? undefined : expect.objectContaining(expected));
    expect(performance.now() - committedAt).toBeLessThan(1_000);
  });

  it("that was read before a change, and came back only after the change was told, is not kept", async () => {
    const warm = await createTestDealer(server);
    const wire = new SlowWire(database.pool);
    owners = new KeyOwners({ pool: wire.pool, notifications: database.notifications }, LONG_MS);
    await untilKept(warm.apiKey);

    wire.holdUntil(nextTold());
    const before = find();
    await wire.held;
    await update({ isEnabled: false });
    expect(isEnabled(await before)).toBe(true); // it was asked for before the change
    expect(isEnabled(await find())).toBe(false);
  });

  it("is not kept while changes cannot be heard", async () => {
    owners = new KeyOwners(database, LONG_MS);
    await untilKept();
    await server.database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'wth-listener'",
    );
    await expect.poll(() => isKept(), { interval: 1 }).toBe(false);
    await changeUntold("is_enabled", false);
    expect(isEnabled(await find())).toBe(false);

    await untilKept();
    await update({ isEnabled: true });
    await expect.poll(async () => isEnabled(await find())).toBe(true);
  });

  it("is noted to be used to the minute, also while it is kept", async () => {
    owners = new KeyOwners(database, 5_000);
    const set = (secondsAgo: number) =>
      server.database.pool.query(
        "UPDATE api_keys SET last_used_at = now() - $2::float8 * interval '1 second' WHERE integration_id = $1",
        [dealer.integrationId, secondsAgo],
      );
    const age = async () => {
      const where = { integrationId: dealer.integrationId };
      const { lastUsedAt } = await server.database.prisma.apiKey.findFirstOrThrow({ where });
      return Date.now() - (lastUsedAt?.getTime() ?? 0);
    };
    await set(54);
    await find();
    expect(await age()).toBeGreaterThan(53_000);
    // Had it been kept 5 s ago without a note, the last use would now be behind by more than a minute.
    owners.close();
    owners = new KeyOwners(database, 5_000);
    await set(55.5);
    await find();
    expect(await age()).toBeLessThan(10_000);
  });
});

function update(data: {
  isEnabled?: boolean;
  isTestMode?: boolean;
  apiVersion?: string;
  rateLimitPerMinute?: number;
}) {
  return server.database.prisma.integration.update({ where: { id: dealer.integrationId }, data });
}
