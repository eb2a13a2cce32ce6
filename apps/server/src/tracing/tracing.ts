import type { Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { DeliveryQueue } from "../delivery/queue.ts";
import type { AnsweredRequest, RequestObserver } from "../http/request-observer.ts";
import { traceOutcomes } from "./attempts.ts";
import { traceRequest } from "./requests.ts";

/** What a collector knows this program as, unless `OTEL_SERVICE_NAME` names it otherwise. */
const SERVICE_NAME = "watchtraderhub";
/** How long a stop waits for a collector that does not answer: its traces are not worth more. */
const EXPORT_MS = 3_000;

/** What is traced. */
export interface TracingOptions {
  /** The collector's base URL, without a slash at the end. */
  endpoint: string;
  /** The share of traces that is kept, 0 to 1. */
  ratio: number;
}

/**
 * Sends a span of every answered request and of every attempt to a collector, over OTLP/HTTP with JSON. What has to
 * be sent along the exporter reads from its standard variables, such as `OTEL_EXPORTER_OTLP_HEADERS`.
 *
 * Spans wait in memory, a bounded number of them, and are made when the work is done: a collector that is slow or away
 * loses spans, and holds up nothing.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/
 */
export class Tracing implements RequestObserver {
  readonly #provider: TracerProvider;
  readonly #tracer: Tracer;

  constructor({ endpoint, ratio }: TracingOptions) {
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_MS });
    // By its id alone, also where a caller would have it kept: all spans of a trace are kept, or none.
    const sampler = new TraceIdRatioBasedSampler(ratio);
    this.#provider = new TracerProvider({
      resource: defaultResource()
        .merge(resourceFromAttributes({ "service.name": SERVICE_NAME }))
        .merge(detectResources({ detectors: [resourceAttributesEnvDetector, serviceNameEnvDetector] })),
      sampler: new ParentBasedSampler({ root: sampler, remoteParentSampled: sampler }),
      spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: EXPORT_MS })],
    });
    this.#tracer = this.#provider.getTracer(SERVICE_NAME);
  }

  answered(request: AnsweredRequest): void {
    traceRequest(this.#tracer, request);
  }

  /** The same queue, with a span of each attempt whose outcome it records. */
  observeQueue(queue: DeliveryQueue): DeliveryQueue {
    return {
      claim: (request) => queue.claim(request),
      release: (deliveries) => queue.release(deliveries),
      record: async (outcomes) => {
        const recorded = await queue.record(outcomes);
        traceOutcomes(this.#tracer, outcomes, recorded);
        return recorded;
      },
      listen: (onDue) => queue.listen(onDue),
      close: () => queue.close(),
    };
  }

  /** Sends what waits, as far as that is possible in a few seconds. Never rejects. */
  async close(): Promise<void> {
    await this.#provider.shutdown().catch(() => {});
  }
}
