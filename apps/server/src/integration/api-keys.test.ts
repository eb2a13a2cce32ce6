import { randomUUID } from "node:crypto";
import type { ApiKeyKind } from "@wth/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashApiKey } from "../http/authenticate.ts";
import { readError } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { generateApiKey, replaceApiKey } from "./api-keys.ts";

const FORM = /^wth_[A-Za-z0-9]{32}$/;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const kinds: ApiKeyKind[] = ["main", "test"];
const otherKind = { main: "test", test: "main" } as const;

describe("a generated key", () => {
  it.each(kinds)("of the kind %s has its form, is never twice the same, and uses every character", (kind) => {
    const keys = Array.from({ length: 2_000 }, () => generateApiKey(kind));
    expect(keys.filter((key) => !FORM.test(key))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.every((key) => key.startsWith("wth_test"))).toBe(kind === "test");
    const used = new Set(keys.flatMap((key) => [...key.slice(8)]));
    expect([...used].sort()).toEqual([...alphabet].sort());
  });

  /** Picks the characters of a text, then only `A`. */
  function picking(text: string): (count: number) => number {
    const characters = [...text];
    return () => alphabet.indexOf(characters.shift() ?? "A");
  }
  const testLike = `test${"x".repeat(28)}`;

  it.each([
    ["test-like", testLike, "A".repeat(32)],
    ["test-like twice", testLike + testLike, "A".repeat(32)],
    ["Test in another case", `Test${"x".repeat(28)}`, `Test${"x".repeat(28)}`],
    ["tes and something else", `tesT${"x".repeat(28)}`, `tesT${"x".repeat(28)}`],
    ["test further on", `atest${"x".repeat(27)}`, `atest${"x".repeat(27)}`],
  ])("of the kind main never begins like a test key: %s", (_name, drawn, expected) => {
    expect(generateApiKey("main", picking(drawn))).toBe(`wth_${expected}`);
  });

  it("of the kind test may go on as it likes", () => {
    expect(generateApiKey("test", picking(testLike))).toBe(`wth_test${testLike.slice(0, 28)}`);
  });

  it.each(kinds)("of the kind %s draws each character from all 62", (kind) => {
    const asked: number[] = [];
    generateApiKey(kind, (count) => asked.push(count) - 1);
    expect(asked).toEqual(Array(kind === "main" ? 32 : 28).fill(62));
  });
});

describe("replacing a key", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const replace = ({ integrationId }: TestDealer, kind: ApiKeyKind) =>
    server.database.prismaTransaction((tx) => replaceApiKey(tx, integrationId, kind));
  const use = (key: string) => fetch(`${server.baseUrl}/me`, { headers: { authorization: `Bearer ${key}` } });
  const isAccepted = async (key: string) => (await use(key)).status === 200;
  const rowsOf = ({ integrationId }: TestDealer) =>
    server.database.prisma.apiKey.findMany({ where: { integrationId }, orderBy: { createdAt: "asc" } });

  it.each(kinds)(
    "of the kind %s revokes the old one at once, and leaves the other kind alone",
    async (kind) => {
      const dealer = await createTestDealer(server, { keyKind: kind });
      const other = await replace(dealer, otherKind[kind]);
      expect(await Promise.all([dealer.apiKey, other].map(isAccepted))).toEqual([true, true]);

      const renewed = await replace(dealer, kind);
      const refused = await use(dealer.apiKey);
      expect(refused.status).toBe(401);
      expect(await readError("getMe", refused)).toMatchObject({ code: "invalid_api_key" });
      expect(await Promise.all([renewed, other].map(isAccepted))).toEqual([true, true]);
    },
  );

  it("leaves other dealers' keys alone", async () => {
    const [dealer, neighbour] = [await createTestDealer(server), await createTestDealer(server)];
    await replace(dealer, "main");
    expect(await isAccepted(neighbour.apiKey)).toBe(true);
  });

  it("that is rolled back changes nothing", async () => {
    const dealer = await createTestDealer(server);
    let lost = "";
    const rolledBack = server.database.prismaTransaction(async (tx) => {
      lost = await replaceApiKey(tx, dealer.integrationId, "main");
      throw new Error("Something else went wrong.");
    });
    await expect(rolledBack).rejects.toThrow("Something else went wrong.");
    expect(lost).toMatch(FORM);
    expect(await Promise.all([dealer.apiKey, lost].map(isAccepted))).toEqual([true, false]);
  });

  it("counts from the commit on, not earlier", async () => {
    const dealer = await createTestDealer(server);
    const { during, renewed } = await server.database.prismaTransaction(async (tx) => {
      const key = await replaceApiKey(tx, dealer.integrationId, "main");
      return { renewed: key, during: [await isAccepted(dealer.apiKey), await isAccepted(key)] };
    });
    expect(during).toEqual([true, false]);
    expect(await Promise.all([dealer.apiKey, renewed].map(isAccepted))).toEqual([false, true]);
  });

  it("at once by several leaves one key, which is one of those given out", async () => {
    const dealer = await createTestDealer(server);
    const given = await Promise.all(Array.from({ length: 6 }, () => replace(dealer, "main")));
    const live = (await rowsOf(dealer)).filter(({ revokedAt }) => revokedAt === null);
    expect(live).toHaveLength(1);
    const accepted = await Promise.all(given.map(isAccepted));
    expect(accepted.filter(Boolean)).toHaveLength(1);
    expect(Buffer.from(live[0]?.keyHash ?? [])).toEqual(hashApiKey(given[accepted.indexOf(true)] ?? ""));
  });

  it("keeps no more of a key than its beginning and its hash", async () => {
    const dealer = await createTestDealer(server);
    const [row] = await rowsOf(dealer);
    expect(row).toMatchObject({ kind: "main", prefix: dealer.apiKey.slice(0, 12), revokedAt: null });
    expect(Buffer.from(row?.keyHash ?? [])).toEqual(hashApiKey(dealer.apiKey));
    const { rows } = await server.database.pool.query(
      "SELECT to_jsonb(k)::text AS stored FROM api_keys k WHERE integration_id = $1",
      [dealer.integrationId],
    );
    expect(rows[0].stored).toContain(dealer.apiKey.slice(0, 12));
    expect(rows[0].stored).not.toContain(dealer.apiKey.slice(0, 13));
  });

  it("gives a test key that acts in test mode, also once the integration is live", async () => {
    const dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });
    const testKey = await replace(dealer, "test");
    /** Idempotency keys are kept apart by mode: who acts in the same one is given the other's answer. */
    const shareMode = async () => {
      const key = randomUUID();
      const replayed: (string | null)[] = [];
      for (const apiKey of [dealer.apiKey, testKey]) {
        const response = await fetch(`${server.baseUrl}/test/webhook_ping`, {
          method: "POST",
          headers: { authorization: `Bearer ${apiKey}`, "idempotency-key": key },
        });
        expect(response.status).toBe(202);
        replayed.push(response.headers.get("idempotent-replay"));
      }
      return replayed;
    };
    expect(await shareMode()).toEqual([null, "true"]);
    await server.database.prisma.integration.update({
      where: { id: dealer.integrationId },
      data: { isTestMode: false },
    });
    expect(await shareMode()).toEqual([null, null]);
  });
});
