import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRecord } from "../http/document.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, postJson, type TestDealer } from "../test/dealer.ts";
import { eventsOf } from "../test/events.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { bulk } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe("a batch", () => {
  const [a, b] = ["a@x.org", "b@x.org"];
  const known = [
    { external_id: "X", email: a },
    { external_id: "Y", email: b },
  ];
  const batches: [name: string, batch: Readonly<Record<string, unknown>>[]][] = [
    [
      "the same new customer twice",
      [
        { email: "n@x.org", name: "1" },
        { email: "N@x.org", phone: "2" },
      ],
    ],
    [
      "a new one, then its address under another id",
      [
        { external_id: "N", email: "n@x.org" },
        { external_id: "M", email: "n@x.org" },
      ],
    ],
    [
      "an id that moves on and is taken",
      [
        { external_id: "Z", email: a },
        { external_id: "X", email: b },
      ],
    ],
    [
      "ids that change places",
      [
        { external_id: "T", email: a },
        { external_id: "X", email: b },
        { external_id: "Y", email: a },
      ],
    ],
    [
      "an id that is freed and given to a new one",
      [
        { external_id: "Z", email: a },
        { external_id: "X", email: "n@x.org" },
      ],
    ],
    [
      "an address that moves, and is looked for",
      [{ external_id: "X", email: b }, { email: b }, { email: a }],
    ],
    [
      "an address that is freed, and is looked for",
      [
        { external_id: "X", email: "n@x.org" },
        { email: a, name: "new" },
      ],
    ],
    [
      "fields that are given, kept and removed",
      [
        { external_id: "X", name: "1" },
        { email: a, phone: "2" },
        { email: a, name: null },
      ],
    ],
  ];
  it.each(batches)("does as if each had been sent alone: %s", async (_name, batch) => {
    expect(await inOneBatch(known, batch)).toEqual(await oneByOne(known, batch));
  });

  /** Customers that share addresses: each has got its own by its id, after another one. */
  const crowd = ["P", "Q", "R", "S"].flatMap((external_id, n) => [
    { external_id, email: `${external_id}@x.org` },
    { external_id, email: n % 2 === 0 ? a : b },
  ]);

  it("finds the next of those that share an address, when the first have left it", async () => {
    const leaving = ["T", "U"].flatMap((external_id) => [
      { external_id, email: a },
      { external_id, email: "n@x.org" },
    ]);
    const batch = [...leaving, { email: a, name: "next" }];
    const before = [...known, ...crowd];
    expect(await inOneBatch(before, batch)).toEqual(await oneByOne(before, batch));
  });

  it("does so whatever is in it", async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const random = randomNumbers(seed);
      const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)];
      const batch = Array.from({ length: 12 }, (_, n) => {
        const [external_id, email] = [
          pick(["X", "Y", "Z", "P", undefined]),
          pick([a, b, "C@x.org", "c@x.org", undefined]),
        ];
        const name = pick([`n${n}`, null, undefined]);
        return {
          ...(external_id === undefined && email === undefined ? { email: a } : { external_id, email }),
          name,
        };
      });
      const before = [...known, ...crowd];
      expect(await inOneBatch(before, batch), `seed ${seed}`).toEqual(await oneByOne(before, batch));
    }
  });

  /** The results and what is stored at the end, without ids and times, which differ from run to run. */
  async function inOneBatch(before: readonly unknown[], batch: readonly unknown[]) {
    const dealer = await createTestDealer(server);
    await bulk(dealer, before);
    const results = (await bulk(dealer, batch)).map((result) =>
      "customer" in result ? result.customer : null,
    );
    return comparable(dealer, results);
  }

  async function oneByOne(before: readonly unknown[], batch: readonly unknown[]) {
    const dealer = await createTestDealer(server);
    const results: unknown[] = [];
    for (const customer of before) await postJson(dealer, "/customers", customer);
    for (const customer of batch) results.push(await (await postJson(dealer, "/customers", customer)).json());
    return comparable(dealer, results);
  }

  async function comparable(dealer: TestDealer, results: readonly unknown[]) {
    const stored = await readChecked("listCustomers", await dealer.call("GET", "/customers?limit=100"));
    const matched = (await eventsOf(server, dealer)).map(({ payload }) => payload.data);
    const stamps = results.map((result) => isRecord(result) && result.updated_at);
    expect(stamps).toEqual(stamps.toSorted());
    const names = new Map<unknown, string>();
    const anonymous = (value: unknown): unknown => {
      if (!isRecord(value)) return value;
      const { id, created_at: _created, updated_at: _updated, ...rest } = value;
      if (!names.has(id)) names.set(id, `customer ${names.size}`);
      return { ...rest, id: names.get(id) };
    };
    const shown = results.map(anonymous);
    const listed = Array.isArray(stored.data) ? stored.data.map(anonymous) : [];
    // The events of a batch are recorded at once, in no order.
    const objects = matched.map((data) => JSON.stringify(anonymous(isRecord(data) ? data.object : null)));
    return { results: shown, stored: listed, matched: objects.sort() };
  }
});

/** Numbers in [0, 1) that are the same in each run (a linear congruential generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
