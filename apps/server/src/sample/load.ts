import type { Database } from "@wth/database";
import { createDealer } from "../integration/create-dealer.ts";
import { catalogue } from "./catalogue.ts";
import { addSampleInventory } from "./inventory.ts";

const SAMPLE_EMAIL = "dealer@example.com";

/** The dealer that an empty database starts with. */
export interface SampleDealer {
  email: string;
  /** How many listings are on the custom channel. */
  listings: number;
}

/**
 * Loads the sample dealer, on the Business plan with forty watches, into a database that has no dealer yet.
 *
 * @returns the sample dealer, or null when the database has other dealers only.
 */
export async function loadSampleDealer(database: Database): Promise<SampleDealer | null> {
  const find = () =>
    database.prisma.user.findUnique({ where: { email: SAMPLE_EMAIL }, select: { id: true } });
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
  const dealer = await find();
  if (dealer === null) return null;
  const listings = await database.prisma.listing.count({ where: { userId: dealer.id, isPublished: true } });
  return { email: SAMPLE_EMAIL, listings };
}
