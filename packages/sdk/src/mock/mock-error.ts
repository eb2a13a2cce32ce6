import type { ErrorCode } from "../generated/errors.ts";
import { errorSamples } from "../generated/samples.ts";

/**
 * What an error says beyond its code.
 *
 * @example
 * const options: MockErrorOptions = { param: "line_items[0].unit_amount", retryAfterSeconds: 7 };
 */
export interface MockErrorOptions {
  /** The field, header or parameter at fault. Default: that of the code, where it is always the same. */
  readonly param?: string | undefined;
  /** Default: that of the code. */
  readonly message?: string | undefined;
  /** Sent as `Retry-After`, in whole seconds. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * An error as the API answers it, with the status, the type and the message of its code.
 *
 * @example
 * const fetch = mockFetch({ "POST /orders": mockError("order_already_exists") });
 * const busy = mockFetch({ "GET /me": mockError("too_many_requests", { retryAfterSeconds: 7 }) });
 */
export function mockError(code: ErrorCode, options: MockErrorOptions = {}): Response {
  const { status, type, message, param } = errorSamples[code];
  const error = {
    type,
    code,
    message: options.message ?? message,
    doc_url: `https://watchtraderhub.com/docs/api/errors#${code}`,
    request_id: MOCK_REQUEST_ID,
    param: options.param ?? param,
  };
  const headers = new Headers({ "x-request-id": MOCK_REQUEST_ID });
  if (options.retryAfterSeconds !== undefined) headers.set("retry-after", String(options.retryAfterSeconds));
  return Response.json({ error }, { status, headers });
}

/** The `X-Request-Id` of everything that the mock answers. */
export const MOCK_REQUEST_ID = "req_5c1d9e1f0f6a4f0f9b0f3f1d2b8a7c64";
