import { randomUUID } from "node:crypto";
import type { Database } from "../database.ts";
import type { Queryable } from "../statement.ts";
import { recordOutcomes } from "./record-outcomes.ts";
import { claim as claimRows, makeDue, type TestEndpoint } from "./testing.ts";

/** A delivery under a lease. */
export interface Leased {
  deliveryId: string;
  token: string;
  attempt: number;
}

/** Claims everything that is due. */
export async function claim(database: Database, leaseSeconds = 30): Promise<Leased[]> {
  const token = randomUUID();
  const claimed = await claimRows(database.pool, { token, leaseSeconds, limit: 500, slots: 500 });
  return claimed.map(({ delivery_id: deliveryId, attempt }) => ({ deliveryId, token, attempt }));
}

/** Makes `count` deliveries and claims them. */
export async function lease(
  database: Database,
  endpoint: TestEndpoint,
  count = 1,
): Promise<[Leased, ...Leased[]]> {
  await makeDue(database, endpoint, count);
  const [first, ...rest] = await claim(database);
  if (first === undefined) throw new Error("Nothing was due.");
  return [first, ...rest];
}

/** What an attempt came to. */
export interface Outcome extends Leased {
  status: "delivered" | "failed" | "dead_letter";
  wait: number | null;
  attemptedAt: Date;
  responseStatus: number | null;
  error: string | null;
}

/** Milliseconds after a fixed moment. */
export const at = (ms: number) => new Date(Date.UTC(2026, 4, 8, 8, 45) + ms);

/** An attempt that was answered with a 200. */
export const delivered = (leased: Leased, attemptedAt = new Date()): Outcome => ({
  ...leased,
  status: "delivered",
  wait: null,
  attemptedAt,
  responseStatus: 200,
  error: null,
});
/** An attempt that was answered with a 500. @param wait seconds until the next. */
export const failed = (leased: Leased, attemptedAt = new Date(), wait = 60): Outcome => ({
  ...leased,
  status: "failed",
  wait,
  attemptedAt,
  responseStatus: 500,
  error: "http_status",
});

/** Records a batch; returns the ids that were recorded, in order. */
export async function record(queryable: Queryable, outcomes: readonly Outcome[]): Promise<string[]> {
  const recorded = await recordOutcomes(
    queryable,
    outcomes.map(({ deliveryId, token, status, wait, attemptedAt, responseStatus, error }) => ({
      deliveryId,
      leaseToken: token,
      url: "https://example.com/called",
      attemptedAt,
      durationMs: 12,
      responseStatus,
      responseHeaders: "content-type: text/plain",
      responseBody: "an answer",
      error,
      status,
      retryAfterSeconds: wait,
    })),
  );
  return [...recorded].sort();
}
