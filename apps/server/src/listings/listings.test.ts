import { randomUUID } from "node:crypto";
import { stampListings } from "@wth/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addSampleInventory } from "../sample/inventory.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import type { Listing } from "./serialize.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Page {
  data: Listing[];
  has_more: boolean;
  next_cursor: string | null;
}

async function getPage(dealer: TestDealer, query: Record<string, string>): Promise<Page> {
  const response = await dealer.call("GET", `/listings?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  // Safe: readChecked has compared the body with the contract's ListingList.
  return (await readChecked("listListings", response)) as unknown as Page;
}

async function walk(
  dealer: TestDealer,
  query: Record<string, string>,
  eachPage = async () => {},
): Promise<Listing[]> {
  const listings: Listing[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Page = await getPage(dealer, cursor === "" ? query : { ...query, after: cursor });
    expect(page.has_more).toBe(page.next_cursor !== null);
    listings.push(...page.data);
    await eachPage();
    cursor = page.next_cursor;
  }
  return listings;
}

/** Changes listings as the dashboard does: the change, then the stamp, in one transaction. */
async function change(
  dealer: TestDealer,
  ids: string[],
  data: { isPublished?: boolean; status?: "active" | "sold" },
) {
  await server.database.prismaTransaction(async (tx) => {
    await tx.prisma.listing.updateMany({ where: { id: { in: ids } }, data });
    await tx.run(stampListings, [dealer.userId, ids]);
    if (data.isPublished === false)
      await tx.prisma
        .$executeRaw`UPDATE listings SET unpublished_at = updated_at WHERE id = ANY (${ids}::uuid[])`;
  });
}

describe("GET /listings", () => {
  it("walks 10,000 rows in order while a writer inserts: none missed, none twice", async () => {
    const dealer = await createTestDealer(server, { listings: 10_000 });
    await server.database.prisma.integration.update({
      where: { id: dealer.integrationId },
      data: { rateLimitPerMinute: 10_000 },
    });
    const before = await server.database.prisma.listing.findMany({
      where: { userId: dealer.userId },
      select: { id: true },
    });
    let writing = true;
    let written = 0;
    const writer = (async () => {
      while (writing) {
        await server.database.prismaTransaction((tx) => addSampleInventory(tx, dealer.userId, 5));
        written += 5;
      }
    })();
    const seen = await walk(dealer, { limit: "100" });
    writing = false;
    await writer;

    const ids = new Set(seen.map(({ id }) => id));
    expect(ids.size).toBe(seen.length);
    expect(before.filter(({ id }) => !ids.has(id))).toEqual([]);
    expect(written).toBeGreaterThan(100);
    const stamps = seen.map(({ updated_at }) => updated_at);
    expect(stamps).toEqual([...stamps].sort().reverse());
    expect(new Set(stamps).size).toBe(stamps.length);
  });

  it("gives pages of 20 unless asked otherwise, and an empty list its envelope", async () => {
    const dealer = await createTestDealer(server, { listings: 21 });
    expect((await getPage(dealer, {})).data).toHaveLength(20);
    expect((await getPage(dealer, { limit: "1" })).data).toHaveLength(1);
    const nobody = await createTestDealer(server);
    expect(await getPage(nobody, {})).toEqual({
      object: "list",
      data: [],
      has_more: false,
      next_cursor: null,
    });
  });

  it("has no more after a page that is exactly full", async () => {
    const dealer = await createTestDealer(server, { listings: 4 });
    expect(await getPage(dealer, { limit: "4" })).toMatchObject({ has_more: false, next_cursor: null });
  });

  it("filters by brand, reference and status", async () => {
    const dealer = await createTestDealer(server, { listings: 40 });
    const omegas = await walk(dealer, { brand: "Omega" });
    expect(omegas.map(({ watch }) => watch.brand)).toEqual(Array(5).fill("Omega"));
    const [submariner] = await walk(dealer, { reference: "116610LN" });
    expect(submariner?.price).toEqual({ amount: 1_200_000, currency: "USD", amount_formatted: "$12,000.00" });
    await change(dealer, [submariner?.id ?? ""], { status: "sold" });
    expect((await walk(dealer, { status: "sold" })).map(({ id }) => id)).toEqual([submariner?.id]);
    expect(await walk(dealer, { status: "active" })).toHaveLength(39);
  });

  it("formats money by its currency's minor units", async () => {
    const dealer = await createTestDealer(server, { listings: 40 });
    const [snowflake] = await walk(dealer, { reference: "SBGA211" });
    expect(snowflake?.price).toEqual({ amount: 620_000, currency: "JPY", amount_formatted: "¥620,000" });
  });

  it("shows what was unpublished only to those who ask what changed since", async () => {
    const dealer = await createTestDealer(server, { listings: 3 });
    const [newest, , oldest] = await walk(dealer, {});
    const since = newest?.updated_at ?? "";
    expect(await walk(dealer, { updated_after: since })).toEqual([]);
    await change(dealer, [oldest?.id ?? ""], { isPublished: false });

    expect((await walk(dealer, {})).map(({ id }) => id)).not.toContain(oldest?.id);
    expect(await walk(dealer, { updated_after: since })).toMatchObject([
      { id: oldest?.id, status: "unpublished" },
    ]);
    expect(await walk(dealer, { updated_after: since, status: "unpublished" })).toHaveLength(1);
    expect((await dealer.call("GET", `/listings/${oldest?.id}`)).status).toBe(404);
  });

  it("never shows what was not published yet", async () => {
    const dealer = await createTestDealer(server, { listings: 1 });
    await server.database.prisma.listing.updateMany({
      where: { userId: dealer.userId },
      data: { isPublished: false, publishedAt: null },
    });
    expect(await walk(dealer, { updated_after: "2000-01-01T00:00:00Z" })).toEqual([]);
  });
});

describe("GET /listings/{id}", () => {
  it("shows the same listing as the list", async () => {
    const dealer = await createTestDealer(server, { listings: 1 });
    const [listed] = await walk(dealer, {});
    const response = await dealer.call("GET", `/listings/${listed?.id}`);
    expect(await readChecked("getListing", response)).toEqual(listed);
  });
});

describe("stamps", () => {
  it("increase strictly in the order of commits, also between writers at once", async () => {
    const dealer = await createTestDealer(server);
    const userId = dealer.userId;
    await Promise.all(
      Array.from({ length: 8 }, () =>
        server.database.prismaTransaction((tx) => addSampleInventory(tx, userId, 25)),
      ),
    );
    const rows = await server.database.prisma.listing.findMany({
      where: { userId },
      select: { updatedAt: true },
    });
    expect(new Set(rows.map(({ updatedAt }) => updatedAt.getTime())).size).toBe(200);
  });

  it("leave another dealer's listings alone", async () => {
    const [a, b] = [await createTestDealer(server, { listings: 1 }), await createTestDealer(server)];
    const { id, updatedAt } = await server.database.prisma.listing.findFirstOrThrow({
      where: { userId: a.userId },
    });
    await server.database.prismaTransaction((tx) => tx.run(stampListings, [b.userId, [id, randomUUID()]]));
    expect((await server.database.prisma.listing.findUniqueOrThrow({ where: { id } })).updatedAt).toEqual(
      updatedAt,
    );
  });
});
