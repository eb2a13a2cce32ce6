import { type DashboardComponents, eventTypes } from "@wth/contract";
import {
  type DeliveryCounts,
  deliveryStats,
  failureCauses,
  reopenFailures,
  resolveFailures,
  run,
} from "@wth/database";
import type { Services } from "../services.ts";
import { shownModes } from "./delivery-list.ts";
import type { DashboardHandlers } from "./handlers.ts";

type Schemas = DashboardComponents["schemas"];

const HOUR_MS = 3_600_000;

/** How far back a range looks, and of how many deliveries of an hour it looks up durations. */
const RANGES = { "24h": { hours: 24, sample: 400 }, "7d": { hours: 168, sample: 50 } } as const;

/** The most failures that are looked at for their causes. */
const FAILURES = 5_000;

/** `/delivery_stats` and `/delivery_failures`: how deliveries go, for the modes that lists show. */
export function deliveryChartHandlers({ database }: Services): DashboardHandlers {
  return {
    getDeliveryStats: async ({ query: { range, type } }, dealer) => {
      const { hours, sample } = RANGES[range];
      const rows = await run(database.logPool, deliveryStats, [
        dealer.integrationId,
        shownModes(dealer),
        type === undefined ? eventTypes : [type],
        hours,
        sample,
      ]);
      const body = {
        object: "delivery_stats",
        range,
        hours: rows.flatMap(serializeHour),
        types: rows.flatMap(serializeType),
      } as const;
      return { status: 200, body };
    },

    listDeliveryFailures: async ({ query: { range } }, dealer) => {
      const since = new Date(Date.now() - RANGES[range].hours * HOUR_MS);
      const rows = await run(database.logPool, failureCauses, [
        dealer.integrationId,
        shownModes(dealer),
        eventTypes,
        ["failed", "dead_letter"],
        since,
        FAILURES,
      ]);
      const causes = rows.map(({ looked_at: _, newest_at: newest, resolved_at: resolved, ...cause }) => ({
        ...cause,
        newest_at: newest.toISOString(),
        resolved_at: resolved?.toISOString() ?? null,
      }));
      const isComplete = (rows[0]?.looked_at ?? 0) < FAILURES;
      return { status: 200, body: { object: "delivery_failures", range, is_complete: isComplete, causes } };
    },

    resolveFailures: async ({ body: { outcome, resolved } }, { integrationId }) => {
      if (!resolved) await run(database.pool, reopenFailures, [integrationId, outcome]);
      const [row] = resolved ? await run(database.pool, resolveFailures, [integrationId, outcome]) : [];
      const resolvedAt = row?.resolved_at.toISOString() ?? null;
      return { status: 200, body: { object: "failure_resolution", outcome, resolved_at: resolvedAt } };
    },
  };
}

function serializeHour({ hour, p50, p95, p99, ...row }: DeliveryCounts): Schemas["DeliveryHour"][] {
  if (hour === null) return [];
  const latency = { latency_p50_ms: p50, latency_p95_ms: p95, latency_p99_ms: p99 };
  return [{ hour: hour.toISOString(), ...countsOf(row), ...latency }];
}

function serializeType({ event_type, p50, p95, ...row }: DeliveryCounts): Schemas["DeliveryTypeStats"][] {
  const type = eventTypes.find((each) => each === event_type);
  return type === undefined ? [] : [{ type, ...countsOf(row), latency_p50_ms: p50, latency_p95_ms: p95 }];
}

function countsOf({
  total,
  delivered,
  failed,
  dead_letter,
}: Pick<DeliveryCounts, "total" | "delivered" | "failed" | "dead_letter">) {
  return { total, delivered, failed, dead_letter };
}
