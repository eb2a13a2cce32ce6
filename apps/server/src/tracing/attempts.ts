import {
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { LeasedDelivery, Outcome } from "../delivery/queue.ts";

const EVENT_ID = /^evt_(?<hex>[\da-f]{32})$/;

/**
 * Makes a span of each attempt. All attempts of an event, of all its deliveries and over all days and workers, are in one
 * trace, whose id is the event's without `evt_`: whoever has an event's id finds what became of it.
 *
 * @param recorded the ids of those deliveries whose outcome was recorded; the others had lost their lease, and say so.
 */
export function traceOutcomes(
  tracer: Tracer,
  outcomes: readonly Outcome[],
  recorded: ReadonlySet<string>,
): void {
  for (const { delivery, result, transition } of outcomes) {
    const startTime = result.attemptedAt.getTime();
    const outcome = recorded.has(delivery.deliveryId) ? transition.status : "lease_lost";
    const { error, responseStatus } = result;
    const span = tracer.startSpan(
      "delivery attempt",
      {
        kind: SpanKind.CLIENT,
        startTime,
        attributes: {
          "wth.event_id": delivery.eventId,
          "wth.event_type": delivery.eventType,
          "wth.delivery_id": delivery.deliveryId,
          "wth.endpoint_id": delivery.endpointId,
          "wth.attempt": delivery.attempt,
          "wth.outcome": outcome,
          "http.request.method": "POST",
          ...(responseStatus === null ? {} : { "http.response.status_code": responseStatus }),
          ...(error === null ? {} : { "error.type": error }),
        },
      },
      traceOf(delivery),
    );
    if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: error });
    span.end(startTime + result.durationMs);
  }
}

/** The trace of the delivery's event; its parent there stands for the delivery, which has no span: it may take days. */
function traceOf({ eventId, deliveryId }: LeasedDelivery): Context {
  const traceId = EVENT_ID.exec(eventId)?.groups?.hex;
  if (traceId === undefined) return ROOT_CONTEXT;
  // The end of a UUID is the random part of it.
  const spanId = deliveryId.replaceAll("-", "").slice(-16);
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
    isRemote: true,
  });
}
