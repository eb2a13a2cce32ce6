import type { Database } from "@wth/database";
import { hashPassword, PasswordChecks } from "../authentication/passwords.ts";
import { createDealer } from "../integration/create-dealer.ts";
import { catalogue } from "./catalogue.ts";
import { addSampleInventory } from "./inventory.ts";

const SAMPLE_EMAIL = "dealer@example.com";

/** The dealer that an empty database starts with. */
export interface SampleDealer {
  email: string;
  /** To sign in with; null when another one was set by hand. */
  password: string | null;
  /** How many listings are on the custom channel. */
  listings: number;
}

/**
 * Loads the sample dealer, on the Business plan with forty watches, into a database that has no dealer yet.
 *
 * @param password given to a sample dealer who has none.
 * @returns the sample dealer, or null when the database has other dealers only.
 */
export async function loadSampleDealer(database: Database, password: string): Promise<SampleDealer | null> {
  if ((await database.prisma.user.count()) === 0) {
    await database.prismaTransaction(async (tx) => {
      const dealer = {
        email: SAMPLE_EMAIL,
        name: "Sample Watches",
        plan: "business",
        passwordHash: null,
      } as const;
      const { id } = await createDealer(tx, dealer);
      await addSampleInventory(tx, id, catalogue.length);
    });
  }
  const where = { email: SAMPLE_EMAIL };
  const dealer = await database.prisma.user.findUnique({ where, select: { id: true, passwordHash: true } });
  if (dealer === null) return null;
  if (dealer.passwordHash === null)
    await database.prisma.user.update({ where, data: { passwordHash: await hashPassword(password) } });
  const isOurs =
    dealer.passwordHash === null || (await new PasswordChecks().isRight(password, dealer.passwordHash));
  const listings = await database.prisma.listing.count({ where: { userId: dealer.id, isPublished: true } });
  return { email: SAMPLE_EMAIL, password: isOurs ? password : null, listings };
}
