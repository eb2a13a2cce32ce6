import { type ApiPromise, toApiPromise } from "./api-promise.ts";
import {
  type Limits,
  requireApiKey,
  requireHeaders,
  requireIdempotencyKey,
  resolveBaseUrl,
  resolveLimits,
} from "./checks.ts";
import { ConnectionError, TimeoutError } from "./errors.ts";
import { VERSION } from "./generated/version.ts";
import type { HookRequest, Operation } from "./hooks.ts";
import { Observers } from "./observers.ts";
import type { ClientOptions, Fetch, PostOptions } from "./options.ts";
import {
  type Answer,
  describeAnswer,
  invalidResponse,
  isRecord,
  type Outcome,
  readAnswer,
} from "./response.ts";
import { retryDelayMs } from "./retry.ts";
import { defaultRuntime, type Runtime } from "./runtime.ts";
import { TimeLimitReached, withTimeLimit } from "./time-limit.ts";
import { type ContractClient, createContractClient, type PreparedRequest, prepared } from "./transport.ts";

const JSON_TYPE = "application/json";
const REPEAT = "Repeat the call with the same idempotency key";

/** What a resource spreads into the options of each request. */
export interface AttemptInit {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly bodySerializer: (body: unknown) => string;
}

/**
 * Sends one attempt. A POST puts the key into its `Idempotency-Key` header; it is the same for all attempts of a call.
 */
export type Send<T> = (
  client: ContractClient,
  init: AttemptInit,
  idempotencyKey: string,
) => Promise<Answer<T>>;

interface Call<T> extends Limits {
  readonly operation: Operation;
  readonly send: Send<T>;
  readonly bodySerializer: (body: unknown) => string;
  readonly signal: AbortSignal | undefined;
  /** The caller's headers, of the client and of the call. */
  readonly headers: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
  /** When the whole call must be over: Unix time in milliseconds. */
  readonly deadline: number;
  /** How many requests were sent, or begun. */
  attempts: number;
}

/** How far an attempt got. */
interface Progress {
  /** Whether the request was handed to `fetch`: what is thrown before is not the network's doing. */
  sent?: boolean;
  /** The answer, once its headers are there. */
  response?: Response;
}

/** Sends requests with authentication, time limits and retries; all resources of a client share one. */
export class Requester {
  readonly #client: ContractClient;
  readonly #fetch: Fetch;
  readonly #limits: Limits;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #authorization: string;
  readonly #runtime: Runtime;
  readonly #observers: Observers;

  /**
   * @param requireKey checks the key
   * @throws WatchTraderHubError `invalid_argument` when an option is not usable
   */
  constructor(options: ClientOptions, requireKey = requireApiKey) {
    this.#authorization = `Bearer ${requireKey(options.apiKey)}`;
    this.#client = createContractClient(resolveBaseUrl(options.baseUrl));
    this.#limits = resolveLimits(options);
    this.#headers = { "user-agent": `watchtraderhub-sdk-js/${VERSION}`, ...requireHeaders(options.headers) };
    // Looked up for each request, since programs replace the global one.
    this.#fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    this.#observers = new Observers(options);
    this.#runtime = { ...defaultRuntime, ...options.runtime };
  }

  /** Starts a call. All that can go wrong, wrong options included, rejects the promise. */
  call<T>(operation: Operation, options: PostOptions | undefined, send: Send<T>): ApiPromise<T> {
    return toApiPromise(this.#run(operation, options, send));
  }

  /** Waits; rejects with the signal's reason when it aborts. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    return this.#runtime.sleep(milliseconds, signal);
  }

  async #run<T>(operation: Operation, options: PostOptions | undefined, send: Send<T>): Promise<Outcome<T>> {
    let call: Call<T> | undefined;
    try {
      call = this.#prepare(operation, options, send);
      for (;;) {
        try {
          return await this.#attempt(call);
        } catch (error) {
          await this.#waitForRetry(call, error);
        }
      }
    } catch (error) {
      await this.#observers.tell("onError", { operation, attempts: call?.attempts ?? 0, error });
      throw error;
    }
  }

  #prepare<T>(operation: Operation, options: PostOptions = {}, send: Send<T>): Call<T> {
    const limits = resolveLimits(options, this.#limits);
    return {
      ...limits,
      operation,
      send,
      bodySerializer: serializeOnce(),
      signal: options.signal,
      headers: { ...this.#headers, ...requireHeaders(options.headers) },
      idempotencyKey: requireIdempotencyKey(options.idempotencyKey ?? this.#runtime.randomUUID()),
      deadline: this.#runtime.now() + limits.totalTimeoutMs,
      attempts: 0,
    };
  }

  /** @throws the error itself when it is final */
  async #waitForRetry<T>(call: Call<T>, error: unknown): Promise<void> {
    const remainingMs = call.deadline - this.#runtime.now();
    const delayMs = retryDelayMs(error, { ...call, remainingMs, random: this.#runtime.random() });
    if (delayMs === undefined) throw error;
    const { operation, attempts, signal } = call;
    await this.#observers.tell("onRetry", { operation, attempts, delayMs, error });
    await this.#runtime.sleep(delayMs, signal);
  }

  async #attempt<T>(call: Call<T>): Promise<Outcome<T>> {
    const limitMs = Math.min(call.timeoutMs, call.deadline - this.#runtime.now());
    const progress: Progress = {};
    call.attempts += 1;
    let answer: Answer<T>;
    try {
      answer = await withTimeLimit(limitMs, call.signal, this.#runtime, async (signal) => {
        const fetch = (request: Request) => this.#send(prepared(request), call, signal, progress);
        return call.send(this.#client, { fetch, bodySerializer: call.bodySerializer }, call.idempotencyKey);
      });
    } catch (error) {
      throw this.#explain(error, call, progress, limitMs);
    }
    return readAnswer(answer, call.attempts, this.#runtime);
  }

  /** Sends what the typed client has prepared; tells the hooks before and after. */
  async #send<T>(
    { url, init }: PreparedRequest,
    { operation, attempts: attempt, headers: callerHeaders }: Call<T>,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<Response> {
    const { method, body = null } = init;
    const idempotencyKey = init.headers.get("Idempotency-Key") ?? undefined;
    let headers = { ...callerHeaders };
    const about: HookRequest = { operation, method, url, attempt, idempotencyKey, headers };
    if (this.#observers.any) {
      await this.#observers.request(about);
      signal.throwIfAborted();
      headers = requireHeaders(headers);
    }
    headers.accept = JSON_TYPE;
    headers.authorization = this.#authorization;
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    if (body !== null) headers["content-type"] = JSON_TYPE;
    progress.sent = true;
    const start = this.#runtime.now();
    const response = await this.#fetch(url, { method, headers, body, signal, redirect: "manual" });
    progress.response = response;
    if (this.#observers.any) {
      const durationMs = this.#runtime.now() - start;
      const responseHeaders = response.headers;
      await this.#observers.tell("onResponse", {
        ...about,
        ...describeAnswer(response),
        durationMs,
        responseHeaders,
      });
    }
    return response;
  }

  /** What an attempt without a complete answer rejects with. */
  #explain<T>(error: unknown, call: Call<T>, { sent, response }: Progress, limitMs: number): unknown {
    const { attempts, signal } = call;
    if (signal?.aborted) return error;
    if (error instanceof TimeLimitReached) return timeout(limitMs, attempts);
    // Thrown while the request was being made: a wrong argument, a hook's refusal or a bug, not the network's doing.
    if (!sent) {
      call.attempts -= 1;
      return error;
    }
    // By name: in a sandbox with its own globals, the parser's error is not an instance of ours.
    return response && isRecord(error) && error.name === "SyntaxError"
      ? invalidResponse({ response, attempts, now: this.#runtime.now() }, error)
      : brokenConnection(error, response, attempts);
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
    message: `No answer within ${limitMs} ms. ${REPEAT}, or raise the limit.`,
    attempts,
  });
}

function brokenConnection(cause: unknown, response: Response | undefined, attempts: number): ConnectionError {
  return new ConnectionError({
    code: "connection_error",
    message: response
      ? `The answer broke off. ${REPEAT}.`
      : "The API was not reached: see `cause`, and check baseUrl, DNS and proxy.",
    ...(response && describeAnswer(response)),
    attempts,
    cause,
  });
}
