import { randomUUID, randomUUIDv7 } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Database } from "../database.ts";
import { randomIdAt, timeOfId } from "../log/ids.ts";
import { run } from "../statement.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { insertEvent, insertEvents, insertSuppressedEvent, insertSuppressedEvents } from "./insert-events.ts";

let testDatabase: TestDatabase;
let database: Database;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = new Database({ url: testDatabase.url, applicationName: "insert-event-test" });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

interface IntegrationOptions {
  subscriptions?: string[];
  enabled?: boolean;
  url?: string | null;
}

/** Returns the integration's id. */
async function createIntegration({
  subscriptions = ["*"],
  enabled = true,
  url = "https://example.com/hook",
}: IntegrationOptions = {}): Promise<string> {
  const { id } = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      isEnabled: enabled,
      user: { create: { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } },
      endpoint: { create: { url, secret: "sealed", subscribedEvents: subscriptions } },
    },
  });
  return id;
}

interface EventOptions {
  id?: string;
  type?: string;
  payload?: string;
  ignoreSubscriptions?: boolean;
}

function insert(integrationId: string, options: EventOptions = {}) {
  return run(database.pool, insertEvents, parametersOf(integrationId, options));
}

function parametersOf(
  integrationId: string,
  {
    id = randomUUIDv7(),
    type = "listing.updated",
    payload = "{}",
    ignoreSubscriptions = false,
  }: EventOptions,
) {
  return [[id], integrationId, [type], "2026-05-07", true, [payload], ignoreSubscriptions] as const;
}

const queueOf = (deliveryId: string | undefined) =>
  database.pool
    .query("SELECT *, due_at = 'infinity' AS held FROM delivery_queue WHERE delivery_id = $1", [deliveryId])
    .then(({ rows }) => rows);

describe("an event", () => {
  it("is written with its delivery and its row of the queue", async () => {
    const integrationId = await createIntegration();
    const createdAt = new Date("2026-05-08T08:45:03.120Z");
    const id = randomIdAt(createdAt);
    const payload = '{ "name":"Zoë 山田 ⌚", "odd":"spacing\\n" }\n';
    const inserted = await insert(integrationId, { id, payload });
    expect(inserted).toEqual([{ event_id: id, delivery_id: expect.any(String), status: "pending" }]);
    const deliveryId = inserted[0]?.delivery_id ?? "";
    expect(await database.prisma.event.findUniqueOrThrow({ where: { id } })).toEqual({
      id,
      integrationId,
      type: "listing.updated",
      apiVersion: "2026-05-07",
      livemode: true,
      payload,
      createdAt,
    });
    expect(await database.prisma.webhookDelivery.findMany({ where: { eventId: id } })).toMatchObject([
      {
        id: deliveryId,
        integrationId,
        eventType: "listing.updated",
        endpointUrl: "https://example.com/hook",
        livemode: true,
        status: "pending",
        nextAttemptAt: timeOfId(deliveryId),
        deliveredAt: null,
        createdAt: timeOfId(deliveryId),
      },
    ]);
    expect(await queueOf(deliveryId)).toMatchObject([
      { event_id: id, attempts: 0, lease_token: null, leased_until: null, held: false },
    ]);
  });

  it("is due by the database's clock, even when this process's clock runs ahead", async () => {
    const integrationId = await createIntegration();
    const [delivery] = await insert(integrationId, { id: randomIdAt(new Date(Date.now() + 3_600_000)) });
    const { rows } = await database.pool.query(
      "SELECT due_at <= now() AS due FROM delivery_queue WHERE delivery_id = $1",
      [delivery?.delivery_id],
    );
    expect(rows).toEqual([{ due: true }]);
  });

  it("is gone with its deliveries when the transaction of the change is rolled back", async () => {
    const integrationId = await createIntegration();
    const id = randomUUIDv7();
    const change = database.transaction(async (tx) => {
      await tx.run(insertEvents, [
        [id],
        integrationId,
        ["listing.updated"],
        "2026-05-07",
        true,
        ["{}"],
        false,
      ]);
      throw new Error("the change failed");
    });
    await expect(change).rejects.toThrow("the change failed");
    expect(await database.prisma.event.count({ where: { integrationId } })).toBe(0);
    expect(await database.prisma.webhookDelivery.count({ where: { eventId: id } })).toBe(0);
    expect(await database.prisma.deliveryQueueItem.count({ where: { eventId: id } })).toBe(0);
  });
});

describe("one event alone", () => {
  const made = async (write: (parameters: ReturnType<typeof parametersOf>) => Promise<unknown>) => {
    const integrationId = await createIntegration({ subscriptions: ["order.*"] });
    const event = {
      type: "order.received",
      payload: '{"quotes":"\\"}',
      id: randomIdAt(new Date("2026-05-08T08:45:03.120Z")),
    };
    await write(parametersOf(integrationId, event));
    const where = { integrationId };
    const { id, createdAt, eventId, nextAttemptAt, endpointId, ...delivery } =
      await database.prisma.webhookDelivery.findFirstOrThrow({ where, omit: { integrationId: true } });
    return {
      event: await database.prisma.event.findFirstOrThrow({ where, omit: { id: true, integrationId: true } }),
      delivery: { ...delivery, isDue: nextAttemptAt?.getTime() === createdAt.getTime() },
    };
  };
  const statements = [
    ["to be sent", insertEvent, insertEvents],
    ["suppressed", insertSuppressedEvent, insertSuppressedEvents],
  ] as const;
  it.each(statements)("is written like one of several (%s)", async (_name, alone, several) => {
    const one = await made(([[id], integrationId, [type], version, livemode, [payload], ...rest]) =>
      run(database.pool, alone, [id, integrationId, type, version, livemode, payload, ...rest]),
    );
    expect(one).toEqual(await made((parameters) => run(database.pool, several, parameters)));
  });
});

describe("several events", () => {
  it("are written by one statement, each with its own type, payload and deliveries", async () => {
    const integrationId = await createIntegration({ subscriptions: ["order.*"] });
    const events = [
      { id: randomUUIDv7(), type: "order.received", payload: '{"quotes":"\\"}' },
      { id: randomUUIDv7(), type: "listing.sold", payload: "{,NULL," },
      { id: randomUUIDv7(), type: "order.cancelled", payload: "NULL" },
    ];
    const inserted = await run(database.pool, insertEvents, [
      events.map(({ id }) => id),
      integrationId,
      events.map(({ type }) => type),
      "2026-05-07",
      true,
      events.map(({ payload }) => payload),
      false,
    ]);
    expect(new Set(inserted.map(({ event_id }) => event_id))).toEqual(
      new Set([events[0]?.id, events[2]?.id]),
    );
    const rows = await database.prisma.event.findMany({ where: { integrationId } });
    expect(rows.map(({ id, type, payload }) => ({ id, type, payload }))).toEqual(
      expect.arrayContaining(events),
    );
    for (const { delivery_id, event_id } of inserted)
      expect(await queueOf(delivery_id)).toMatchObject([{ event_id, held: false }]);
  });
});

describe("the fan-out", () => {
  const table: [subscriptions: string[], type: string, deliveries: number][] = [
    [["*"], "listing.updated", 1],
    [["*"], "order.received", 1],
    [["listing.*"], "listing.updated", 1],
    [["listing.*"], "listing.in_stock", 1],
    [["listing.*"], "order.received", 0],
    [["listing.updated"], "listing.updated", 1],
    [["listing.updated"], "listing.published", 0],
    [["order.received", "listing.updated"], "listing.updated", 1],
    [["*", "listing.*", "listing.updated"], "listing.updated", 1],
    [["list.*"], "listing.updated", 0],
    [["listing"], "listing.updated", 0],
    [[], "listing.updated", 0],
  ];
  it.each(table)("%j hears of %s: %i", async (subscriptions, type, deliveries) => {
    const integrationId = await createIntegration({ subscriptions });
    const id = randomUUIDv7();
    expect(await insert(integrationId, { id, type })).toHaveLength(deliveries);
    expect(await database.prisma.event.count({ where: { id } })).toBe(1);
    expect(await database.prisma.webhookDelivery.count({ where: { eventId: id } })).toBe(deliveries);
    expect(await database.prisma.deliveryQueueItem.count({ where: { eventId: id } })).toBe(deliveries);
  });

  it("passes over the subscriptions when told to", async () => {
    const integrationId = await createIntegration({ subscriptions: ["order.*"] });
    expect(await insert(integrationId, { ignoreSubscriptions: true })).toMatchObject([{ status: "pending" }]);
  });

  it("makes no delivery where no URL is set, and records the event all the same", async () => {
    const integrationId = await createIntegration({ url: null });
    expect(await insert(integrationId, { ignoreSubscriptions: true })).toEqual([]);
    expect(await database.prisma.event.count({ where: { integrationId } })).toBe(1);
  });

  it("reaches only the integration's own endpoint", async () => {
    const [mine, other] = [await createIntegration(), await createIntegration()];
    expect(await insert(mine)).toHaveLength(1);
    expect(await database.prisma.webhookDelivery.count({ where: { integrationId: other } })).toBe(0);
  });
});

describe("a suppressed event", () => {
  it.each([true, false])("is logged and never queued (enabled: %s)", async (enabled) => {
    const integrationId = await createIntegration({ enabled });
    const id = randomUUIDv7();
    await suppress(integrationId, { id });
    const [delivery] = await database.prisma.webhookDelivery.findMany({ where: { integrationId } });
    expect(delivery).toMatchObject({
      eventId: id,
      eventType: "listing.updated",
      endpointUrl: "https://example.com/hook",
      livemode: true,
      status: "suppressed",
      nextAttemptAt: null,
      deliveredAt: null,
      createdAt: timeOfId(delivery?.id ?? ""),
    });
    expect(await database.prisma.event.findUniqueOrThrow({ where: { id } })).toMatchObject({ payload: "{}" });
    expect(await queueOf(delivery?.id)).toEqual([]);
  });

  const unwanted: [string, IntegrationOptions][] = [
    ["is not subscribed to it", { subscriptions: ["order.*"] }],
    ["has no URL", { url: null }],
  ];
  it.each(unwanted)("is recorded alone where the endpoint %s", async (_name, options) => {
    const integrationId = await createIntegration(options);
    await suppress(integrationId);
    expect(await database.prisma.event.count({ where: { integrationId } })).toBe(1);
    expect(await database.prisma.webhookDelivery.count({ where: { integrationId } })).toBe(0);
  });

  const suppress = (integrationId: string, options: EventOptions = {}) =>
    run(database.pool, insertSuppressedEvents, parametersOf(integrationId, options));
});

describe("an event of a disabled integration", () => {
  it("waits in the queue without a time", async () => {
    const integrationId = await createIntegration({ enabled: false });
    const [delivery] = await insert(integrationId);
    expect(delivery).toMatchObject({ status: "pending" });
    expect(await queueOf(delivery?.delivery_id)).toMatchObject([{ held: true, lease_token: null }]);
    expect(
      await database.prisma.webhookDelivery.findFirstOrThrow({ where: { integrationId } }),
    ).toMatchObject({ status: "pending", nextAttemptAt: null });
  });
});
