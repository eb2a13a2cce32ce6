import {
  type ErrorCode,
  errorCatalogue,
  type InternalErrorCode,
  internalErrorCatalogue,
} from "@wth/contract";

const catalogue = { ...errorCatalogue, ...internalErrorCatalogue };

/** A code of the public contract, or of the dashboard's own API. */
export type AnyErrorCode = ErrorCode | InternalErrorCode;

/** What an error adds to its catalogue entry. */
export interface ApiErrorDetails {
  /** The JSON path of the field, or the name of the header or query parameter; else the catalogue's, if it has one. */
  param?: string;
  /** For the caller: replaces the catalogue's message. Never holds what came from inside. */
  message?: string;
  /** Further response headers. */
  headers?: Readonly<Record<string, string>>;
  /** For the log only. */
  cause?: unknown;
}

/**
 * A refusal that the contract documents. Its status, type and message come from the error catalogue
 * (`spec/errors/codes.yaml`), by code; what caused it goes to the log and never to the caller.
 */
export class ApiError<Code extends AnyErrorCode = ErrorCode> extends Error {
  override name = "ApiError";
  readonly code: Code;
  readonly status: number;
  readonly param: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: Code, { param, message, headers = {}, cause }: ApiErrorDetails = {}) {
    super(message ?? catalogue[code].message, { cause });
    this.code = code;
    this.status = catalogue[code].status;
    this.param = param ?? catalogue[code].param ?? undefined;
    this.headers = headers;
  }
}

/** What an id in a path leads to that is not there, or not the caller's: the two answer alike. */
export function notFound(): ApiError {
  return new ApiError("resource_not_found", { param: "id" });
}

/** SQLSTATEs and driver codes that mean: the database is away, full or busy, and the same request may succeed later. */
const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "P1001", // Prisma: cannot reach the database
  "P1017", // Prisma: the server closed the connection
  "P2024", // Prisma: no connection in time
  "P2028", // Prisma: no transaction in time
  "25006", // read_only_sql_transaction: it is a standby now
  "25P03", // idle_in_transaction_session_timeout
  "40P01", // deadlock_detected
  "53100", // disk_full
  "53200", // out_of_memory
  "53300", // too_many_connections
  "55P03", // lock_not_available
  "57014", // query_canceled
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now
  "08000", // connection_exception
  "08003", // connection_does_not_exist
  "08006", // connection_failure
]);

/** What fails on the way to the database, whatever its code: a Unix socket that is not there is an ENOENT. */
const CONNECTING = new Set(["connect", "getaddrinfo"]);

/** What the driver says, without a code, when it loses a connection, gets none in time, or no answer on it. */
const UNAVAILABLE_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** Turns whatever was thrown into an answer: a fault of the database is a 503, anything unforeseen a 500. */
export function toApiError(error: unknown): ApiError<AnyErrorCode> {
  if (error instanceof ApiError) return error;
  return isUnavailable(error)
    ? new ApiError("service_unavailable", { headers: { "Retry-After": "1" }, cause: error })
    : new ApiError("internal_error", { cause: error });
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && UNAVAILABLE.has(error.code)) return true;
  if ("syscall" in error && typeof error.syscall === "string" && CONNECTING.has(error.syscall)) return true;
  return UNAVAILABLE_MESSAGE.test(error.message) || isUnavailable(error.cause);
}

/**
 * The body of an error answer.
 *
 * @param nameParam the name by which the caller knows the field that `param` names.
 */
export function errorBody<Code extends AnyErrorCode>(
  error: ApiError<Code>,
  requestId: string,
  docsBase: string,
  nameParam = (name: string) => name,
) {
  return {
    error: {
      type: catalogue[error.code].type,
      code: error.code,
      message: error.message,
      doc_url: docUrl(error.code, docsBase),
      request_id: requestId,
      ...(error.param === undefined ? {} : { param: nameParam(error.param) }),
    },
  };
}

/** The part of the docs about a code; those that the docs do not know lead to the page. */
function docUrl(code: AnyErrorCode, docsBase: string): string {
  return `${docsBase}/docs/api/errors${code in errorCatalogue ? `#${code}` : ""}`;
}
