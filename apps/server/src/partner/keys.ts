import type { PartnerKeyType, PrismaTransaction } from "@wth/database";
import { hashApiKey } from "../http/authenticate.ts";
import { randomBase62 } from "../integration/api-keys.ts";

/** What keys of each type begin with. */
export const KEY_MARKS = {
  branch: "sk_branch_",
  personal: "sk_personal_",
  public: "pk_",
} as const satisfies Record<PartnerKeyType, string>;

const RANDOM_LENGTH = 32;
/** How much of the random part is stored and shown. */
const SHOWN_LENGTH = 8;

const PARTNER_KEY = /^(?:sk_branch|sk_personal|pk)_[A-Za-z0-9]{32}$/;

/** Whether a text has the form of a partner key. */
export function isPartnerKey(text: string): boolean {
  return PARTNER_KEY.test(text);
}

/** What of a partner key is stored and shown: how it begins. */
export function prefixOf(key: string): string {
  return key.slice(0, SHOWN_LENGTH - RANDOM_LENGTH);
}

/** Whom a new key is for. */
export interface NewPartnerKey {
  partnerId: string;
  type: PartnerKeyType;
  /** Whose dealers a personal key covers; null for the others. */
  userId: string | null;
}

/**
 * Makes a partner key. A partner can have several of each type.
 *
 * @returns its id, and the key: the only time it is to be had.
 */
export async function createPartnerKey(
  tx: PrismaTransaction,
  { partnerId, type, userId }: NewPartnerKey,
): Promise<{ id: string; key: string }> {
  const key = KEY_MARKS[type] + randomBase62(RANDOM_LENGTH);
  const { id } = await tx.prisma.partnerKey.create({
    data: { partnerId, type, userId, prefix: prefixOf(key), keyHash: Uint8Array.from(hashApiKey(key)) },
    select: { id: true },
  });
  return { id, key };
}
