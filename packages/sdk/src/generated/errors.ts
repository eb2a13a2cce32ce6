// Generated from the error catalogue of packages/contract by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.

/** The code of an error of the API. */
export type ErrorCode =
  | "missing_authorization"
  | "malformed_authorization"
  | "invalid_api_key"
  | "plan_required"
  | "integration_disabled"
  | "secret_key_required"
  | "route_not_found"
  | "resource_not_found"
  | "method_not_allowed"
  | "invalid_request"
  | "invalid_json"
  | "invalid_cursor"
  | "missing_idempotency_key"
  | "payload_too_large"
  | "unsupported_media_type"
  | "order_already_exists"
  | "order_not_cancellable"
  | "delivery_not_retryable"
  | "webhook_not_configured"
  | "webhook_limit_reached"
  | "webhook_inactive"
  | "key_reused_with_different_body"
  | "idempotency_key_in_use"
  | "too_many_requests"
  | "too_many_failed_authentications"
  | "internal_error"
  | "service_unavailable";

const codes = "missing_authorization malformed_authorization invalid_api_key plan_required integration_disabled secret_key_required route_not_found resource_not_found method_not_allowed invalid_request invalid_json invalid_cursor missing_idempotency_key payload_too_large unsupported_media_type order_already_exists order_not_cancellable delivery_not_retryable webhook_not_configured webhook_limit_reached webhook_inactive key_reused_with_different_body idempotency_key_in_use too_many_requests too_many_failed_authentications internal_error service_unavailable";

/** Whether this release knows a code. */
export function isErrorCode(code: string): code is ErrorCode {
  return codes.split(" ").includes(code);
}

/** The type of an error of the API: one class of this package each. */
export type ErrorType = "authentication_error" | "permission_error" | "not_found_error" | "validation_error" | "conflict_error" | "idempotency_error" | "rate_limit_error" | "api_error";
