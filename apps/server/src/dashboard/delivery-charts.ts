import { type DashboardComponents, eventTypes } from "@wth/contract";
import { failureCauses, hoursOfDeliveries, run } from "@wth/database";
import type { Services } from "../services.ts";
import { shownModes } from "./delivery-list.ts";
import type { DashboardHandlers } from "./handlers.ts";

const HOUR_MS = 3_600_000;

/** How far back a range looks, and of how many deliveries of a kind and hour it looks up durations. */
const RANGES = { "24h": { hours: 24, sample: 50 }, "7d": { hours: 168, sample: 10 } } as const;

/** The most failures that are looked at for their causes. */
const FAILURES = 5_000;

/** `/delivery_stats` and `/delivery_failures`: how deliveries go, for the modes that lists show. */
export function deliveryChartHandlers({ database }: Services): DashboardHandlers {
  return {
    getDeliveryStats: async ({ query: { range } }, dealer) => {
      const { hours, sample } = RANGES[range];
      const rows = await run(database.logPool, hoursOfDeliveries, [
        dealer.integrationId,
        shownModes(dealer),
        eventTypes,
        hours,
        sample,
      ]);
      const serialized = rows.map(
        ({ hour, p50, p95, p99, ...counts }): DashboardComponents["schemas"]["DeliveryHour"] => ({
          hour: hour.toISOString(),
          ...counts,
          latency_p50_ms: p50,
          latency_p95_ms: p95,
          latency_p99_ms: p99,
        }),
      );
      return { status: 200, body: { object: "delivery_stats", range, hours: serialized } };
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
      const causes = rows.map(({ looked_at: _, newest_at: newest, ...cause }) => ({
        ...cause,
        newest_at: newest.toISOString(),
      }));
      const isComplete = (rows[0]?.looked_at ?? 0) < FAILURES;
      return { status: 200, body: { object: "delivery_failures", range, is_complete: isComplete, causes } };
    },
  };
}
