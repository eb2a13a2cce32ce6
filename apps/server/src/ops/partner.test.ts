import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestServer, type TestServer } from "../test/server.ts";
import { type OpsRun, runOps } from "./testing.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ops = (...words: string[]): Promise<OpsRun> =>
  runOps({ DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys }, ...words);
const newEmail = () => `${randomUUID()}@example.com`;
const createDealer = (email: string) =>
  ops(
    "dealer",
    "create",
    "--email",
    email,
    "--password",
    "long enough 1",
    "--name",
    "D",
    "--plan",
    "business",
  );

describe("ops partner", () => {
  it("makes branches, partners and keys of each type, and puts dealers into branches", async () => {
    const email = newEmail();
    await createDealer(email);
    const first = await ops("partner", "create", "--name", "Exchange", "--branch", "Geneva");
    expect(first).toMatchObject({
      code: 0,
      json: { partner: { id: expect.any(String), name: "Exchange", branch: "Geneva" } },
    });
    expect((await ops("partner", "create", "--name", "Auctions", "--branch", "Geneva")).code).toBe(0);
    expect(await server.database.prisma.branch.count()).toBe(1);

    const placed = await ops("dealer", "set-branch", "--dealer", email, "--branch", "Geneva");
    expect(placed).toMatchObject({ code: 0, json: { dealer: { email, branch: "Geneva" } } });
    const key = async (...words: string[]) =>
      (await ops("partner", "key", "--branch", "Geneva", ...words)).json;
    expect(await key("--type", "branch")).toEqual({ api_key: expect.stringMatching(/^sk_branch_\w{32}$/) });
    expect(await key("--type", "public")).toEqual({ api_key: expect.stringMatching(/^pk_\w{32}$/) });
    expect(await key("--type", "personal", "--user", email, "--partner", "Exchange")).toEqual({
      api_key: expect.stringMatching(/^sk_personal_\w{32}$/),
    });
    const keys = await server.database.prisma.partnerKey.findMany({
      include: { partner: true, user: true },
      orderBy: { id: "asc" },
    });
    expect(keys.map(({ type, partner, user }) => [type, partner.name, user?.email ?? null])).toEqual([
      ["branch", "Auctions", null],
      ["public", "Auctions", null],
      ["personal", "Exchange", email],
    ]);
    const out = await ops("dealer", "set-branch", "--dealer", email, "--none");
    expect(out).toMatchObject({ code: 0, json: { dealer: { branch: null } } });
  });

  it.each([
    [
      "a key of a branch that is not there",
      ["partner", "key", "--type", "branch", "--branch", "Nowhere"],
      /ops partner create/,
    ],
    [
      "a personal key of nobody",
      ["partner", "key", "--type", "personal", "--branch", "Geneva"],
      /--user EMAIL/,
    ],
    [
      "a branch key of somebody",
      ["partner", "key", "--type", "branch", "--branch", "Geneva", "--user", "a@b"],
      /Leave --user out/,
    ],
    [
      "a key of another type",
      ["partner", "key", "--type", "master", "--branch", "Geneva"],
      /branch, personal, public/,
    ],
    [
      "a partner twice",
      ["partner", "create", "--name", "Exchange", "--branch", "Geneva"],
      /Choose another name/,
    ],
    [
      "a partner without a name",
      ["partner", "create", "--name", " ", "--branch", "Geneva"],
      /1 to 200 characters/,
    ],
    [
      "a branch for nobody",
      ["dealer", "set-branch", "--dealer", "nobody@example.com", "--branch", "Geneva"],
      /no dealer/,
    ],
    ["no branch and not none", ["dealer", "set-branch", "--dealer", "nobody@example.com"], /--none/],
  ])("refuses %s, and says what to do", async (_name, words, message) => {
    const run = await ops(...words);
    expect(run.code).not.toBe(0);
    expect(JSON.stringify(run.json)).toMatch(message);
  });
});

describe("ops superadmin create", () => {
  it("creates a user who may sign in and manage partners", async () => {
    const email = newEmail();
    const run = await ops("superadmin", "create", "--email", email, "--password", "long enough 1");
    expect(run).toMatchObject({ code: 0, json: { superadmin: { id: expect.any(String), email } } });
    const user = await server.database.prisma.user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ isSuperadmin: true, passwordHash: expect.stringMatching(/^\$argon2id/) });
    const again = await ops("superadmin", "create", "--email", email, "--password", "long enough 1");
    expect(again.code).toBe(1);
    await createDealer(newEmail());
    expect(await server.database.prisma.user.count({ where: { isSuperadmin: true } })).toBe(1);
  });
});
