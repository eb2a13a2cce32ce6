// Generated from spec/errors/codes.yaml by packages/contract/codegen: do not edit. Run `npm run generate`.

/** Every error the API can answer with: code → status, type and texts. */
export const errorCatalogue = {
  missing_authorization: {
    status: 401,
    type: "authentication_error",
    message: "No API key was sent. Send it as `Authorization: Bearer wth_…`.",
    param: "Authorization",
    meaning: "The request has no `Authorization` header.",
    causes: [
      "The header was not set.",
      "A proxy or an HTTP client dropped the header, for example while following a redirect to another host."
    ],
    recovery: "Send `Authorization: Bearer <API key>` with every request."
  },
  malformed_authorization: {
    status: 401,
    type: "authentication_error",
    message: "The Authorization header is not of the form `Bearer wth_<32 letters and digits>`.",
    param: "Authorization",
    meaning: "The `Authorization` header is there, but is not a bearer token of the shape of an API key.",
    causes: [
      "The scheme is not `Bearer`.",
      "The key was cut off, or copied with quotes, spaces or a line break.",
      "A webhook signing secret (`whsec_…`) was sent instead of the API key."
    ],
    recovery: "Copy the key again. It matches `^wth_[A-Za-z0-9]{32}$`."
  },
  invalid_api_key: {
    status: 401,
    type: "authentication_error",
    message: "This API key is not valid. It may have been regenerated. Use the current key of the integration.",
    param: "Authorization",
    meaning: "The key has the right shape, but no integration has it.",
    causes: [
      "The key was regenerated, which invalidates the previous one at once.",
      "The key belongs to another environment."
    ],
    recovery: "Use the current key. If it is lost, regenerate it under Custom Integration → Settings; a key is shown only once."
  },
  plan_required: {
    status: 403,
    type: "permission_error",
    message: "The Custom Integration needs the Business plan or higher. Upgrade the plan in the dashboard.",
    param: null,
    meaning: "The dealer's plan does not include the Custom Integration.",
    causes: [
      "The dealer is on the Starter plan.",
      "The plan was downgraded after the integration was set up."
    ],
    recovery: "Upgrade to the Business plan or higher. The key and the settings stay as they are."
  },
  integration_disabled: {
    status: 403,
    type: "permission_error",
    message: "The integration is disabled. Enable it under Custom Integration → Settings.",
    param: null,
    meaning: "The integration is switched off; only `GET /me` still answers.",
    causes: [
      "The integration was never enabled.",
      "The dealer switched it off."
    ],
    recovery: "Enable the integration in the dashboard, then repeat the request."
  },
  secret_key_required: {
    status: 403,
    type: "permission_error",
    message: "This needs a secret partner key (`sk_branch_…` or `sk_personal_…`). A public key (`pk_…`) only reads offers.",
    param: "Authorization",
    meaning: "The partner key is a public one, and the operation takes only secret keys.",
    causes: [
      "A public key was used to register, read or change webhooks, or to read orders.",
      "The keys of the front end and of the server were mixed up."
    ],
    recovery: "Make the request from your server, with a secret key. Never put a secret key into a page."
  },
  route_not_found: {
    status: 404,
    type: "not_found_error",
    message: "There is nothing at this path. Check it against the API reference.",
    param: null,
    meaning: "No endpoint has this path.",
    causes: [
      "A typing error in the path.",
      "The `/api/v1` prefix is missing or doubled."
    ],
    recovery: "Compare the path with `/api/v1/openapi.json`."
  },
  resource_not_found: {
    status: 404,
    type: "not_found_error",
    message: "There is no such object, or it is not visible to this integration in this mode.",
    param: "id",
    meaning: "No object with this id is visible to this integration in the mode (test or live) of the request.",
    causes: [
      "The id is wrong or cut off, or belongs to another dealer.",
      "The object was created in test mode and the request is live, or the other way round.",
      "The listing is not published on the custom channel.",
      "The event or delivery is older than 30 days."
    ],
    recovery: "Check the id and the mode of the key. Look the object up through its list endpoint."
  },
  method_not_allowed: {
    status: 405,
    type: "not_found_error",
    message: "This path exists, but not for this method. The Allow header lists the methods it accepts.",
    param: null,
    meaning: "The path does not support this HTTP method.",
    causes: [
      "A `PUT`, `PATCH` or `DELETE` where the API takes a `POST`."
    ],
    recovery: "Use one of the methods in the `Allow` header of the response."
  },
  invalid_request: {
    status: 400,
    type: "validation_error",
    message: "The request is not valid. `param` names the part to correct.",
    param: null,
    meaning: "A body field, a query parameter or a header breaks a rule of the API reference.",
    causes: [
      "A required field is missing, has the wrong type, or is out of range.",
      "The body has a field, or the query a parameter, that the endpoint does not know.",
      "An amount was sent in units with decimals instead of integer minor units.",
      "The `+` of a time offset in a query was not percent-encoded."
    ],
    recovery: "Correct what `param` names. Repeating the request unchanged gives the same answer."
  },
  invalid_json: {
    status: 400,
    type: "validation_error",
    message: "The body is not valid JSON in UTF-8.",
    param: null,
    meaning: "The body could not be parsed.",
    causes: [
      "A trailing comma, a single quote or a cut-off body.",
      "A body that is not encoded in UTF-8."
    ],
    recovery: "Send the output of a JSON serializer, unchanged."
  },
  invalid_cursor: {
    status: 400,
    type: "validation_error",
    message: "This cursor is not one of this list's. Pass `next_cursor` of the previous page unchanged, or leave `after` out.",
    param: "after",
    meaning: "The `after` parameter is not a cursor that this list handed out.",
    causes: [
      "The cursor was cut off or changed.",
      "The cursor comes from another endpoint.",
      "An object id was passed instead of a cursor."
    ],
    recovery: "Start from the first page by leaving `after` out."
  },
  missing_idempotency_key: {
    status: 400,
    type: "validation_error",
    message: "Every POST needs an Idempotency-Key header of 1 to 255 bytes. Send a new UUID for each new operation.",
    param: "Idempotency-Key",
    meaning: "The `POST` has no usable `Idempotency-Key` header.",
    causes: [
      "The header is absent or empty.",
      "The value is longer than 255 bytes."
    ],
    recovery: "Send a fresh random value, such as a UUID, for each operation, and the same value when retrying it."
  },
  payload_too_large: {
    status: 413,
    type: "validation_error",
    message: "The body is too large. The limit is 256 KiB, and 2 MiB for POST /customers/bulk.",
    param: null,
    meaning: "The body exceeds the limit of the endpoint.",
    causes: [
      "Too many items in one bulk request.",
      "Files or images were put into `metadata`."
    ],
    recovery: "Split the request into smaller ones."
  },
  unsupported_media_type: {
    status: 415,
    type: "validation_error",
    message: "The body must be JSON. Send `Content-Type: application/json`.",
    param: "Content-Type",
    meaning: "The request's `Content-Type` is not JSON.",
    causes: [
      "The client sent form data, its default for a body.",
      "The `Content-Type` header is missing."
    ],
    recovery: "Send `Content-Type: application/json`."
  },
  order_already_exists: {
    status: 409,
    type: "conflict_error",
    message: "There is already an order with this `external_id`. Find it with GET /orders?external_id=…",
    param: "external_id",
    meaning: "Another order of the same mode has this `external_id`.",
    causes: [
      "The order was reported before, under another `Idempotency-Key`.",
      "Two shops that share the integration number their orders alike."
    ],
    recovery: "Treat it as done if it is the same order. Otherwise send an `external_id` that is unique, for example with a prefix."
  },
  order_not_cancellable: {
    status: 409,
    type: "conflict_error",
    message: "Only a pending order can be cancelled through the API. Fetch the order to see its status.",
    param: null,
    meaning: "The order is already fulfilled or cancelled.",
    causes: [
      "The dealer fulfilled the order meanwhile.",
      "The order was cancelled before."
    ],
    recovery: "Fetch the order. A fulfilled order can be cancelled by the dealer in the dashboard."
  },
  delivery_not_retryable: {
    status: 409,
    type: "conflict_error",
    message: "Only a failed or dead-lettered delivery can be retried. To send the event again, replay it.",
    param: null,
    meaning: "The delivery is not in the status `failed` or `dead_letter`.",
    causes: [
      "The delivery has succeeded meanwhile.",
      "The delivery is still waiting for its first attempt, was suppressed or was cancelled."
    ],
    recovery: "Use `POST /events/{id}/replay` to send the event once more as a new delivery."
  },
  webhook_not_configured: {
    status: 409,
    type: "conflict_error",
    message: "The integration has no webhook URL. Set one under Custom Integration → Settings.",
    param: null,
    meaning: "The operation would send a webhook, and there is no URL to send it to.",
    causes: [
      "No webhook URL was ever saved.",
      "The webhook URL was removed."
    ],
    recovery: "Save a webhook URL in the dashboard, then repeat the request with a new `Idempotency-Key`."
  },
  webhook_limit_reached: {
    status: 409,
    type: "conflict_error",
    message: "This key has 50 webhooks already, the most it can have. Delete one with DELETE /partner/webhooks/{id} first.",
    param: null,
    meaning: "A partner key has at most 50 webhooks.",
    causes: [
      "A webhook is registered at each start of a program, instead of once.",
      "Webhooks that are no longer used were never deleted."
    ],
    recovery: "List the webhooks with `GET /partner/webhooks`, and delete those that are not needed."
  },
  webhook_inactive: {
    status: 409,
    type: "conflict_error",
    message: "This webhook is not active, so nothing is sent to it. Activate it with PATCH and `isActive: true` first.",
    param: null,
    meaning: "The operation would send a delivery to a webhook whose deliveries are held.",
    causes: [
      "The webhook failed for five days, and was deactivated.",
      "It was deactivated with `PATCH`."
    ],
    recovery: "Mend the receiver, activate the webhook with `isActive: true`, then repeat the request."
  },
  key_reused_with_different_body: {
    status: 409,
    type: "idempotency_error",
    message: "This Idempotency-Key was used for a different body. Use a new key for a new operation.",
    param: "Idempotency-Key",
    meaning: "The same `Idempotency-Key` came with another body within 24 hours.",
    causes: [
      "A constant, or an order number, serves as the key of several operations.",
      "The body holds something that changes between retries, such as a timestamp."
    ],
    recovery: "Retry with the very same bytes, or use a new key if the operation is a new one."
  },
  idempotency_key_in_use: {
    status: 409,
    type: "idempotency_error",
    message: "A request with this Idempotency-Key is still running. Repeat the request after the Retry-After seconds.",
    param: "Idempotency-Key",
    meaning: "The first request with this key has not finished yet.",
    causes: [
      "The client gave up waiting and retried at once.",
      "Two workers picked up the same job."
    ],
    recovery: "Wait for the number of seconds in `Retry-After`, then repeat the identical request."
  },
  too_many_requests: {
    status: 429,
    type: "rate_limit_error",
    message: "The rate limit is used up. Repeat the request after the Retry-After seconds.",
    param: null,
    meaning: "The integration has spent its tokens of the last 60 seconds.",
    causes: [
      "A burst of parallel requests, or polling without a pause.",
      "Single upserts where `POST /customers/bulk` would do."
    ],
    recovery: "Wait for the number of seconds in `Retry-After`. Spread requests by `X-RateLimit-Remaining`."
  },
  too_many_failed_authentications: {
    status: 429,
    type: "rate_limit_error",
    message: "Too many wrong API keys came from this address. Repeat with the right key, or after the Retry-After seconds.",
    param: null,
    meaning: "Twenty wrong keys came from this address within 10 minutes; further wrong ones are refused for 10 minutes.",
    causes: [
      "A deployment still runs with a regenerated key.",
      "Somebody behind the same address is guessing keys."
    ],
    recovery: "Correct the key. A valid key always passes, also during the lockout."
  },
  internal_error: {
    status: 500,
    type: "api_error",
    message: "Something went wrong on our side. Repeat the request with the same Idempotency-Key.",
    param: null,
    meaning: "An unexpected failure in WatchTraderHub.",
    causes: [
      "A fault on our side."
    ],
    recovery: "Retry with growing pauses and the same `Idempotency-Key`, so that the operation runs once at most. If it lasts, send support the `request_id`."
  },
  service_unavailable: {
    status: 503,
    type: "api_error",
    message: "The service is not available for a moment. Repeat the request after the Retry-After seconds.",
    param: null,
    meaning: "The API cannot serve the request right now.",
    causes: [
      "A restart, a maintenance or an overload."
    ],
    recovery: "Wait for the number of seconds in `Retry-After`, then repeat with the same `Idempotency-Key`."
  }
} as const;

/** What went wrong; see {@link errorCatalogue}. */
export type ErrorCode = keyof typeof errorCatalogue;

/** The family of an error. */
export type ErrorType = (typeof errorCatalogue)[ErrorCode]["type"];

/** The status of an error. */
export type ErrorStatus = (typeof errorCatalogue)[ErrorCode]["status"];

/** The errors that only the dashboard's own API answers with, beside those of {@link errorCatalogue}. */
export const internalErrorCatalogue = {
  not_signed_in: {
    status: 401,
    type: "authentication_error",
    message: "You are not signed in, or your session has ended. Sign in again.",
    param: null,
    meaning: "The request has no cookie of a session that is still open.",
    causes: [
      "The session was not used for long, or has reached its greatest age.",
      "The dealer signed out, or the password was changed."
    ],
    recovery: "Sign in again."
  },
  superadmin_required: {
    status: 403,
    type: "permission_error",
    message: "Only superadmins manage partners. Ask the operator to do it, or to make you one.",
    param: null,
    meaning: "The page is for superadmins, and the dealer who is signed in is none.",
    causes: [
      "A link to the page was followed by a dealer.",
      "The user is no superadmin any more."
    ],
    recovery: "Ask the operator, who makes superadmins with `ops superadmin create`."
  },
  wrong_email_or_password: {
    status: 401,
    type: "authentication_error",
    message: "This e-mail address and password do not go together. Check both, and try again.",
    param: null,
    meaning: "There is no dealer with this address and password.",
    causes: [
      "A typing error in the address or the password.",
      "The password was changed."
    ],
    recovery: "Correct them. If the password is lost, ask support to set a new one."
  },
  cross_site_request: {
    status: 403,
    type: "permission_error",
    message: "This did not come from the dashboard's own pages. Open the dashboard at its own address, and try again.",
    param: null,
    meaning: "A change was asked for by a page of another site, or by a program that does not say where it comes from.",
    causes: [
      "Another site tried to act in the dealer's name.",
      "The dashboard is reached by another address than `PUBLIC_URL` says."
    ],
    recovery: "Use the dashboard at the address of `PUBLIC_URL`."
  },
  too_many_sign_ins: {
    status: 429,
    type: "rate_limit_error",
    message: "Too many sign-ins were tried. Wait for some minutes, then try again.",
    param: null,
    meaning: "Too many attempts to sign in were made for this account, or from this address.",
    causes: [
      "The password was mistyped again and again.",
      "Somebody is guessing passwords."
    ],
    recovery: "Wait for the number of seconds in `Retry-After`. If the password is lost, ask support to set a new one."
  },
  no_grace_period: {
    status: 409,
    type: "conflict_error",
    message: "No grace period runs any more, so there is no previous secret to keep. Rotate the secret with a grace period instead.",
    param: null,
    meaning: "The newest signing secret was to be replaced beside a previous one, and there is none that still signs.",
    causes: [
      "The grace period has ended meanwhile.",
      "It was ended by hand."
    ],
    recovery: "Rotate the secret, with a grace period in which the current one signs too."
  },
  plan_limit_reached: {
    status: 403,
    type: "permission_error",
    message: "Your plan has no room for another watch. Mark those that are gone as sold, or upgrade to the Enterprise plan.",
    param: null,
    meaning: "The dealer has as many watches for sale as the plan has room for.",
    causes: [
      "A watch was added while as many were for sale as the plan includes.",
      "Watches that were sold elsewhere are still for sale here."
    ],
    recovery: "Mark what is sold as sold, or upgrade the plan."
  },
  channel_unchanged: {
    status: 409,
    type: "conflict_error",
    message: "The custom channel is switched like this for the watch already. Somebody else was faster.",
    param: null,
    meaning: "A watch was to be put onto the custom channel or taken off, and was there or gone already.",
    causes: [
      "It was switched in another window, or by somebody else, a moment before."
    ],
    recovery: "Look at how it is now. Nothing has to be done if that is as it should be."
  },
  listing_already_sold: {
    status: 409,
    type: "conflict_error",
    message: "This watch is sold already. Void its sale first, or choose another watch.",
    param: null,
    meaning: "A watch was to be sold that is sold.",
    causes: [
      "Somebody else has marked it as sold, or matched another order to it, a moment before."
    ],
    recovery: "Choose another watch, or void the sale that should not be."
  },
  listing_not_sold: {
    status: 409,
    type: "conflict_error",
    message: "This watch is not sold, so that there is no sale to void.",
    param: null,
    meaning: "The sale of a watch was to be voided that is for sale.",
    causes: [
      "The sale was voided, or its order cancelled, a moment before."
    ],
    recovery: "Nothing has to be done if the watch is to be for sale."
  },
  order_already_matched: {
    status: 409,
    type: "conflict_error",
    message: "This order is matched to a watch already. Void that sale first.",
    param: null,
    meaning: "An order was to be matched that is matched.",
    causes: [
      "Somebody else has matched it a moment before."
    ],
    recovery: "Void the sale of the order, then match it anew."
  },
  order_not_matched: {
    status: 409,
    type: "conflict_error",
    message: "This order is not matched to a watch. Match it first.",
    param: null,
    meaning: "What was asked for needs an order that is matched to a watch.",
    causes: [
      "An order was to be fulfilled before it was matched.",
      "The sale of the order was voided a moment before."
    ],
    recovery: "Match the order to a watch, then try again."
  },
  order_not_pending: {
    status: 409,
    type: "conflict_error",
    message: "This order is not pending any more. To undo a fulfilled order, cancel it.",
    param: null,
    meaning: "What was asked for is possible only while an order is pending.",
    causes: [
      "The order was fulfilled or cancelled before, perhaps by somebody else, or by the shop.",
      "The sale of a fulfilled order was to be voided."
    ],
    recovery: "Look at how the order is now. A fulfilled one can be cancelled, which voids its sale too."
  },
  delivery_not_cancellable: {
    status: 409,
    type: "conflict_error",
    message: "Only a delivery that still waits can be cancelled, and none of which an attempt is just being made.",
    param: null,
    meaning: "The delivery is not in the status `pending` or `failed`, or an attempt of it does not come to an end.",
    causes: [
      "The delivery has succeeded, or was given up or cancelled, meanwhile.",
      "The receiver takes its time to answer."
    ],
    recovery: "Load the delivery again to see how it is now."
  },
  recovery_running: {
    status: 409,
    type: "conflict_error",
    message: "A recovery is running already. Wait until it is done, or cancel it, then begin another one.",
    param: null,
    meaning: "An integration has one recovery at a time.",
    causes: [
      "Somebody else, or another window, has begun one."
    ],
    recovery: "Wait for its end, or cancel it."
  },
  no_recovery_running: {
    status: 409,
    type: "conflict_error",
    message: "No recovery is running, so there is none to cancel.",
    param: null,
    meaning: "The recovery that was to be cancelled has ended.",
    causes: [
      "It has done its work meanwhile.",
      "It was cancelled in another window."
    ],
    recovery: "Load the page again to see how it ended."
  },
  too_many_streams: {
    status: 429,
    type: "rate_limit_error",
    message: "This session hears of deliveries in too many windows. Close some; until then the list is loaded from time to time.",
    param: null,
    meaning: "A session has a few live streams at most.",
    causes: [
      "The deliveries are open in many windows of one browser."
    ],
    recovery: "Close windows that are not needed."
  }
} as const;

/** A code of {@link internalErrorCatalogue}. */
export type InternalErrorCode = keyof typeof internalErrorCatalogue;
