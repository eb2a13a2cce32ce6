import { randomBytes } from "node:crypto";

/** A new signing secret: `whsec_` + standard base64 of 32 random bytes. Shown once; kept only sealed. */
export function generateWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** What a sealed signing secret belongs to; see {@link Keyring.seal}. */
export function secretContext(endpointId: string): string {
  return `webhook_secret:${endpointId}`;
}
