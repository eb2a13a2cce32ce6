import { type CheckedBody, type RawBody, requireRawBody } from "./body.ts";
import { currentSeconds, requireSecrets } from "./checks.ts";

/** What to sign in a test. */
export interface SignTestHeadersInput {
  /** The body that the test will send, byte for byte. */
  readonly body: RawBody;
  /** The receiver's secret, or several as during a rotation: newest first, one `v1` each. */
  readonly secrets: string | readonly string[];
  /** Unix seconds of the attempt. Default: now. */
  readonly timestamp?: number | undefined;
  /** Default: the body's `id`, else 32 zeros. */
  readonly eventId?: string | undefined;
  /** Default: the body's `type`, or `event` as of the Partner API, else `integration.test_event`. */
  readonly eventType?: string | undefined;
  /** Default: a fixed UUID. */
  readonly deliveryId?: string | undefined;
  /** 1 for the first attempt, which is the default. */
  readonly attempt?: number | undefined;
}

/** What is signed in a test, before anything is hashed. */
export interface TestDelivery {
  readonly body: CheckedBody;
  readonly secrets: readonly string[];
  /** Unix seconds. */
  readonly time: string;
  readonly eventId: string;
  readonly eventType: string;
  /** The secrets without their prefix, as base64, for Standard Webhooks; none where one of them has no prefix. */
  readonly standardSecrets: readonly string[];
}

/**
 * Checks what a test wants signed, and describes it by the body where nothing is said.
 *
 * @throws WebhookVerificationError `parsed_body` or `weak_secret`
 * @throws RangeError when the timestamp is not a number
 */
export function describeTestDelivery(input: SignTestHeadersInput): TestDelivery {
  const { body } = input;
  requireRawBody(body);
  const secrets = requireSecrets(input.secrets);
  // Events of the Partner API say it in `event`.
  const { id, event, type = event } = envelopeOf(body);
  return {
    body,
    secrets,
    time: String(currentSeconds(input.timestamp)),
    eventId: input.eventId ?? (typeof id === "string" ? id : `evt_${"0".repeat(32)}`),
    eventType: input.eventType ?? (typeof type === "string" ? type : "integration.test_event"),
    standardSecrets: secrets.every((secret) => secret.startsWith("whsec_"))
      ? secrets.map((secret) => secret.slice("whsec_".length))
      : [],
  };
}

/** A test may sign anything, also what is not an event. */
function envelopeOf(body: CheckedBody): {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly event?: unknown;
} {
  try {
    return Object(JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body)));
  } catch {
    return {};
  }
}

/**
 * The headers of a delivery as the platform sends them.
 *
 * @param signatures in hex, one for each secret
 * @param standardSignatures in base64, one for each of `standardSecrets` (https://www.standardwebhooks.com)
 */
export function testHeaders(
  input: SignTestHeadersInput,
  { time, eventId, eventType }: TestDelivery,
  signatures: readonly string[],
  standardSignatures: readonly string[],
): Record<string, string> {
  const signature = [`t=${time}`, ...signatures.map((hex) => `v1=${hex}`)].join(",");
  return {
    "Content-Type": "application/json",
    "User-Agent": "WatchTraderHub-Webhooks/1",
    "X-WTH-Signature": signature,
    "WTH-Signature": signature,
    "X-WTH-Event-Id": eventId,
    "X-WTH-Event-Type": eventType,
    "X-WTH-Delivery-Id": input.deliveryId ?? "00000000-0000-4000-8000-000000000000",
    "X-WTH-Delivery-Attempt": String(input.attempt ?? 1),
    ...(standardSignatures.length > 0 && {
      "webhook-id": eventId,
      "webhook-timestamp": time,
      "webhook-signature": standardSignatures.map((base64) => `v1,${base64}`).join(" "),
    }),
  };
}
