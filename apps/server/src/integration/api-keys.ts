import { randomInt } from "node:crypto";
import type { ApiKeyKind, PrismaTransaction } from "@wth/database";
import { hashApiKey, KEY_PREFIX_LENGTH } from "../http/authenticate.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const RANDOM_LENGTH = 32;
/** What the characters of a test key begin with, and those of a main key never do. */
const TEST_MARK = "test";

/**
 * A new key: `wth_` + 32 base62 characters, of which a test key's begin with `test`.
 *
 * @param pick a random whole number from 0 to below `count`.
 */
export function generateApiKey(
  kind: ApiKeyKind,
  pick: (count: number) => number = (count) => randomInt(count),
): string {
  const mark = kind === "test" ? TEST_MARK : "";
  const random = randomBase62(RANDOM_LENGTH - mark.length, pick);
  if (kind === "main" && random.startsWith(TEST_MARK)) return generateApiKey(kind, pick);
  return `wth_${mark}${random}`;
}

/** Random letters and digits. @param pick a random whole number from 0 to below `count`. */
export function randomBase62(
  length: number,
  pick: (count: number) => number = (count) => randomInt(count),
): string {
  return Array.from({ length }, () => ALPHABET[pick(ALPHABET.length)]).join("");
}

/**
 * Gives the integration a new key of this kind. Its predecessor stops working with the commit.
 *
 * @returns the key: the only time it is to be had.
 */
export async function replaceApiKey(
  tx: PrismaTransaction,
  integrationId: string,
  kind: ApiKeyKind,
): Promise<string> {
  const key = generateApiKey(kind);
  // Locks the integration's row, so that two replacements at once come one after the other.
  await tx.prisma.$queryRaw`SELECT id FROM integrations WHERE id = ${integrationId}::uuid FOR NO KEY UPDATE`;
  await tx.prisma.apiKey.updateMany({
    where: { integrationId, kind, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await tx.prisma.apiKey.create({
    data: {
      integrationId,
      kind,
      prefix: key.slice(0, KEY_PREFIX_LENGTH),
      keyHash: Uint8Array.from(hashApiKey(key)),
    },
  });
  return key;
}
