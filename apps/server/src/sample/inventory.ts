import { randomUUID } from "node:crypto";
import { type PrismaTransaction, stampListings } from "@wth/database";
import { catalogue } from "./catalogue.ts";

/** How many rows go into one INSERT: PostgreSQL takes 65,535 parameters. */
const BATCH = 1_000;

/**
 * Gives a dealer an inventory out of the sample catalogue, all published and active.
 *
 * @param count how many: past the catalogue's end it begins anew, with other prices.
 */
export async function addSampleInventory(
  tx: PrismaTransaction,
  userId: string,
  count: number,
): Promise<void> {
  for (let start = 0; start < count; start += BATCH) {
    const size = Math.min(BATCH, count - start);
    const listings = Array.from({ length: size }, (_, index) => sampleListing(userId, start + index));
    await tx.prisma.listing.createMany({ data: listings });
    await tx.run(stampListings, [userId, listings.map(({ id }) => id)]);
  }
}

function sampleListing(userId: string, index: number) {
  const round = Math.floor(index / catalogue.length);
  const row = catalogue[index % catalogue.length];
  if (row === undefined) throw new Error("The sample catalogue is empty.");
  const [
    brand,
    model,
    reference,
    year,
    condition,
    caseMaterial,
    caseDiameterMm,
    dialColor,
    bracelet,
    ...rest
  ] = row;
  const [
    caliber,
    movement,
    complications,
    waterResistanceM,
    powerReserveH,
    box,
    papers,
    price,
    priceCurrency,
  ] = rest;
  const slug = `${brand} ${model}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return {
    id: randomUUID(),
    userId,
    isPublished: true,
    publishedAt: new Date(),
    brand,
    model,
    reference,
    year,
    condition,
    caseMaterial,
    caseDiameterMm,
    dialColor,
    bracelet,
    caliber,
    movement,
    complications: [...complications],
    waterResistanceM,
    powerReserveH,
    box,
    papers,
    priceAmount: BigInt(price + round * 5_000),
    priceCurrency,
    photos: [1, 2].map((position) => ({
      id: randomUUID(),
      url: `https://images.watchtraderhub.com/sample/${slug}-${position}.jpg`,
      position,
    })),
  };
}
