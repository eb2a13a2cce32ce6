import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { create } from "../orders/testing.ts";
import { createTestBranch, readPartnerError, register, type TestBranch } from "../test/branch.ts";
import { createTestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { setBranch } from "./directory.ts";
import { recordedForPartners } from "./testing.ts";

let server: TestServer;
let branch: TestBranch;
beforeAll(async () => {
  // With the memory of owners that a server has.
  server = await startTestServer({}, { keyCacheMs: 60_000 });
  branch = await createTestBranch(server);
});
afterAll(() => server.close());

describe("a partner key", () => {
  it.each([
    ["branch", /^sk_branch_[A-Za-z0-9]{32}$/],
    ["public", /^pk_[A-Za-z0-9]{32}$/],
  ] as const)("of type %s has its form, of which the beginning and a hash are kept", async (type, form) => {
    const { key, keyId } = await branch.key(type);
    expect(key).toMatch(form);
    const row = await server.database.prisma.partnerKey.findUniqueOrThrow({ where: { id: keyId } });
    expect(key.slice(0, -24)).toBe(row.prefix);
    expect(row.keyHash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(key.slice(-24));
  });

  it("of a user is personal", async () => {
    const dealer = await createTestDealer(server);
    expect((await branch.key("personal", dealer)).key).toMatch(/^sk_personal_[A-Za-z0-9]{32}$/);
  });

  it.each([
    ["Bearer sk_branch_short", "malformed_authorization"],
    [`Basic sk_branch_${"a".repeat(32)}`, "malformed_authorization"],
    [`Bearer sk_other_${"a".repeat(32)}`, "malformed_authorization"],
    [`Bearer sk_branch_${"a".repeat(33)}`, "malformed_authorization"],
    [`Bearer sk_personal_${"a".repeat(32)}`, "invalid_api_key"],
    ["", "missing_authorization"],
  ])("is not %s: %s", async (authorization, code) => {
    const response = await fetch(`${server.baseUrl}/partner/orders`, { headers: { authorization } });
    const error = await readPartnerError("listPartnerOrders", response);
    expect(error.code).toBe(code);
    expect(String(error.message)).not.toContain("wth_");
  });

  it("notes when it is used", async () => {
    const { call, keyId } = await branch.key("branch");
    const used = async () =>
      (await server.database.prisma.partnerKey.findUniqueOrThrow({ where: { id: keyId } })).lastUsedAt;
    expect(await used()).toBeNull();
    await call("GET", "/orders");
    expect(await used()).toBeInstanceOf(Date);
  });
});

describe("what a server remembers of a dealer", () => {
  /** Creates orders until partners have been told of one; a server hears of changes a moment after their commit. */
  const isTold = async (dealer: Parameters<typeof create>[0]) => {
    const before = (await recordedForPartners(server)).length;
    await create(dealer);
    return (await recordedForPartners(server)).length > before;
  };

  it("follows the dealer's branch, and its personal keys", async () => {
    const dealer = await createTestDealer(server);
    await register(await branch.key("branch"), "http://127.0.0.1:9999/partner", ["order.created"]);
    const told = (expected: boolean) => expect.poll(() => isTold(dealer), { timeout: 10_000 }).toBe(expected);
    await told(false);
    await branch.add(dealer);
    await told(true);
    await server.database.prismaTransaction((tx) => setBranch(tx, dealer.userId, null));
    await told(false);
    await register(await branch.key("personal", dealer), "http://127.0.0.1:9999/partner", ["order.created"]);
    await told(true);
  });
});
