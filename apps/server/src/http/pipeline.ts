import { newestApiVersion, type OperationId, operations } from "@wth/contract";
import type { Database } from "@wth/database";
import type { Request as ExpressRequest, Response as ExpressResponse } from "express";
import { clientNetwork } from "../authentication/client-network.ts";
import type { Log } from "../log.ts";
import { type RateLimiter, type RateLimitState, tooManyRequests } from "../rate-limit/rate-limiter.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { type Authentication, authenticate, type Caller, refusalOf } from "./authenticate.ts";
import { type ApiError, errorBody, toApiError } from "./errors.ts";
import { requireIdempotencyKey, runOnce } from "./idempotency.ts";
import { parseJson, readBody } from "./read-body.ts";
import { newRequestId } from "./request-id.ts";
import type { AnyReply, Route } from "./route.ts";
import { responseValidator } from "./validate.ts";

/** What every request is answered with. */
export interface PipelineOptions {
  database: Database;
  keyring: Keyring;
  authentication: Authentication;
  rateLimiter: RateLimiter;
  log: Log;
  /** The base of `doc_url`, without a slash at the end. */
  docsBase: string;
  /** Checks answers against the contract too; a wrong one becomes a 500 that the log explains. */
  validateResponses: boolean;
}

/** An answer on its way out: `body` is the exact text, or undefined for none. */
interface Answer {
  status: number;
  body: string | undefined;
  headers: Readonly<Record<string, string>>;
}

/** The state of one request: filled in as the checks learn more, and read for headers and the log. */
class Exchange {
  readonly startedAt = performance.now();
  requestId = newRequestId();
  operationId: OperationId | null = null;
  caller: Caller | null = null;
  rateLimit: RateLimitState | null = null;
}

/** Runs requests through the checks, in the one order that the product promises, and sends what they come to. */
export class Pipeline {
  readonly #options: PipelineOptions;

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** The request handler of one operation. */
  serve(route: Route): (request: ExpressRequest, response: ExpressResponse) => Promise<void> {
    const validateResponse = this.#options.validateResponses ? responseValidator(route.id) : null;
    return async (request, response) => {
      const exchange = new Exchange();
      exchange.operationId = route.id;
      try {
        const answer = await this.#answer(route, request, exchange);
        validateResponse?.(answer.status, answer.body === undefined ? undefined : JSON.parse(answer.body));
        this.#send(request, response, exchange, answer);
      } catch (error) {
        this.#fail(request, response, exchange, error, validateResponse);
      }
    };
  }

  /** Refuses a request that belongs to no operation. */
  refuse(request: ExpressRequest, response: ExpressResponse, error: ApiError): void {
    this.#fail(request, response, new Exchange(), error, null);
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
      query: new URL(request.url, "http://localhost").searchParams,
      body,
      header: (name: string) => request.get(name),
    };

    const checked = route.check(raw);
    if (caller === null) return toAnswer(await route.handle(checked));
    if (key === null) return toAnswer(await route.handle(checked, caller));

    const { livemode, integrationId } = caller;
    const { requestId } = exchange;
    const { method, path } = request;
    const answer = await runOnce(
      this.#options,
      { integrationId, livemode, method, path, key, body: bytes, requestId },
      async (tx) => {
        const reply = await route.handle(checked, caller, tx);
        return { status: reply.status, body: JSON.stringify(reply.body) };
      },
      (error) => ({ status: error.status, body: this.#errorText(error, requestId) }),
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
    const refusal = refusalOf(caller, exchange.operationId === "getMe");
    const tokens = refusal === null ? cost : 0;
    const { waitMs, ...state } = await rateLimiter.take(caller.integrationId, caller.rateLimit, tokens);
    exchange.rateLimit = state;
    if (refusal !== null) throw refusal;
    if (waitMs > 0) throw tooManyRequests(waitMs);
    return caller;
  }

  #errorText(error: ApiError, requestId: string): string {
    return JSON.stringify(errorBody(error, requestId, this.#options.docsBase));
  }

  #fail(
    request: ExpressRequest,
    response: ExpressResponse,
    exchange: Exchange,
    thrown: unknown,
    validateResponse: ((status: number, body: unknown) => void) | null,
  ): void {
    const { log } = this.#options;
    const error = toApiError(thrown);
    if (error.status >= 500)
      log.error({ request_id: exchange.requestId, err: error.cause ?? thrown }, "The request failed.");
    const body = this.#errorText(error, exchange.requestId);
    try {
      validateResponse?.(error.status, JSON.parse(body));
    } catch (violation) {
      log.error(
        { request_id: exchange.requestId, code: error.code, err: violation },
        "The error is not documented.",
      );
    }
    this.#send(
      request,
      response,
      exchange,
      { status: error.status, body, headers: error.headers },
      error.code,
    );
  }

  #send(
    request: ExpressRequest,
    response: ExpressResponse,
    exchange: Exchange,
    answer: Answer,
    code?: string,
  ): void {
    const { caller, rateLimit, requestId } = exchange;
    response.statusCode = answer.status;
    response.setHeader("X-Request-Id", requestId);
    response.setHeader("X-API-Version", caller?.apiVersion ?? newestApiVersion);
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
    this.#options.log.info(
      {
        request_id: requestId,
        operation: exchange.operationId,
        method: request.method,
        path: request.path,
        status: answer.status,
        code,
        duration_ms: Math.round(performance.now() - exchange.startedAt),
        integration_id: caller?.integrationId,
      },
      "request",
    );
  }
}

function toAnswer({ status, body, headers }: AnyReply): Answer {
  return { status, body: body === undefined ? undefined : JSON.stringify(body), headers: headers ?? {} };
}

/** Express 5 gives a wildcard's parameter as a list; the contract's paths have none. */
function onlyStrings(params: Readonly<Record<string, string | string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
