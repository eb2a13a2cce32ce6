import { randomUUID, randomUUIDv7 } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  type AttemptOutcome,
  cancelDeletedWebhooks,
  cancelDeliveries,
  Database,
  DeliveryStatus,
  expireDeliveries,
  expireDeliveriesOfEvents,
  HIGHEST_ID,
  holdDeliveries,
  insertEvents,
  insertPartnerEvents,
  insertPartnerTestEvent,
  insertSuppressedEvents,
  lockDelivery,
  recordOutcomes,
  replayEvent,
  resumeDeliveries,
  retryDeliveries,
  run,
  sendUnsentEvents,
} from "@wth/database";
import { createTestDatabase, type TestDatabase } from "@wth/database/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeliveryState, type Happening, TRANSITIONS } from "./states.ts";

const states = Object.values(DeliveryStatus);
const happenings = Object.keys(TRANSITIONS) as Happening[]; // safe: the table is constant
const targetsOf = (happening: Happening): { [From in DeliveryState | "new"]?: DeliveryState } =>
  TRANSITIONS[happening];
const isLegal = (from: DeliveryState, to: DeliveryState) =>
  happenings.some((happening) => targetsOf(happening)[from] === to);

let testDatabase: TestDatabase;
let database: Database;
const connect = () => database.pool.connect();
let client: Awaited<ReturnType<typeof connect>>;
let integrationId: string;
let endpointId: string;
const VERSION = "2026-05-07";
const eventId = randomUUIDv7();
const leaseToken = randomUUID();

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "states-test" });
  const integration = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      isEnabled: true,
      user: { create: { email: "dealer@example.com", name: "Test Watches", plan: "business" } },
      endpoint: { create: { url: "https://example.com/hook", secret: "sealed" } },
    },
    include: { endpoint: true },
  });
  integrationId = integration.id;
  endpointId = integration.endpoint?.id ?? "";
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});
beforeEach(async () => {
  client = await connect();
  await client.query("BEGIN");
});
afterEach(async () => {
  await client.query("ROLLBACK");
  client.release();
});

/** A delivery in some state, with a row of the queue under a lease, whether or not one belongs to that state. */
async function makeDelivery(state: DeliveryState): Promise<string> {
  const recorded = [[eventId], integrationId, ["listing.sold"], "2026-05-07", true, ["{}"]] as const;
  await run(client, insertEvents, [...recorded, false]);
  await client.query("DELETE FROM delivery_queue");
  await client.query("DELETE FROM webhook_deliveries");
  const { rows } = await client.query<{ id: string }>(
    `WITH delivery AS (
       INSERT INTO webhook_deliveries
         (event_id, endpoint_id, integration_id, event_type, endpoint_url, livemode, status)
       VALUES ($1, $2, $3, 'listing.sold', 'https://example.com/hook', true, $4) RETURNING id
     ), queued AS (
       INSERT INTO delivery_queue (delivery_id, endpoint_id, event_id, due_at, lease_token, leased_until)
       SELECT id, $2, $1, now(), $5, now() + interval '1 min' FROM delivery
     )
     SELECT id FROM delivery`,
    [eventId, endpointId, integrationId, state, leaseToken],
  );
  return rows[0]?.id ?? "";
}

const CHECK_VIOLATION = "23514";

/** Does something, or nothing at all if the database refuses it for the transition that it would make. */
async function unlessRefused(work: () => Promise<unknown>): Promise<"done" | "refused"> {
  await client.query("SAVEPOINT before");
  try {
    await work();
    return "done";
  } catch (error) {
    expect(error).toMatchObject({ code: CHECK_VIOLATION, constraint: "webhook_deliveries_transition" });
    await client.query("ROLLBACK TO before");
    return "refused";
  }
}

async function stateOf(id: string): Promise<string | undefined> {
  const query = "SELECT status::text FROM webhook_deliveries WHERE id = $1";
  return (await client.query<{ status: string }>(query, [id])).rows[0]?.status;
}

describe("the database lets a delivery", () => {
  const pairs = states.flatMap((from) => states.map((to) => [from, to, isLegal(from, to)] as const));

  it.each(pairs)("go from %s to %s: %s", async (from, to, legal) => {
    const id = await makeDelivery(from);
    const setStatus = "UPDATE webhook_deliveries SET status = $2 WHERE id = $1";
    expect(await unlessRefused(() => client.query(setStatus, [id, to]))).toBe(legal ? "done" : "refused");
    expect(await stateOf(id)).toBe(legal ? to : from);
  });

  it("not go back after it is done with, and says so", async () => {
    const id = await makeDelivery("delivered");
    await expect(
      client.query("UPDATE webhook_deliveries SET status = 'pending' WHERE id = $1", [id]),
    ).rejects.toThrow("A delivery cannot go from delivered to pending.");
  });
});

/** Records one outcome for the delivery under its lease. */
const record = (status: AttemptOutcome["status"]) => (deliveryId: string) =>
  recordOutcomes(client, [
    {
      deliveryId,
      leaseToken,
      url: "https://example.com/hook",
      attemptedAt: new Date(),
      durationMs: 1,
      responseStatus: status === "delivered" ? 200 : 500,
      responseHeaders: "",
      responseBody: "",
      error: status === "delivered" ? null : "http_status",
      status,
      retryAfterSeconds: status === "failed" ? 5 : null,
    },
  ]);

type Writer = readonly [file: string, happening: Happening, write: (deliveryId: string) => Promise<unknown>];

/** Everything that something happens to a delivery by: from where, what, and how it is done. */
const writers: readonly Writer[] = [
  ["sql/settle-queue.ts", "held", () => run(client, holdDeliveries, [endpointId, 9])],
  ["sql/settle-queue.ts", "resumed", () => holdAndResume()],
  ["sql/record-outcomes.ts", "acknowledged", record("delivered")],
  ["sql/record-outcomes.ts", "attempt_failed", record("failed")],
  ["sql/record-outcomes.ts", "last_attempt_failed", record("dead_letter")],
  ["sql/record-outcomes.ts", "gone", record("dead_letter")],
  ["sql/retry-delivery.ts", "retried", (id) => run(client, retryDeliveries, [[id], id, id])],
  ["sql/retry-delivery.ts", "recovered", (id) => run(client, retryDeliveries, [[id], id, id])],
  [
    "sql/cancel-deliveries.ts",
    "cancelled",
    (id) => unleased(id, () => run(client, cancelDeliveries, [[id], id, id])),
  ],
  [
    "sql/partner-webhooks.ts",
    "cancelled",
    (id) => unleased(id, () => run(client, cancelDeletedWebhooks, [endpointId, 9])),
  ],
  [
    "sql/expire-deliveries.ts",
    "expired",
    (id) => unleased(id, () => run(client, expireDeliveries, [HIGHEST_ID, 9])),
  ],
  [
    "sql/expire-deliveries.ts",
    "expired",
    (id) => unleased(id, () => run(client, expireDeliveriesOfEvents, [HIGHEST_ID, 9])),
  ],
];

async function holdAndResume(): Promise<void> {
  await run(client, holdDeliveries, [endpointId, 9]);
  await run(client, resumeDeliveries, [endpointId, 9]);
}

/** What a worker has is left alone by what calls deliveries off. */
async function unleased(id: string, callOff: () => Promise<unknown>): Promise<void> {
  await client.query("UPDATE delivery_queue SET leased_until = NULL WHERE delivery_id = $1", [id]);
  await callOff();
}

/** Everything that makes a delivery. */
const makers: readonly (readonly [file: string, happening: Happening, make: () => Promise<unknown>])[] = [
  ["sql/insert-events.ts", "recorded", () => insert(false)],
  ["sql/insert-events.ts", "recorded_as_echo", () => insert(true)],
  ["sql/insert-partner-events.ts", "recorded", () => insertForPartner()],
  [
    "sql/insert-partner-events.ts",
    "recorded",
    () =>
      run(client, insertPartnerTestEvent, [randomUUIDv7(), endpointId, "order.created", VERSION, true, "{}"]),
  ],
  [
    "sql/replay-event.ts",
    "replayed",
    async () => {
      await makeDelivery("delivered");
      await client.query("DELETE FROM webhook_deliveries");
      await client.query("DELETE FROM delivery_queue");
      await run(client, replayEvent, [eventId, integrationId, true]);
    },
  ],
  [
    "sql/unsent-events.ts",
    "replayed",
    async () => {
      await makeDelivery("delivered");
      await client.query("DELETE FROM webhook_deliveries");
      await client.query("DELETE FROM delivery_queue");
      await run(client, sendUnsentEvents, [integrationId, [eventId], eventId, eventId]);
    },
  ],
];

const insert = (suppress: boolean) =>
  run(client, suppress ? insertSuppressedEvents : insertEvents, [
    [randomUUIDv7()],
    integrationId,
    ["listing.sold"],
    "2026-05-07",
    true,
    ["{}"],
    false,
  ]);

/** Records an event for a partner that covers the dealer, and has a webhook. */
async function insertForPartner(): Promise<void> {
  const { rows } = await client.query<{ user_id: string }>(
    `WITH dealer AS (SELECT user_id FROM integrations WHERE id = $1), branch AS (
       INSERT INTO branches (name) VALUES ('b') RETURNING id
     ), partner AS (
       INSERT INTO partners (branch_id, name) SELECT id, 'p' FROM branch RETURNING id
     ), key AS (
       INSERT INTO partner_keys (partner_id, type, user_id, prefix, key_hash)
       SELECT partner.id, 'personal', user_id, 'sk_personal_12345678', decode(repeat('00', 32), 'hex') FROM partner, dealer
       RETURNING id
     ), webhook AS (
       INSERT INTO webhook_endpoints (partner_key_id, url, secret, subscribed_events)
       SELECT id, 'https://example.com/partner', 'sealed', '{order.created}' FROM key
     )
     SELECT user_id FROM dealer`,
    [integrationId],
  );
  const [{ user_id: userId } = { user_id: "" }] = rows;
  const params = [[randomUUIDv7()], userId, ["order.created"], VERSION, true, ["{}"]] as const;
  await run(client, insertPartnerEvents, params);
}

describe("what writes deliveries", () => {
  it.each(makers)("%s: %s", async (_file, happening, make) => {
    await make();
    const { rows } = await client.query("SELECT status, count(*)::int FROM webhook_deliveries GROUP BY 1");
    const state = targetsOf(happening).new;
    expect(rows).toEqual([{ status: state, count: 1 }]);
  });

  const cases = writers.flatMap(([file, happening, write]) => {
    const table = targetsOf(happening);
    return states.map((from) => ({ file, happening, from, to: table[from] ?? from, write }));
  });

  it.each(cases)("$file: $happening while $from leads to $to", async ({ from, to, write }) => {
    const id = await makeDelivery(from);
    await unlessRefused(() => write(id));
    expect(await stateOf(id)).toBe(to);
  });

  it.each(states)(
    "may be asked for a retry of a %s one exactly where there is a transition",
    async (state) => {
      const id = await makeDelivery(state);
      const [found] = await run(client, lockDelivery, [id, integrationId, true]);
      expect(found?.is_retryable).toBe(Object.hasOwn(TRANSITIONS.retried, state));
    },
  );

  it("is in these lists", () => {
    const root = path.resolve(import.meta.dirname, "../../../..");
    const sources = globSync(["packages/database/src/**/*.ts", "apps/server/src/**/*.ts"], {
      cwd: root,
    }).filter((file) => !/\.test\.ts$|\/generated\/|\/testing(\/|\.ts$)/.test(file));
    // What the makers share runs in none but theirs, which call it.
    const own = sources.filter((file) => !file.endsWith("/sql/deliver-and-queue.ts"));
    const found = own.filter((file) => writesState(readFileSync(path.join(root, file), "utf8")));
    const listed = new Set([...writers, ...makers].map(([file]) => `packages/database/src/${file}`));
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((file) => !listed.has(file))).toEqual([]);
  });

  it("is there for everything that happens", () => {
    const covered = new Set([...writers, ...makers].map(([, happening]) => happening));
    expect(happenings.filter((happening) => !covered.has(happening))).toEqual([]);
  });
});

/** Whether a source holds SQL that makes deliveries, or may set their state, or code of Prisma's that writes them. */
function writesState(source: string): boolean {
  const updates = source.split(/\b(?:UPDATE|MERGE INTO)\s+"?webhook_deliveries\b/i).slice(1);
  return (
    /\bINSERT\s+INTO\s+"?webhook_deliveries\b/i.test(source) ||
    /\bdeliverAndQueue\(/.test(source) ||
    /\bwebhookDelivery\.(?:create|update|upsert)/.test(source) ||
    updates.some((rest) => /\bstatus"?\s*=/i.test(rest.split("`", 1)[0] ?? ""))
  );
}
