import { randomUUID, randomUUIDv7 } from "node:crypto";
import type pg from "pg";
import type { Database } from "../database.ts";
import { run } from "../statement.ts";
import { type Claimed, type ClaimedDelivery, claimDueDeliveries } from "./claim-due-deliveries.ts";
import { insertEvents } from "./insert-events.ts";

/** An endpoint, and the integration that it belongs to. */
export interface TestEndpoint {
  id: string;
  integrationId: string;
}

/** Makes a dealer with an integration and an endpoint. */
export async function createEndpoint(database: Database, enabled = true): Promise<TestEndpoint> {
  const { id: integrationId, endpoint } = await database.prisma.integration.create({
    data: {
      apiVersion: "2026-05-07",
      isEnabled: enabled,
      user: { create: { email: `${randomUUID()}@example.com`, name: "Test Watches", plan: "business" } },
      endpoint: { create: { url: "https://example.com/hook", secret: "sealed" } },
    },
    include: { endpoint: true },
  });
  return { id: endpoint?.id ?? "", integrationId };
}

/** Makes `count` events due, a second apart, the first made the longest overdue. Returns the deliveries' ids. */
export async function makeDue(database: Database, endpoint: TestEndpoint, count: number): Promise<string[]> {
  const deliveryIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const rows = await run(database.pool, insertEvents, [
      [randomUUIDv7()],
      endpoint.integrationId,
      ["listing.updated"],
      "2026-05-07",
      true,
      [`{"index":${index}}`],
      false,
    ]);
    deliveryIds.push(...rows.map(({ delivery_id }) => delivery_id));
  }
  await database.pool.query(
    `UPDATE delivery_queue q SET due_at = now() - interval '1 hour' + make_interval(secs => place)
     FROM unnest($1::uuid[]) WITH ORDINALITY AS made (id, place)
     WHERE q.delivery_id = made.id AND q.due_at < 'infinity'`,
    [deliveryIds],
  );
  return deliveryIds;
}

/** How a claim differs from one that takes everything. */
export interface ClaimOptions {
  token?: string;
  leaseSeconds?: number;
  limit?: number;
  sharedLimit?: number;
  slots?: number;
  workerId?: string;
  inFlight?: Readonly<Record<string, number>>;
  publish?: boolean;
  after?: string | null;
}

/** Before the first endpoint. */
export const START = "00000000-0000-0000-0000-000000000000";

/** What a claim takes. */
export async function claim(pool: pg.Pool, options: ClaimOptions = {}): Promise<ClaimedDelivery[]> {
  return (await claimAll(pool, options)).rows;
}

/** All that a claim comes to. Each is another worker's, unless it says whose. */
export function claimAll(pool: pg.Pool, options: ClaimOptions): Promise<Claimed> {
  const { token = randomUUID(), inFlight = {}, ...rest } = options;
  return claimDueDeliveries(pool, {
    leaseToken: token,
    leaseSeconds: 30,
    limit: 100,
    sharedLimit: rest.limit ?? 100,
    slots: 100,
    workerId: randomUUID(),
    inFlight: new Map(Object.entries(inFlight)),
    publish: false,
    after: null,
    ...rest,
  });
}

/** The ids of what was claimed, in order. */
export const idsOf = (claimed: readonly ClaimedDelivery[]) =>
  claimed.map(({ delivery_id }) => delivery_id).sort();
