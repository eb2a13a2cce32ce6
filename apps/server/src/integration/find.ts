import type { Database } from "@wth/database";

/** There is no dealer of this e-mail address. */
export class DealerNotFoundError extends Error {
  override name = "DealerNotFoundError";

  constructor(email: string) {
    super(`There is no dealer ${email}. Create one with: ops dealer create --email ${email} …`);
  }
}

/** An integration with its endpoint, in the form that everything here serialises from. */
export type IntegrationRow = Awaited<ReturnType<typeof findIntegration>>;

/**
 * The integration of a dealer, with its webhook endpoint.
 *
 * @throws {Error} Prisma's P2025 when there is none: every dealer is created with one.
 */
export async function findIntegration(database: Database, userId: string) {
  return database.prisma.integration.findUniqueOrThrow({
    where: { userId },
    include: { endpoint: true },
  });
}

/**
 * The id of the dealer with this e-mail address, whatever its case.
 *
 * @throws {DealerNotFoundError}
 */
export async function findDealerId(database: Database, email: string): Promise<string> {
  const user = await database.prisma.user.findUnique({
    where: { email: normalizeEmail(email) },
    select: { id: true },
  });
  if (user === null) throw new DealerNotFoundError(email);
  return user.id;
}

/** An e-mail address as it is stored and compared. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}
