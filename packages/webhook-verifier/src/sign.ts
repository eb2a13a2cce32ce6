import { createHmac, createSecretKey } from "node:crypto";
import { type RawBody, requireRawBody } from "./body.ts";
import { currentSeconds, requireSecrets } from "./checks.ts";
import { hmacKey } from "./keys.ts";

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
  /** Default: the body's `type`, else `integration.test_event`. */
  readonly eventType?: string | undefined;
  /** Default: a fixed UUID. */
  readonly deliveryId?: string | undefined;
  /** 1 for the first attempt, which is the default. */
  readonly attempt?: number | undefined;
}

const STANDARD_PREFIX = "whsec_";

/**
 * Makes the headers of a delivery as the platform sends them, to test a receiver without a network. Both header
 * names carry the signature; the `webhook-*` headers of Standard Webhooks are added for `whsec_` secrets.
 *
 * @returns headers to spread into a request
 * @throws WebhookVerificationError `parsed_body` or `weak_secret`, as {@link verify} would
 * @throws RangeError when the timestamp is not a number
 */
export function signTestHeaders(input: SignTestHeadersInput): Record<string, string> {
  const body = requireRawBody(input.body);
  const secrets = requireSecrets(input.secrets);
  const timestamp = currentSeconds(input.timestamp);
  const event = describeEvent(body);
  const eventId = input.eventId ?? event.id ?? `evt_${"0".repeat(32)}`;
  const signatures = secrets.map(
    (secret) =>
      `v1=${createHmac("sha256", hmacKey(secret)).update(`${timestamp}.`).update(body).digest("hex")}`,
  );
  const signature = [`t=${timestamp}`, ...signatures].join(",");
  return {
    "Content-Type": "application/json",
    "User-Agent": "WatchTraderHub-Webhooks/1",
    "X-WTH-Signature": signature,
    "WTH-Signature": signature,
    "X-WTH-Event-Id": eventId,
    "X-WTH-Event-Type": input.eventType ?? event.type ?? "integration.test_event",
    "X-WTH-Delivery-Id": input.deliveryId ?? "00000000-0000-4000-8000-000000000000",
    "X-WTH-Delivery-Attempt": String(input.attempt ?? 1),
    ...standardHeaders(secrets, eventId, timestamp, body),
  };
}

/** https://www.standardwebhooks.com: the key is the decoded secret, the id is part of what is signed. */
function standardHeaders(
  secrets: readonly string[],
  eventId: string,
  timestamp: number,
  body: string | Uint8Array,
): Record<string, string> {
  if (!secrets.every((secret) => secret.startsWith(STANDARD_PREFIX))) return {};
  const signatures = secrets.map((secret) => {
    const key = createSecretKey(secret.slice(STANDARD_PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${eventId}.${timestamp}.`).update(body).digest("base64")}`;
  });
  return {
    "webhook-id": eventId,
    "webhook-timestamp": String(timestamp),
    "webhook-signature": signatures.join(" "),
  };
}

/** A test may sign anything, also what is not an event: then the defaults stand in. */
function describeEvent(body: string | Uint8Array): { id: string | undefined; type: string | undefined } {
  try {
    const event: unknown = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body));
    return { id: stringProperty(event, "id"), type: stringProperty(event, "type") };
  } catch {
    return { id: undefined, type: undefined };
  }
}

function stringProperty(value: unknown, name: "id" | "type"): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const property: unknown = Reflect.get(value, name);
  return typeof property === "string" ? property : undefined;
}
