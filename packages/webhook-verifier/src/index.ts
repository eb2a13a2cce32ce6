export type { RawBody } from "./body.ts";
export { DEFAULT_TOLERANCE_SECONDS, type ReplayStore, type VerifyInput } from "./checks.ts";
export { constructEvent } from "./construct-event.ts";
export { WebhookVerificationError, type WebhookVerificationErrorCode } from "./errors.ts";
export {
  type EventType,
  eventTypes,
  type WebhookEvent,
  type WebhookEventByType,
  type WebhookEventOf,
} from "./generated/events.ts";
export type { HeaderReader, HeaderRecord, SignatureSource } from "./header.ts";
export { type SignTestHeadersInput, signTestHeaders } from "./sign.ts";
export { type SafeVerifyResult, safeVerify, type VerifiedDelivery, verify } from "./verify.ts";
