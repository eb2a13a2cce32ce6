import { randomBytes, randomUUIDv7 } from "node:crypto";
import type { components } from "@wth/contract";
import { countPartnerWebhooks, insertPartnerWebhook, lockPartnerKey, type Transaction } from "@wth/database";
import { ApiError } from "../../http/errors.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import { secretContext } from "../../secrets/webhook-secret.ts";
import { serializeWebhook } from "./serialize.ts";
import { checkWebhookUrl } from "./url.ts";

type Schemas = components["schemas"];

/** The most webhooks of one key. */
export const MAX_WEBHOOKS = 50;

const NOTE =
  "Store this secret key securely — it will not be shown again. Use it to verify HMAC-SHA256 signatures.";

/**
 * Registers a webhook. However many are registered at once, a key never has more than fifty.
 *
 * @param allowInsecure development mode; see `checkEndpointUrl`.
 * @returns the webhook with its secret: the only time it is to be had.
 * @throws {ApiError} `invalid_request` for the URL, `webhook_limit_reached`, `invalid_api_key` when the key has just been
 *   revoked.
 */
export async function registerWebhook(
  tx: Transaction,
  keyring: Keyring,
  keyId: string,
  { url, events }: Schemas["PartnerWebhookCreate"],
  allowInsecure: boolean,
): Promise<Schemas["PartnerWebhookRegistered"]> {
  const checkedUrl = checkWebhookUrl(url, allowInsecure);
  const [live] = await tx.run(lockPartnerKey, [keyId]);
  if (live === undefined) throw new ApiError("invalid_api_key");
  const [webhooks] = await tx.run(countPartnerWebhooks, [keyId]);
  if (webhooks === undefined || webhooks.count >= MAX_WEBHOOKS) throw new ApiError("webhook_limit_reached");
  const id = randomUUIDv7();
  const secretKey = randomBytes(32).toString("hex");
  const sealed = keyring.seal(secretKey, secretContext(id));
  const [row] = await tx.run(insertPartnerWebhook, [id, keyId, checkedUrl, [...new Set(events)], sealed]);
  if (row === undefined) throw new Error("The webhook was not written.");
  return { ...serializeWebhook(row), secretKey, note: NOTE };
}
