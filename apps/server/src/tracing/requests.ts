import {
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { AnsweredRequest } from "../http/request-observer.ts";

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACEPARENT = /^[\da-f]{2}-(?<traceId>[\da-f]{32})-(?<spanId>[\da-f]{16})-(?<flags>[\da-f]{2})(?:-|$)/;

/**
 * Makes the span of a request, named by the contract's operation id, in the trace of a caller who sends a `traceparent`.
 * It says what the log says: no path, no key, and nothing that a caller has written.
 */
export function traceRequest(tracer: Tracer, request: AnsweredRequest): void {
  const { operation, method, status, code, durationMs, requestId, traceparent } = request;
  const endTime = Date.now();
  const caller = contextOf(traceparent);
  const span = tracer.startSpan(
    operation ?? "none",
    {
      kind: SpanKind.SERVER,
      startTime: endTime - durationMs,
      attributes: {
        "http.request.method": method,
        "http.response.status_code": status,
        "wth.request_id": requestId,
        ...(code === undefined ? {} : { "error.type": code }),
      },
    },
    caller === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, caller),
  );
  // What the caller did wrong is no error of this program's (OpenTelemetry's conventions for HTTP servers).
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endTime);
}

/** Null without a header, or with one that is not well-formed: the request then has a trace of its own. */
function contextOf(traceparent: string | undefined): SpanContext | null {
  const { traceId, spanId, flags } = TRACEPARENT.exec(traceparent ?? "")?.groups ?? {};
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  const context = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
  return trace.isSpanContextValid(context) ? context : null;
}
