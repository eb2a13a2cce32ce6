// What every build exports alike: types, constants, the error.
export type { RawBody } from "./body.ts";
export {
  type AsyncReplayStore,
  type AsyncVerifyInput,
  DEFAULT_TOLERANCE_SECONDS,
  type ReplayStore,
  type VerifiedDelivery,
  type VerifyInput,
} from "./checks.ts";
export {
  type SafeVerifyResult,
  WebhookVerificationError,
  type WebhookVerificationErrorCode,
} from "./errors.ts";
export {
  type EventType,
  eventTypes,
  type PartnerEvent,
  type PartnerEventByType,
  type PartnerEventOf,
  type PartnerEventType,
  partnerEventTypes,
  type WebhookEvent,
  type WebhookEventByType,
  type WebhookEventOf,
} from "./generated/events.ts";
export type { HeaderReader, HeaderRecord, SignatureSource } from "./header.ts";
export type { SignTestHeadersInput } from "./sign.ts";
