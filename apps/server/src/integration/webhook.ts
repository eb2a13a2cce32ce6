import { eventTypes } from "@wth/contract";
import { lockEndpoint, type PrismaTransaction, restartEndpoint } from "@wth/database";
import { checkEndpointUrl } from "../delivery/endpoint-url.ts";
import { settleBatch } from "../holding/settle.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { generateWebhookSecret, secretContext } from "../secrets/webhook-secret.ts";

/** A subscription that names no event. */
export class SubscriptionError extends Error {
  override name = "SubscriptionError";
}

/** Everything that can be subscribed to: `*`, each namespace, each event. */
export const subscriptions: readonly string[] = [
  "*",
  ...new Set(eventTypes.map((type) => `${type.split(".")[0]}.*`)),
  ...eventTypes,
];

/**
 * Checks a choice of events.
 *
 * @returns the choice without repetitions.
 * @throws {SubscriptionError} when it is empty or names something that is no event.
 */
export function checkSubscriptions(events: readonly string[]): string[] {
  const unknown = events.find((event) => !subscriptions.includes(event));
  if (unknown !== undefined || events.length === 0) {
    throw new SubscriptionError(
      `${unknown === undefined ? "No event is chosen" : `${unknown} is not an event`}. Choose from: ${subscriptions.join(", ")}.`,
    );
  }
  return [...new Set(events)];
}

/**
 * Chooses what is sent to the integration's endpoint, for events that are recorded from now on.
 *
 * @throws {SubscriptionError}
 */
export async function setSubscriptions(
  tx: PrismaTransaction,
  integrationId: string,
  events: readonly string[],
): Promise<void> {
  const subscribedEvents = checkSubscriptions(events);
  await tx.prisma.webhookEndpoint.update({ where: { integrationId }, data: { subscribedEvents } });
}

/** The webhook to set. */
export interface WebhookSettings {
  url: string;
  /** Left as they are when absent. */
  events?: readonly string[];
}

/**
 * Points the integration's endpoint to a URL. Deliveries that wait go to the new URL from their next attempt on. With another
 * URL than before, failures are counted anew, and an endpoint that was disabled for failing is enabled again.
 *
 * @param allowInsecure development mode; see {@link checkEndpointUrl}.
 * @returns the signing secret when the endpoint had none: the only time it is to be had. Otherwise null.
 * @throws {EndpointUrlError} {@link SubscriptionError}
 */
export async function setWebhook(
  tx: PrismaTransaction,
  keyring: Keyring,
  integrationId: string,
  settings: WebhookSettings,
  allowInsecure: boolean,
): Promise<string | null> {
  const url = checkEndpointUrl(settings.url, allowInsecure);
  // Of two first settings at once, one makes the secret.
  const [before] = await tx.run(lockEndpoint, [integrationId]);
  const where = { integrationId };
  const endpoint = await tx.prisma.webhookEndpoint.findUniqueOrThrow({
    where,
    select: { id: true, secret: true },
  });
  const secret = endpoint.secret === null ? generateWebhookSecret() : null;
  const sealed = secret === null ? {} : { secret: keyring.seal(secret, secretContext(endpoint.id)) };
  await tx.prisma.webhookEndpoint.update({ where, data: { url, ...sealed } });
  if (settings.events !== undefined) await setSubscriptions(tx, integrationId, settings.events);
  if (before?.url !== url) {
    await tx.run(restartEndpoint, [endpoint.id]);
    await settleBatch(tx, endpoint.id);
  }
  return secret;
}
