import type { OperationId } from "@wth/contract";
import type { Database } from "@wth/database";
import type { Request as ExpressRequest } from "express";
import { clientNetwork } from "../authentication/client-network.ts";
import { type RateLimiter, tooManyRequests } from "../rate-limit/rate-limiter.ts";
import type { Keyring } from "../secrets/keyring.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import type { OperationVersion } from "../versions/pinned-version.ts";
import { type Authentication, authenticate, type Caller, refusalOf } from "./authenticate.ts";
import { requireIdempotencyKey, runOnce } from "./idempotency.ts";
import { type Answer, type Exchange, type ReadRequest, type Surface, toAnswer } from "./pipeline.ts";
import type { Route } from "./route.ts";
import type { CheckedRequest } from "./validate.ts";
import { WriteTurns } from "./write-turns.ts";

/** What the public API decides with. */
export interface ApiSurfaceOptions {
  database: Database;
  keyring: Keyring;
  authentication: Authentication;
  rateLimiter: RateLimiter;
  versions: ApiVersions;
}

/** The public API: API keys and their rate limit, dated versions, and POSTs that run once for an idempotency key. */
export class ApiSurface implements Surface<OperationId, Caller> {
  readonly #options: ApiSurfaceOptions;
  readonly #turns = new WriteTurns();

  constructor(options: ApiSurfaceOptions) {
    this.#options = options;
  }

  nameOf(id: OperationId): string {
    return id;
  }

  operation(id: OperationId): OperationVersion {
    return this.#options.versions.newest.operation(id);
  }

  headers(): Record<string, string> {
    return { "X-API-Version": this.#options.versions.newest.date, "Cache-Control": "no-store" };
  }

  /** Authentication, plan, whether the integration is enabled, and the rate limit. */
  async admit(
    { id, operation }: Route<OperationId, Caller>,
    request: ExpressRequest,
    exchange: Exchange<Caller>,
  ): Promise<void> {
    if (!operation.security) return;
    const { authentication, rateLimiter } = this.#options;
    const caller = await authenticate(authentication, request.headers.authorization, () =>
      clientNetwork(request),
    );
    exchange.caller = caller;
    exchange.operation = caller.apiVersion.operation(id);
    exchange.headers["X-API-Version"] = caller.apiVersion.date;
    const refusal = refusalOf(caller, id === "getMe");
    const tokens = refusal === null ? operation.rateLimitCost : 0;
    const { waitMs, limit, remaining, reset } = await rateLimiter.take(
      caller.integrationId,
      caller.rateLimit,
      tokens,
    );
    exchange.headers["X-RateLimit-Limit"] = limit;
    exchange.headers["X-RateLimit-Remaining"] = remaining;
    exchange.headers["X-RateLimit-Reset"] = reset;
    if (refusal !== null) throw refusal;
    if (waitMs > 0) throw tooManyRequests(waitMs);
  }

  prepare(read: ReadRequest<OperationId, Caller>): (checked: CheckedRequest) => Promise<Answer> {
    const { route, request, exchange, version } = read;
    const { caller } = exchange;
    if (caller === null) return async (checked) => toAnswer(version, await route.handle(checked));
    if (!route.operation.idempotent)
      return async (checked) => toAnswer(version, await route.handle(checked, caller));
    const key = requireIdempotencyKey(request.get("idempotency-key"));
    return (checked) => this.#runOnce(read, caller, key, checked);
  }

  logged({ integrationId }: Caller): Readonly<Record<string, string>> {
    return { integration_id: integrationId };
  }

  async #runOnce(
    { route, request, bytes, exchange, version, renderError }: ReadRequest<OperationId, Caller>,
    caller: Caller,
    key: string,
    checked: CheckedRequest,
  ): Promise<Answer> {
    const { livemode, integrationId, userId } = caller;
    const apiVersion = caller.apiVersion.date;
    const { requestId } = exchange;
    const { method, path } = request;
    const identity = {
      integrationId,
      userId,
      livemode,
      apiVersion,
      method,
      path,
      key,
      body: bytes,
      requestId,
    };
    const answer = await this.#turns.take(integrationId, () =>
      runOnce(
        this.#options,
        identity,
        async (tx, stamp) => {
          const { status, body } = await route.handle(checked, caller, tx, stamp);
          return { status, body: JSON.stringify(version.answer(status, body)) };
        },
        (error) => ({ status: error.status, body: renderError(error) }),
      ),
    );
    exchange.requestId = answer.requestId;
    const replay = { "X-API-Version": answer.apiVersion, "Idempotent-Replay": "true" };
    return { ...answer, headers: answer.replayed ? replay : {} };
  }
}
