import {
  endSigningGrace,
  lockSigningSecrets,
  replaceSigningSecret,
  rotateSigningSecret,
  type SigningSecretsState,
  type Transaction,
} from "@wth/database";
import type { Keyring } from "../secrets/keyring.ts";
import { generateWebhookSecret, secretContext } from "../secrets/webhook-secret.ts";

const DAY_SECONDS = 24 * 60 * 60;

/** How long the previous secret signs too, unless another time is chosen. */
export const DEFAULT_GRACE_SECONDS = DAY_SECONDS;

/** The longest grace period. */
export const MAX_GRACE_SECONDS = 7 * DAY_SECONDS;

/** A rotation that cannot be; the message says what to do instead. */
export class SecretRotationError extends Error {
  override name = "SecretRotationError";
}

/** A new signing secret: the only time it is to be had. */
export interface RotatedSecret {
  secret: string;
  /** Until then the previous secret signs too; null when only the new one does. */
  graceEndsAt: Date | null;
  /** A grace period was running, and its previous secret has stopped signing by this rotation, before its time. */
  endedGrace: boolean;
}

/**
 * Makes a new signing secret. It signs at once, first; the one that signed so far signs too until the grace period ends.
 *
 * Guarantees: it always works, also while a grace period runs, because whoever has seen a secret leak cannot wait. Two
 * secrets are live at most: the previous one of that period stops signing with the commit. Attempts that are claimed
 * after the commit are signed by it; those that a worker held already leave as they are, within moments.
 *
 * @param graceSeconds 0 to 7 days; 0 ends every older secret at once.
 * @throws {SecretRotationError} when the grace period is none, or there is no secret yet.
 */
export async function rotateSecret(
  tx: Transaction,
  keyring: Keyring,
  integrationId: string,
  graceSeconds: number = DEFAULT_GRACE_SECONDS,
): Promise<RotatedSecret> {
  if (!Number.isInteger(graceSeconds) || graceSeconds < 0 || graceSeconds > MAX_GRACE_SECONDS) {
    throw new SecretRotationError("A grace period lasts whole seconds, from 0 to 7 days. Choose another.");
  }
  const before = await lockSecrets(tx, integrationId);
  const { secret, sealed } = makeSecret(keyring, before.endpoint_id);
  const [rotated] = await tx.run(rotateSigningSecret, [before.endpoint_id, sealed, graceSeconds]);
  return { secret, graceEndsAt: rotated?.grace_ends_at ?? null, endedGrace: before.grace_ends_at !== null };
}

/**
 * Makes another secret in the place of the newest one while a grace period runs: for one that was lost before the receiver
 * had it. The replaced one stops signing with the commit; the previous one, which the receiver knows, goes on until its
 * grace ends, which does not move.
 *
 * @throws {SecretRotationError} when no grace period runs.
 */
export async function replaceNewestSecret(
  tx: Transaction,
  keyring: Keyring,
  integrationId: string,
): Promise<RotatedSecret> {
  const { endpoint_id: endpointId, grace_ends_at: graceEndsAt } = await lockSecrets(tx, integrationId);
  if (graceEndsAt === null) {
    throw new SecretRotationError(
      "No grace period runs, so there is no previous secret to keep. Rotate without keeping it.",
    );
  }
  const { secret, sealed } = makeSecret(keyring, endpointId);
  await tx.run(replaceSigningSecret, [endpointId, sealed]);
  return { secret, graceEndsAt, endedGrace: false };
}

/**
 * Ends a grace period before its time: from the commit on only the newest secret signs.
 *
 * @returns whether one was running.
 */
export async function endGrace(tx: Transaction, integrationId: string): Promise<boolean> {
  const [ended] = await tx.run(endSigningGrace, [integrationId]);
  return ended?.was_running === true;
}

async function lockSecrets(tx: Transaction, integrationId: string): Promise<SigningSecretsState> {
  const [state] = await tx.run(lockSigningSecrets, [integrationId]);
  if (state?.has_secret !== true) {
    throw new SecretRotationError(
      "There is no signing secret to rotate yet. The first one is made when the webhook URL is set.",
    );
  }
  return state;
}

function makeSecret(keyring: Keyring, endpointId: string): { secret: string; sealed: string } {
  const secret = generateWebhookSecret();
  return { secret, sealed: keyring.seal(secret, secretContext(endpointId)) };
}
