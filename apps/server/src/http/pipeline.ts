import { type ErrorCode, type OperationId, operations } from "@wth/contract";
import type { Database } from "@wth/database";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { clientNetwork } from "../authentication/client-network.ts";
import type { Log } from "../log.ts";
import { type RateLimiter, type RateLimitState, tooManyRequests } from "../rate-limit/rate-limiter.ts";
import type { Keyring } from "../secrets/keyring.ts";
import type { ApiVersions } from "../versions/api-versions.ts";
import type { OperationVersion } from "../versions/pinned-version.ts";
import { type Authentication, authenticate, type Caller, refusalOf } from "./authenticate.ts";
import { type ApiError, errorBody, toApiError } from "./errors.ts";
import { requireIdempotencyKey, runOnce } from "./idempotency.ts";
import { parseJson, readBody } from "./read-body.ts";
import { newRequestId } from "./request-id.ts";
import type { RequestObserver } from "./request-observer.ts";
import type { AnyReply, Route } from "./route.ts";
import { WriteTurns } from "./write-turns.ts";

/** What every request is answered with. */
export interface PipelineOptions {
  database: Database;
  keyring: Keyring;
  authentication: Authentication;
  rateLimiter: RateLimiter;
  versions: ApiVersions;
  log: Log;
  /** The base of `doc_url`, without a slash at the end. */
  docsBase: string;
  /** Checks answers against the contract too; a wrong one becomes a 500 that the log explains. */
  validateResponses: boolean;
  /** Told of every answer. */
  observer: RequestObserver;
}

/** An answer on its way out: `body` is the exact text, or undefined for none. */
interface Answer {
  status: number;
  body: string | undefined;
  headers: Readonly<Record<string, string>>;
  /** It was made for an earlier request, in the version of that time. */
  replayed?: boolean;
}

/** The state of one request: filled in as the checks learn more, and read for headers and the log. */
class Exchange {
  readonly startedAt = performance.now();
  requestId = newRequestId();
  operationId: OperationId | null = null;
  /** The operation as the caller knows it; as the newest version has it while the caller is unknown. */
  operation: OperationVersion | null = null;
  caller: Caller | null = null;
  /** The request is in its newest form: from here on, errors name its fields by their newest names. */
  isChecked = false;
  rateLimit: RateLimitState | null = null;
}

/** Runs requests through the checks, in the one order that the product promises, and sends what they come to. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #turns = new WriteTurns();

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** The request handler of one operation. */
  serve(route: Route): (request: ExpressRequest, response: ExpressResponse) => Promise<void> {
    const newest = this.#options.versions.newest.operation(route.id);
    return async (request, response) => {
      const exchange = new Exchange();
      exchange.operationId = route.id;
      exchange.operation = newest;
      try {
        const answer = await this.#answer(route, request, exchange);
        if (answer.replayed !== true) this.#validate(exchange, answer);
        this.#send(request, response, exchange, answer);
      } catch (error) {
        this.#fail(request, response, exchange, error);
      }
    };
  }

  /** Refuses a request that belongs to no operation, or whose operation could not even refuse it. */
  refuse(request: ExpressRequest, response: ExpressResponse, thrown: unknown): void {
    this.#fail(request, response, new Exchange(), thrown);
  }

  async #answer(route: Route, request: ExpressRequest, exchange: Exchange): Promise<Answer> {
    const operation = operations[route.id];
    const caller = operation.security ? await this.#admit(request, exchange, operation.rateLimitCost) : null;
    const bytes =
      operation.method === "get" ? Buffer.alloc(0) : await readBody(request, operation.bodyLimitBytes);
    const { "content-type": contentType, "content-encoding": encoding } = request.headers;
    const body = operation.hasBody ? parseJson(bytes, contentType, encoding) : undefined;
    const key = operation.idempotent ? requireIdempotencyKey(request.get("idempotency-key")) : null;
    const raw = {
      requestId: exchange.requestId,
      path: onlyStrings(request.params),
      query: queryOf(request.url),
      body,
      header: (name: string) => request.get(name),
    };

    const version = exchange.operation ?? this.#options.versions.newest.operation(route.id);
    const checked = version.check(raw);
    exchange.isChecked = true;
    if (caller === null) return toAnswer(version, await route.handle(checked));
    if (key === null) return toAnswer(version, await route.handle(checked, caller));

    const { livemode, integrationId } = caller;
    const { requestId } = exchange;
    const { method, path } = request;
    const identity = { integrationId, livemode, method, path, key, body: bytes, requestId };
    const answer = await this.#turns.take(integrationId, () =>
      runOnce(
        this.#options,
        identity,
        async (tx) => {
          const { status, body: newest } = await route.handle(checked, caller, tx);
          return { status, body: JSON.stringify(version.answer(status, newest)) };
        },
        (error) => ({ status: error.status, body: this.#errorText(error, exchange) }),
      ),
    );
    exchange.requestId = answer.requestId;
    return { ...answer, headers: answer.replayed ? { "Idempotent-Replay": "true" } : {} };
  }

  /** Authentication, plan, whether the integration is enabled, and the rate limit. */
  async #admit(request: ExpressRequest, exchange: Exchange, cost: number): Promise<Caller> {
    const { authentication, rateLimiter } = this.#options;
    const caller = await authenticate(authentication, request.headers.authorization, () =>
      clientNetwork(request),
    );
    exchange.caller = caller;
    if (exchange.operationId !== null) exchange.operation = caller.apiVersion.operation(exchange.operationId);
    const refusal = refusalOf(caller, exchange.operationId === "getMe");
    const tokens = refusal === null ? cost : 0;
    const { waitMs, ...state } = await rateLimiter.take(caller.integrationId, caller.rateLimit, tokens);
    exchange.rateLimit = state;
    if (refusal !== null) throw refusal;
    if (waitMs > 0) throw tooManyRequests(waitMs);
    return caller;
  }

  #errorText(error: ApiError, { operation, requestId, isChecked }: Exchange): string {
    const nameParam = isChecked ? operation?.param : undefined;
    const body = errorBody(error, requestId, this.#options.docsBase, nameParam);
    return JSON.stringify(operation === null ? body : operation.answer(error.status, body));
  }

  /** @throws {ContractViolation} for an answer that is not documented, where answers are checked. */
  #validate({ operation }: Exchange, { status, body }: Answer): void {
    if (!this.#options.validateResponses) return;
    operation?.validate(status, body === undefined ? undefined : JSON.parse(body));
  }

  #fail(request: ExpressRequest, response: ExpressResponse, exchange: Exchange, thrown: unknown): void {
    const { log } = this.#options;
    const error = toApiError(thrown);
    if (error.status >= 500)
      log.error({ request_id: exchange.requestId, err: error.cause ?? thrown }, "The request failed.");
    const answer = { status: error.status, body: this.#errorText(error, exchange), headers: error.headers };
    try {
      this.#validate(exchange, answer);
    } catch (violation) {
      log.error(
        { request_id: exchange.requestId, code: error.code, err: violation },
        "The error is not documented.",
      );
    }
    this.#send(request, response, exchange, answer, error.code);
  }

  #send(
    request: ExpressRequest,
    response: ExpressResponse,
    exchange: Exchange,
    answer: Answer,
    code?: ErrorCode,
  ): void {
    const { caller, rateLimit, requestId } = exchange;
    response.statusCode = answer.status;
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("X-API-Version", (caller?.apiVersion ?? this.#options.versions.newest).date);
    response.setHeader("Cache-Control", "no-store");
    if (rateLimit !== null) {
      response.setHeader("X-RateLimit-Limit", rateLimit.limit);
      response.setHeader("X-RateLimit-Remaining", rateLimit.remaining);
      response.setHeader("X-RateLimit-Reset", rateLimit.reset);
    }
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
    if (answer.body !== undefined) {
      response.setHeader("Content-Type", "application/json; charset=utf-8");
      response.setHeader("Content-Length", Buffer.byteLength(answer.body));
    }
    response.end(answer.body);
    const durationMs = performance.now() - exchange.startedAt;
    this.#options.observer.answered({
      operation: exchange.operationId,
      status: answer.status,
      code,
      durationMs,
    });
    this.#options.log.info(
      {
        request_id: requestId,
        operation: exchange.operationId,
        method: request.method,
        path: request.path,
        status: answer.status,
        code,
        duration_ms: Math.round(durationMs),
        integration_id: caller?.integrationId,
      },
      "request",
    );
  }
}

function toAnswer(version: OperationVersion, { status, body, headers = {} }: AnyReply): Answer {
  return {
    status,
    body: body === undefined ? undefined : JSON.stringify(version.answer(status, body)),
    headers,
  };
}

/**
 * What follows the first question mark. Not through `URL`: a request may also name its target in full (RFC 9112, 3.2.2),
 * with a host that `URL` refuses, and the host has no say here.
 */
function queryOf(target: string): URLSearchParams {
  const at = target.indexOf("?");
  return new URLSearchParams(at === -1 ? "" : target.slice(at + 1));
}

/** Express 5 gives a wildcard's parameter as a list; the contract's paths have none. */
function onlyStrings(params: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
