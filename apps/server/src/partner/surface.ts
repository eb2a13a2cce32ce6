import { newestApiVersion, type PartnerOperationId, partnerOperations } from "@wth/contract";
import type { Database } from "@wth/database";
import type { Request as ExpressRequest } from "express";
import { clientNetwork } from "../authentication/client-network.ts";
import type { Lockout } from "../authentication/lockout.ts";
import { bundledContract } from "../http/contract.ts";
import { ApiError } from "../http/errors.ts";
import { requireIdempotencyKey, runOnce } from "../http/idempotency.ts";
import { type Answer, type Exchange, type ReadRequest, type Surface, toAnswer } from "../http/pipeline.ts";
import type { Route } from "../http/route.ts";
import type { CheckedRequest } from "../http/validate.ts";
import { WriteTurns } from "../http/write-turns.ts";
import { DEFAULT_RATE_LIMIT, type RateLimiter, tooManyRequests } from "../rate-limit/rate-limiter.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { type OperationVersion, unchangedOperation } from "../versions/pinned-version.ts";
import { authenticatePartner } from "./authenticate.ts";
import { CORS_HEADERS } from "./cors.ts";
import type { PartnerCaller } from "./operation.ts";

/** What the Partner API decides with. */
export interface PartnerSurfaceOptions {
  database: Database;
  keyring: Keyring;
  /** Where wrong keys count: with those of the public API. */
  lockout: Lockout;
  rateLimiter: RateLimiter;
}

/** Which types of keys may call an operation. */
export function keyTypesOf(id: PartnerOperationId): readonly PartnerCaller["type"][] {
  return partnerOperations[id].partnerKeys;
}

/** The Partner API: keys of its own with a rate limit each, the newest version only, and idempotency keys where they are sent. */
export class PartnerSurface implements Surface<PartnerOperationId, PartnerCaller> {
  readonly #options: PartnerSurfaceOptions;
  readonly #turns = new WriteTurns();

  constructor(options: PartnerSurfaceOptions) {
    this.#options = options;
  }

  nameOf(id: PartnerOperationId): string {
    return id;
  }

  operation(id: PartnerOperationId): OperationVersion {
    return unchangedOperation({ id, ...partnerOperations[id] }, bundledContract);
  }

  headers(): Record<string, string> {
    return { "X-API-Version": newestApiVersion, "Cache-Control": "no-store" };
  }

  /** Authentication, whether the operation is for keys of this type, and the rate limit. */
  async admit(
    { id, operation }: Route<PartnerOperationId, PartnerCaller>,
    request: ExpressRequest,
    exchange: Exchange<PartnerCaller>,
  ): Promise<void> {
    const { database, lockout, rateLimiter } = this.#options;
    const types = keyTypesOf(id);
    // Also while the caller is unknown: a page could not read why it is refused, otherwise.
    if (types.includes("public")) Object.assign(exchange.headers, CORS_HEADERS);
    const caller = await authenticatePartner({ database, lockout }, request.headers.authorization, () =>
      clientNetwork(request),
    );
    exchange.caller = caller;
    // A secret key has no business in a page.
    if (caller.type !== "public") for (const name of Object.keys(CORS_HEADERS)) delete exchange.headers[name];
    const isAllowed = types.includes(caller.type);
    const { waitMs, limit, remaining, reset } = await rateLimiter.take(
      caller.keyId,
      DEFAULT_RATE_LIMIT,
      isAllowed ? operation.rateLimitCost : 0,
    );
    exchange.headers["X-RateLimit-Limit"] = limit;
    exchange.headers["X-RateLimit-Remaining"] = remaining;
    exchange.headers["X-RateLimit-Reset"] = reset;
    if (!isAllowed) throw new ApiError("secret_key_required");
    if (waitMs > 0) throw tooManyRequests(waitMs);
  }

  prepare(
    read: ReadRequest<PartnerOperationId, PartnerCaller>,
  ): (checked: CheckedRequest) => Promise<Answer> {
    const { route, request, exchange, version } = read;
    const { caller } = exchange;
    if (caller === null) throw new Error("Every operation of the Partner API needs a key.");
    if (route.operation.method === "get")
      return async (checked) => toAnswer(version, await route.handle(checked, caller));
    const header = request.get("idempotency-key");
    if (route.operation.idempotent && header !== undefined) {
      const key = requireIdempotencyKey(header);
      return (checked) => this.#runOnce(read, caller, key, checked);
    }
    return async (checked) =>
      toAnswer(
        version,
        await this.#turns.take(caller.keyId, () =>
          this.#options.database.transaction((tx) => route.handle(checked, caller, tx)),
        ),
      );
  }

  logged({ keyId, partnerId }: PartnerCaller): Readonly<Record<string, string>> {
    return { partner_id: partnerId, partner_key_id: keyId };
  }

  async #runOnce(
    { route, request, bytes, exchange, renderError }: ReadRequest<PartnerOperationId, PartnerCaller>,
    caller: PartnerCaller,
    key: string,
    checked: CheckedRequest,
  ): Promise<Answer> {
    const { method, path } = request;
    const identity = {
      integrationId: caller.keyId,
      userId: null,
      livemode: true,
      apiVersion: newestApiVersion,
      method,
      path,
      key,
      body: bytes,
      requestId: exchange.requestId,
    };
    const answer = await this.#turns.take(caller.keyId, () =>
      runOnce(
        this.#options,
        identity,
        async (tx) => {
          const { status, body } = await route.handle(checked, caller, tx);
          return { status, body: JSON.stringify(body) };
        },
        (error) => ({ status: error.status, body: renderError(error) }),
      ),
    );
    exchange.requestId = answer.requestId;
    const replay = { "X-API-Version": answer.apiVersion, "Idempotent-Replay": "true" };
    return { ...answer, headers: answer.replayed ? replay : {} };
  }
}
