import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/server.ts";
import { Dealership, sent, submariner } from "./testing-dealership.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const reference = (id: string) => ({ object: { id, object: "listing" } });

describe("an edit", () => {
  const url = (name: string) => `https://x.test/${name}.jpg`;
  const photos = ["a", "b"].map(url);
  const previousPhotos = photos.map((each, position) => ({ id: expect.any(String), url: each, position }));
  const changes: [name: string, change: object, previous: object][] = [
    ["the price", { price: { amount: 1, currency: "USD" } }, { price: { amount: 1_200_000 } }],
    ["the currency", { price: { amount: 1_200_000, currency: "EUR" } }, { price: { currency: "USD" } }],
    [
      "the price and its currency",
      { price: { amount: 2, currency: "CHF" } },
      { price: { amount: 1_200_000, currency: "USD" } },
    ],
    ["one attribute", { watch: { year: 2019 } }, { watch: { year: null } }],
    [
      "some attributes, among them some that stay",
      { watch: { reference: null, brand: "Rolex", box: true, complications: [] } },
      { watch: { reference: "116610LN", box: false, complications: ["date"] } },
    ],
    ["the photos", { photos: [url("b")] }, { photos: previousPhotos }],
    [
      "everything at once",
      { price: { amount: 3, currency: "USD" }, watch: { dial_color: "blue" }, photos: photos.toReversed() },
      {
        price: { amount: 1_200_000 },
        watch: { dial_color: null },
        photos: previousPhotos,
      },
    ],
  ];
  it.each(changes)("of %s is listing.updated, with what was before", async (_name, change, previous) => {
    const us = await shared();
    const { id } = await us.add({ photos, is_published: true });
    const before = (await us.events()).length;
    const edited = await us.edit(id, change);
    const [event, ...more] = await us.events(before);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: "listing.updated", ...sent });
    expect(event?.data).toEqual({ ...reference(id), previous_attributes: previous });
    expect(await us.item(id)).toEqual(edited);
  });

  it("keeps the ids of photos that stay", async () => {
    const us = await shared();
    const { id, photos: before } = await us.add({ photos });
    const { photos: after } = await us.edit(id, { photos: ["b", "c", "a", "b"].map(url) });
    expect(after.map((photo) => [photo.url, photo.position])).toEqual(
      ["b", "c", "a", "b"].map((name, position) => [url(name), position]),
    );
    expect([after[0]?.id, after[2]?.id]).toEqual([before[1]?.id, before[0]?.id]);
    expect(new Set(after.map((photo) => photo.id)).size).toBe(4);
  });

  it("that changes nothing leaves no trace", async () => {
    const us = await shared();
    const item = await us.add({ photos, is_published: true });
    const before = (await us.events()).length;
    expect(await us.edit(item.id, { ...submariner, photos })).toEqual(item);
    expect(await us.events(before)).toEqual([]);
  });

  it("of what is not on the channel is nobody's business there", async () => {
    const us = await shared();
    const { id } = await us.add();
    const before = (await us.events()).length;
    const edited = await us.edit(id, { price: { amount: 5, currency: "USD" } });
    expect(edited.price.amount).toBe(5);
    expect(await us.events(before)).toEqual([]);
  });

  it("and others at once lose nothing: each says what it found", async () => {
    const us = await shared();
    const { id } = await us.add({ is_published: true });
    const before = (await us.events()).length;
    const amounts = [1, 2, 3, 4, 5, 6];
    await Promise.all([
      ...amounts.map((amount) => us.edit(id, { price: { amount, currency: "USD" } })),
      us.edit(id, { watch: { year: 2001 } }),
    ]);
    const last = await us.item(id);
    expect(last.watch.year).toBe(2001);
    const recorded = (await us.events(before)).map(({ data }) =>
      Reflect.get(Object(Reflect.get(Object(data), "previous_attributes")), "price"),
    );
    const previous = recorded
      .filter((price) => price !== undefined)
      .map((price) => Reflect.get(price, "amount"));
    expect([...previous, last.price.amount].sort()).toEqual([...amounts, 1_200_000].sort());
  });

  let dealership: Promise<Dealership> | undefined;
  function shared(): Promise<Dealership> {
    dealership ??= Dealership.open(server);
    return dealership;
  }
});
