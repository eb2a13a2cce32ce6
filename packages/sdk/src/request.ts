import createClient, { type Client } from "openapi-fetch";
import { type ApiPromise, type ApiResult, toApiPromise } from "./api-promise.ts";
import { ConnectionError, TimeoutError } from "./errors.ts";
import type { paths } from "./generated/openapi.ts";
import {
  type ClientOptions,
  type PostOptions,
  type Runtime,
  requireApiKey,
  requireIdempotencyKey,
  requireWholeNumber,
  resolveBaseUrl,
  resolveLimits,
} from "./options.ts";
import {
  type AnswerMeta,
  errorFromAnswer,
  invalidResponse,
  isRecord,
  readRateLimit,
  readRequestId,
} from "./response.ts";
import { retryDelayMs } from "./retry.ts";
import { sleep, TimeLimitReached, withTimeLimit } from "./time-limit.ts";
import { VERSION } from "./version.ts";

/** The typed client that resources send through. */
export type ContractClient = Client<paths, "application/json">;

/** What a resource spreads into the options of each request. */
export interface AttemptInit {
  readonly signal: AbortSignal;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly bodySerializer: (body: unknown) => string;
}

/** An answer of the typed client: `data` for 2xx, `error` for the rest. */
interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Sends one attempt. A POST puts the key into its `Idempotency-Key` header; it is the same for all attempts of a call.
 */
export type Send<T> = (
  client: ContractClient,
  init: AttemptInit,
  idempotencyKey: string,
) => Promise<Answer<T>>;

interface Call<T> {
  readonly send: Send<T>;
  readonly bodySerializer: (body: unknown) => string;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly totalTimeoutMs: number;
  readonly maxRetries: number;
  readonly idempotencyKey: string;
  /** When the whole call must be over: Unix time in milliseconds. */
  readonly deadline: number;
}

const DEFAULT_MAX_RETRY_AFTER_MS = 60_000;

/** Sends requests with authentication, time limits and retries; all resources of a client share one. */
export class Requester {
  readonly #options: ClientOptions;
  readonly #client: ContractClient;
  readonly #runtime: Runtime;
  readonly #maxRetryAfterMs: number;

  /** @throws WatchTraderHubError `invalid_argument` when an option is not usable */
  constructor(options: ClientOptions) {
    const apiKey = requireApiKey(options.apiKey);
    resolveLimits(options);
    this.#options = options;
    this.#maxRetryAfterMs = requireWholeNumber(
      "maxRetryAfterMs",
      options.maxRetryAfterMs ?? DEFAULT_MAX_RETRY_AFTER_MS,
      0,
    );
    this.#runtime = {
      now: Date.now,
      sleep,
      random: Math.random,
      randomUUID: () => crypto.randomUUID(),
      ...options.runtime,
    };
    this.#client = createClient<paths, "application/json">({
      baseUrl: resolveBaseUrl(options.baseUrl),
      // The API never redirects. Following one could turn a POST into a GET, or hide a wrong baseUrl.
      redirect: "manual",
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${apiKey}`,
        "User-Agent": `watchtraderhub-sdk-js/${VERSION}`,
      },
    });
  }

  /** Starts a call. All that can go wrong, wrong options included, rejects the promise. */
  call<T>(options: PostOptions | undefined, send: Send<T>): ApiPromise<T> {
    return toApiPromise(this.#run(options ?? {}, send));
  }

  async #run<T>(options: PostOptions, send: Send<T>): Promise<ApiResult<T>> {
    const limits = resolveLimits(options, this.#options);
    const call: Call<T> = {
      ...limits,
      send,
      bodySerializer: serializeOnce(),
      signal: options.signal,
      idempotencyKey: requireIdempotencyKey(options.idempotencyKey ?? this.#runtime.randomUUID()),
      deadline: this.#runtime.now() + limits.totalTimeoutMs,
    };
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await this.#attempt(call, attempts);
      } catch (error) {
        const delay = retryDelayMs(error, {
          attempts,
          maxRetries: call.maxRetries,
          maxRetryAfterMs: this.#maxRetryAfterMs,
          remainingMs: call.deadline - this.#runtime.now(),
          random: this.#runtime.random(),
        });
        if (delay === undefined) throw error;
        await this.#runtime.sleep(delay, call.signal);
      }
    }
  }

  async #attempt<T>(call: Call<T>, attempts: number): Promise<ApiResult<T>> {
    const limitMs = Math.min(call.timeoutMs, call.deadline - this.#runtime.now());
    const received: { sent: boolean; response?: Response } = { sent: false };
    const fetch = async (request: Request) => {
      received.sent = true;
      received.response = await (this.#options.fetch ?? globalThis.fetch)(request);
      return received.response;
    };
    let answer: Answer<T>;
    try {
      answer = await withTimeLimit(limitMs, call.signal, (signal) =>
        call.send(this.#client, { signal, fetch, bodySerializer: call.bodySerializer }, call.idempotencyKey),
      );
    } catch (error) {
      if (call.signal?.aborted) throw error;
      if (error instanceof TimeLimitReached) throw timeout(limitMs, attempts);
      // Thrown while the request was being made: a wrong argument or a bug, not the network's doing.
      if (!received.sent) throw error;
      if (received.response && isSyntaxError(error))
        throw invalidResponse(this.#meta(received.response, attempts), error);
      throw brokenConnection(error, received.response, attempts);
    }
    return this.#read(answer, attempts);
  }

  #read<T>(answer: Answer<T>, attempts: number): ApiResult<T> {
    const { data, response } = answer;
    const meta = this.#meta(response, attempts);
    if (!response.ok) throw errorFromAnswer(answer.error, meta);
    // Every success of the API is a JSON object.
    if (data === undefined || !isRecord(data)) throw invalidResponse(meta);
    return {
      data,
      response,
      requestId: readRequestId(response.headers),
      rateLimit: readRateLimit(response.headers),
      attempts,
    };
  }

  #meta(response: Response, attempts: number): AnswerMeta {
    return { response, attempts, now: this.#runtime.now() };
  }
}

/**
 * All attempts of a call send the same bytes, as their one idempotency key demands, also when the caller changes the
 * object in the meantime.
 */
function serializeOnce(): (body: unknown) => string {
  let text: string | undefined;
  return (body) => {
    text ??= JSON.stringify(body);
    return text;
  };
}

function timeout(limitMs: number, attempts: number): TimeoutError {
  return new TimeoutError({
    code: "timeout",
    message: `No answer within ${limitMs} ms. Repeat the call with the same idempotency key, or raise timeoutMs or totalTimeoutMs.`,
    attempts,
  });
}

function brokenConnection(cause: unknown, response: Response | undefined, attempts: number): ConnectionError {
  return new ConnectionError({
    code: "connection_error",
    message: response
      ? "The connection broke before the answer was complete. Repeat the call with the same idempotency key."
      : "The API could not be reached. Check baseUrl, DNS, proxy and firewall; `cause` says more.",
    status: response?.status,
    requestId: response && readRequestId(response.headers),
    attempts,
    cause,
  });
}

/** By name: in a sandbox with its own globals, the parser's error is not an instance of ours. */
function isSyntaxError(error: unknown): boolean {
  return isRecord(error) && error.name === "SyntaxError";
}
