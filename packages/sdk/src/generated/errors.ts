// Generated from the error catalogue of packages/contract by packages/sdk/codegen/generate.ts: do not edit. Run `npm run generate`.

/** Every error code of the API and the type it belongs to. */
export const errorTypeByCode = {
  missing_authorization: "authentication_error",
  malformed_authorization: "authentication_error",
  invalid_api_key: "authentication_error",
  plan_required: "permission_error",
  integration_disabled: "permission_error",
  route_not_found: "not_found_error",
  resource_not_found: "not_found_error",
  method_not_allowed: "not_found_error",
  invalid_request: "validation_error",
  invalid_json: "validation_error",
  invalid_cursor: "validation_error",
  missing_idempotency_key: "validation_error",
  payload_too_large: "validation_error",
  unsupported_media_type: "validation_error",
  order_already_exists: "conflict_error",
  order_not_cancellable: "conflict_error",
  delivery_not_retryable: "conflict_error",
  webhook_not_configured: "conflict_error",
  key_reused_with_different_body: "idempotency_error",
  idempotency_key_in_use: "idempotency_error",
  too_many_requests: "rate_limit_error",
  too_many_failed_authentications: "rate_limit_error",
  internal_error: "api_error",
  service_unavailable: "api_error",
} as const;

/** The code of an error of the API. */
export type ErrorCode = keyof typeof errorTypeByCode;

/** The type of an error of the API: one class of this package each. */
export type ErrorType = (typeof errorTypeByCode)[ErrorCode];
