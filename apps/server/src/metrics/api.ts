import { Counter, Gauge, Histogram, type Registry } from "@prometheus-io/client";
import type { Admission } from "../admission.ts";
import type { AnsweredRequest, RequestObserver } from "../http/request-observer.ts";

const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures requests to the API. Labels are words of the contract only, so that their number is bounded. */
export class RequestMetrics implements RequestObserver {
  readonly #requests: Counter<"operation" | "status">;
  readonly #seconds: Histogram<"operation">;
  readonly #refusals: Counter<"code">;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#requests = new Counter({
      name: "wth_api_requests_total",
      help: "Answered requests, by operation id (none: no such path or method) and HTTP status.",
      labelNames: ["operation", "status"],
      registers,
    });
    this.#seconds = new Histogram({
      name: "wth_api_request_duration_seconds",
      help: "From a request's head to its answer.",
      labelNames: ["operation"],
      buckets: REQUEST_SECONDS,
      registers,
    });
    this.#refusals = new Counter({
      name: "wth_api_errors_total",
      help: "Answers with an error, by its code; what the handler of a POST refused is counted by its status only.",
      labelNames: ["code"],
      registers,
    });
    // Refused by the rate limit, and by the lockout: there from the start, as a rate needs the zero that it rises from.
    for (const code of ["too_many_requests", "too_many_failed_authentications"])
      this.#refusals.inc({ code }, 0);
  }

  answered({ operation, status, code, durationMs }: AnsweredRequest): void {
    const id = operation ?? "none";
    this.#requests.inc({ operation: id, status });
    this.#seconds.observe({ operation: id }, durationMs / 1000);
    if (code !== undefined) this.#refusals.inc({ code });
  }
}

/** Adds what admission counts by itself; read when metrics are asked for. */
export function addAdmissionMetrics(
  registry: Registry,
  { authentication: { owners }, redis }: Pick<Admission, "authentication" | "redis">,
): void {
  const registers = [registry];
  new Counter({
    name: "wth_api_key_lookups_total",
    help: "Lookups of API keys: hit, answered from memory; miss, by the database.",
    labelNames: ["result"],
    registers,
    collect() {
      const { hits, misses } = owners;
      this.reset();
      this.inc({ result: "hit" }, hits);
      this.inc({ result: "miss" }, misses);
    },
  });
  if (redis === null) return;
  new Counter({
    name: "wth_redis_outages_total",
    help: "How often Redis was lost, or was not there at the start.",
    registers,
    collect() {
      this.reset();
      this.inc(redis.outages);
    },
  });
  new Gauge({
    name: "wth_redis_up",
    help: "1 while processes count together in Redis, 0 while this one counts by itself.",
    registers,
    collect() {
      this.set(redis.isUp ? 1 : 0);
    },
  });
}
