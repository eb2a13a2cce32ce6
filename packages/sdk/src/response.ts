import {
  ApiError,
  errorClassByType,
  type RateLimit,
  type WatchTraderHubError,
  type WatchTraderHubErrorCode,
} from "./errors.ts";
import { type ErrorCode, type ErrorType, errorTypeByCode } from "./generated/errors.ts";
import { parseRetryAfter } from "./retry.ts";

/** What is known about an answer besides its body. */
export interface AnswerMeta {
  readonly response: Response;
  readonly attempts: number;
  /** Unix time in milliseconds, to turn a `Retry-After` date into a wait. */
  readonly now: number;
}

/** The type of an error without the API's envelope, as a proxy in front of it may answer. */
const TYPE_BY_STATUS: Readonly<Record<number, ErrorType>> = {
  400: "validation_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  405: "not_found_error",
  409: "conflict_error",
  413: "validation_error",
  415: "validation_error",
  429: "rate_limit_error",
};

/** The `X-Request-Id` of an answer. */
export function readRequestId(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? undefined;
}

/** The rate limit, where the answer has all three headers of it. */
export function readRateLimit(headers: Headers): RateLimit | undefined {
  const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((name) => {
    const text = headers.get(`x-ratelimit-${name}`);
    return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
  });
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, reset };
}

/**
 * The error for an answer whose status is not 2xx.
 *
 * @param body the parsed JSON, or the text where it is none
 */
export function errorFromAnswer(body: unknown, meta: AnswerMeta): WatchTraderHubError {
  const details = detailsOf(meta);
  const envelope = readEnvelope(body);
  if (envelope === undefined) {
    const type = TYPE_BY_STATUS[meta.response.status] ?? "api_error";
    return new errorClassByType[type]({
      ...details,
      code: "invalid_response",
      message: `The answer, ${describe(meta.response)}, is not an error of the API. Check baseUrl and what stands between.`,
    });
  }
  const { code: apiCode } = envelope;
  const known = isErrorCode(apiCode);
  const code: WatchTraderHubErrorCode = known ? apiCode : "unknown_code";
  const type = known ? errorTypeByCode[apiCode] : (envelope.type ?? TYPE_BY_STATUS[meta.response.status]);
  return new errorClassByType[type ?? "api_error"]({
    ...details,
    code,
    apiCode,
    message: envelope.message,
    param: envelope.param,
    docUrl: envelope.docUrl,
    requestId: details.requestId ?? envelope.requestId,
  });
}

/** The error for a 2xx whose body is not a JSON object. */
export function invalidResponse(meta: AnswerMeta, cause?: unknown): ApiError {
  return new ApiError({
    ...detailsOf(meta),
    code: "invalid_response",
    message: `The answer, ${describe(meta.response)}, is not what the API sends. Check baseUrl and what stands between.`,
    cause,
  });
}

function detailsOf({ response, attempts, now }: AnswerMeta) {
  return {
    status: response.status,
    requestId: readRequestId(response.headers),
    rateLimit: readRateLimit(response.headers),
    retryAfterMs: parseRetryAfter(response.headers.get("retry-after"), now),
    attempts,
  };
}

function describe(response: Response): string {
  return `${response.status} ${response.headers.get("content-type") ?? "without a content type"}`;
}

interface Envelope {
  readonly code: string;
  readonly message: string;
  readonly type: ErrorType | undefined;
  readonly param: string | undefined;
  readonly docUrl: string | undefined;
  readonly requestId: string | undefined;
}

/** Reads `{"error":{type,code,message,doc_url,request_id,param?}}`; undefined when it is something else. */
function readEnvelope(body: unknown): Envelope | undefined {
  if (!isRecord(body) || !isRecord(body.error)) return undefined;
  const { error } = body;
  const code = text(error.code);
  const message = text(error.message);
  if (code === undefined || message === undefined) return undefined;
  return {
    code,
    message,
    type: isErrorType(error.type) ? error.type : undefined,
    param: text(error.param),
    docUrl: text(error.doc_url),
    requestId: text(error.request_id),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Whether a value is an object, so that its properties can be read one by one. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorTypeByCode, code);
}

function isErrorType(type: unknown): type is ErrorType {
  return typeof type === "string" && Object.hasOwn(errorClassByType, type);
}
