import { randomBytes } from "node:crypto";
import type { ApiKeyOwner } from "@wth/database";
import { beforeEach, describe, expect, it } from "vitest";
import { KeyCache } from "./key-cache.ts";

const TTL_MS = 5_000;

let clock: { ms: number };
let cache: KeyCache;
beforeEach(() => {
  clock = { ms: 0 };
  cache = new KeyCache({ ttlMs: TTL_MS, size: 3, now: () => clock.ms });
  cache.on();
});

function owner(integrationId: string): ApiKeyOwner {
  return {
    api_key_id: `key of ${integrationId}`,
    kind: "main",
    key_hash: randomBytes(32),
    integration_id: integrationId,
    user_id: `user of ${integrationId}`,
    plan: "business",
    is_enabled: true,
    is_test_mode: true,
    api_version: "2026-05-07",
    rate_limit_per_minute: null,
    has_partners: false,
  };
}

function keep(prefix: string, found: ApiKeyOwner): void {
  cache.keep(prefix, found, cache.begin());
}

describe("the cache of owners", () => {
  it("hands out what it keeps to the same key only", () => {
    const a = owner("a");
    keep("wth_a", a);
    expect(cache.get("wth_a", a.key_hash)).toBe(a);
    expect(cache.get("wth_a", randomBytes(32))).toBeUndefined();
    expect(cache.get("wth_b", a.key_hash)).toBeUndefined();
  });

  it("keeps for its time, counted from when the database was asked", () => {
    const a = owner("a");
    const lookup = cache.begin();
    clock.ms = 1_000;
    cache.keep("wth_a", a, lookup);
    clock.ms = TTL_MS - 1;
    expect(cache.get("wth_a", a.key_hash)).toBe(a);
    clock.ms = TTL_MS;
    expect(cache.get("wth_a", a.key_hash)).toBeUndefined();
  });

  it("forgets all keys of an integration, and no others", () => {
    const [main, test, other] = [owner("a"), owner("a"), owner("b")];
    keep("wth_main", main);
    keep("wth_test", test);
    keep("wth_other", other);
    cache.forget("a");
    expect(cache.get("wth_main", main.key_hash)).toBeUndefined();
    expect(cache.get("wth_test", test.key_hash)).toBeUndefined();
    expect(cache.get("wth_other", other.key_hash)).toBe(other);
  });

  it("is never larger than it may be", () => {
    const all = ["a", "b", "c", "d"].map(owner);
    for (const each of all) keep(`wth_${each.integration_id}`, each);
    expect(all.filter((each) => cache.get(`wth_${each.integration_id}`, each.key_hash))).toEqual([all[3]]);
  });

  it.each<[name: string, meanwhile: () => void]>([
    ["its own integration changed", () => cache.forget("a")],
    ["another integration changed: whose row was read is not known before", () => cache.forget("b")],
    ["the hearing was lost", () => cache.off()],
    [
      "the hearing was lost and is back",
      () => {
        cache.off();
        cache.on();
      },
    ],
  ])("keeps nothing of a lookup during which %s", (_name, meanwhile) => {
    const old = owner("a");
    const lookup = cache.begin();
    meanwhile();
    cache.keep("wth_a", old, lookup);
    expect(cache.get("wth_a", old.key_hash)).toBeUndefined();
  });

  it("keeps nothing before it is on, and has nothing left once it is off", () => {
    const a = owner("a");
    keep("wth_a", a);
    cache.off();
    expect(cache.get("wth_a", a.key_hash)).toBeUndefined();
    keep("wth_a", a);
    expect(cache.get("wth_a", a.key_hash)).toBeUndefined();
    cache.on();
    expect(cache.get("wth_a", a.key_hash)).toBeUndefined();
    keep("wth_a", a);
    expect(cache.get("wth_a", a.key_hash)).toBe(a);
  });

  it("keeps nothing at all with a time of 0", () => {
    const off = new KeyCache({ ttlMs: 0 });
    const a = owner("a");
    off.on();
    off.keep("wth_a", a, off.begin());
    expect(off.get("wth_a", a.key_hash)).toBeUndefined();
  });
});
