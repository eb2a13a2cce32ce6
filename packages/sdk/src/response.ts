import type { ApiResult } from "./api-promise.ts";
import {
  ApiError,
  AuthenticationError,
  ConflictError,
  type ErrorClass,
  errorClassByType,
  NotFoundError,
  PermissionError,
  type RateLimit,
  RateLimitError,
  ValidationError,
  type WatchTraderHubError,
} from "./errors.ts";
import { type ErrorType, isErrorCode } from "./generated/errors.ts";
import { parseRetryAfter } from "./retry.ts";
import type { Runtime } from "./runtime.ts";

/** An answer of the typed client: `data` for 2xx, `error` for the rest. */
export interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** A call that succeeded. What its headers say is read when it is asked for. */
export interface Outcome<T> {
  readonly data: T;
  readonly response: Response;
  readonly attempts: number;
}

/** What is known about an answer besides its body. */
export interface AnswerMeta {
  readonly response: Response;
  readonly attempts: number;
  /** Unix time in milliseconds, to turn a `Retry-After` date into a wait. */
  readonly now: number;
}

/** The class of an error without the API's envelope, as a proxy in front of it may answer. */
const CLASS_BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  400: ValidationError,
  401: AuthenticationError,
  403: PermissionError,
  404: NotFoundError,
  405: NotFoundError,
  409: ConflictError,
  413: ValidationError,
  415: ValidationError,
  429: RateLimitError,
};

/**
 * The data of an answer.
 *
 * @throws WatchTraderHubError when it is an error, or not the API's
 */
export function readAnswer<T>(answer: Answer<T>, attempts: number, clock: Pick<Runtime, "now">): Outcome<T> {
  const { data, error, response } = answer;
  // Every success of the API is a JSON object.
  if (response.ok && isRecord(data) && !Array.isArray(data)) return { data, response, attempts };
  const meta = { response, attempts, now: clock.now() };
  throw response.ok ? invalidResponse(meta) : errorFromAnswer(error, meta);
}

/** A success with what its headers say. */
export function toResult<T>({ data, response, attempts }: Outcome<T>): ApiResult<T> {
  return { data, response, attempts, ...describeAnswer(response) };
}

/** What an answer says before its body is read. */
export function describeAnswer({ status, headers }: Response) {
  return { status, requestId: headers.get("x-request-id") ?? undefined, rateLimit: readRateLimit(headers) };
}

const FIELDS = ["code", "message", "type", "param", "doc_url", "request_id"];

/** The rate limit, where the answer has all three headers of it. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const read = (name: string) => Number(headers.get(`x-ratelimit-${name}`) || Number.NaN);
  const rateLimit = { limit: read("limit"), remaining: read("remaining"), reset: read("reset") };
  return Object.values(rateLimit).every(Number.isInteger) ? rateLimit : undefined;
}

/**
 * The error for an answer whose status is not 2xx: `{"error":{type,code,message,doc_url,request_id,param?}}`.
 *
 * @param body the parsed JSON, or the text where it is none
 */
export function errorFromAnswer(body: unknown, meta: AnswerMeta): WatchTraderHubError {
  const details = detailsOf(meta);
  const envelope = isRecord(body) && isRecord(body.error) ? body.error : {};
  const [apiCode, message, type, param, docUrl, requestId] = FIELDS.map((name) => {
    const value = envelope[name];
    return typeof value === "string" ? value : undefined;
  });
  const byStatus = CLASS_BY_STATUS[meta.response.status] ?? ApiError;
  if (apiCode === undefined || message === undefined)
    return new byStatus({ ...details, code: "invalid_response", message: foreign(meta) });
  return new (isErrorType(type) ? errorClassByType[type] : byStatus)({
    ...details,
    code: isErrorCode(apiCode) ? apiCode : "unknown_code",
    apiCode,
    message,
    param,
    docUrl,
    requestId: details.requestId ?? requestId,
  });
}

/** The error for a 2xx whose body is not a JSON object. */
export function invalidResponse(meta: AnswerMeta, cause?: unknown): ApiError {
  return new ApiError({ ...detailsOf(meta), code: "invalid_response", message: foreign(meta), cause });
}

function detailsOf({ response, attempts, now }: AnswerMeta) {
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  return { ...describeAnswer(response), retryAfterMs, attempts };
}

function foreign({ response: { status, headers } }: AnswerMeta): string {
  const type = headers.get("content-type") ?? "untyped";
  return `The answer, ${status} ${type}, is not the API's: check baseUrl and proxies.`;
}

/** Whether a value is an object, so that its properties can be read one by one. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isErrorType(type: string | undefined): type is ErrorType {
  return type !== undefined && Object.hasOwn(errorClassByType, type);
}
