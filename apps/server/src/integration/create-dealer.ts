import { newestApiVersion } from "@wth/contract";
import type { Plan, PrismaTransaction } from "@wth/database";
import { normalizeEmail } from "./find.ts";

/** What a dealer is created from. */
export interface NewDealer {
  email: string;
  name: string;
  plan: Plan;
  /** Hashed already; null for a dealer who cannot sign in yet. */
  passwordHash: string | null;
}

/**
 * Creates a dealer with the integration that belongs to it: disabled, in test mode, pinned to the newest version, and
 * without a webhook URL.
 *
 * @throws {Error} Prisma's P2002 when the e-mail address is taken.
 */
export async function createDealer(
  tx: PrismaTransaction,
  dealer: NewDealer,
): Promise<{ id: string; email: string }> {
  return tx.prisma.user.create({
    data: {
      email: normalizeEmail(dealer.email),
      name: dealer.name,
      plan: dealer.plan,
      passwordHash: dealer.passwordHash,
      clock: { create: {} },
      integration: { create: { apiVersion: newestApiVersion, endpoint: { create: {} } } },
    },
    select: { id: true, email: true },
  });
}
