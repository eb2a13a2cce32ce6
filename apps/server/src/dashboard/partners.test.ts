import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestBranch, register, type TestBranch } from "../test/branch.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import {
  type Browser,
  createDashboardDealer,
  dashboardErrorCode,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

let server: TestServer;
let branch: TestBranch;
let superadmin: Browser;
let dealer: Awaited<ReturnType<typeof createDashboardDealer>>;
beforeAll(async () => {
  server = await startTestServer();
  const user = await createDashboardDealer(server);
  await server.database.prisma.user.update({ where: { id: user.userId }, data: { isSuperadmin: true } });
  superadmin = await signedInBrowser(server, user);
  dealer = await createDashboardDealer(server);
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.prisma.branch.deleteMany();
  branch = await createTestBranch(server);
  await branch.add(dealer);
});

const HOOK = "https://example.com/hook";
const make = (body: unknown, id = branch.partnerId) =>
  superadmin.call("POST", `/partners/${id}/keys`, { body });
const list = async () => readDashboard("listPartners", await superadmin.call("GET", "/partners"));
const use = (key: unknown) =>
  fetch(`${server.baseUrl}/partner/offers`, { headers: { authorization: `Bearer ${key}` } });

describe("a superadmin", () => {
  it("sees partners with their keys and webhooks, and no secret", async () => {
    const key = await branch.key("branch");
    const { id, secretKey } = await register(key, HOOK, ["offer.updated"]);
    const revoked = await branch.key("public");
    await superadmin.call("DELETE", `/partner_keys/${revoked.keyId}`);
    const answer = await list();
    expect(answer.data).toEqual([
      {
        id: branch.partnerId,
        object: "partner",
        name: "Exchange",
        branch: branch.name,
        dealers: 1,
        created_at: expect.any(String),
        keys: [
          {
            id: key.keyId,
            type: "branch",
            prefix: key.key.slice(0, -24),
            user_email: null,
            created_at: expect.any(String),
            last_used_at: expect.any(String),
            webhooks: [expect.objectContaining({ id, url: HOOK, events: ["offer.updated"], isActive: true })],
          },
        ],
      },
    ]);
    expect(JSON.stringify(answer)).not.toContain(secretKey);
    expect(JSON.stringify(answer)).not.toContain(key.key);
  });

  it.each([
    ["branch", {}],
    ["public", {}],
    ["personal", { user_email: true }],
  ] as const)("makes a key of type %s, which works and is shown once", async (type, more) => {
    const email = "user_email" in more ? { user_email: dealer.email.toUpperCase() } : {};
    const response = await make({ type, ...email });
    expect(response.status).toBe(201);
    const { api_key: key, partner } = await readDashboard("createPartnerKey", response);
    expect((await use(key)).status).toBe(200);
    expect(partner).toMatchObject({
      keys: [{ type, user_email: type === "personal" ? dealer.email : null, webhooks: [] }],
    });
    expect(JSON.stringify(await list())).not.toContain(key);
  });

  it.each([
    ["a personal key of nobody", { type: "personal" }, 400, "invalid_request"],
    [
      "a personal key of a stranger",
      { type: "personal", user_email: "nobody@example.com" },
      400,
      "invalid_request",
    ],
    ["a branch key of somebody", { type: "branch", user_email: "a@example.com" }, 400, "invalid_request"],
    ["a key of another type", { type: "master" }, 400, "invalid_request"],
    ["a key of no type", {}, 400, "invalid_request"],
  ])("does not make %s", async (_name, body, status, code) => {
    const response = await make(body);
    expect(response.status).toBe(status);
    expect(await dashboardErrorCode("createPartnerKey", response)).toBe(code);
    expect(await server.database.prisma.partnerKey.count()).toBe(0);
  });

  it("revokes a key, which is then refused, with its webhooks", async () => {
    const key = await branch.key("branch");
    await register(key, HOOK);
    const response = await superadmin.call("DELETE", `/partner_keys/${key.keyId}`);
    expect(response.status).toBe(200);
    expect(await readDashboard("revokePartnerKey", response)).toMatchObject({ keys: [] });
    expect((await use(key.key)).status).toBe(401);
    expect(
      await server.database.prisma.webhookEndpoint.count({
        where: { partnerKeyId: key.keyId, deletedAt: null },
      }),
    ).toBe(0);
    const again = await superadmin.call("DELETE", `/partner_keys/${key.keyId}`);
    expect(again.status).toBe(404);
  });

  it("finds nothing at ids that are not there", async () => {
    expect((await make({ type: "branch" }, randomUUID())).status).toBe(404);
    expect((await superadmin.call("DELETE", `/partner_keys/${randomUUID()}`)).status).toBe(404);
  });

  it("is told to be one by the session", async () => {
    const answer = await superadmin.call("GET", "/session");
    expect(await readDashboard("getSession", answer)).toMatchObject({ dealer: { is_superadmin: true } });
  });
});

describe("a dealer", () => {
  it("sees, makes and revokes nothing", async () => {
    const browser = await signedInBrowser(server, dealer);
    const { keyId, key } = await branch.key("branch");
    for (const [id, method, path, body] of [
      ["listPartners", "GET", "/partners", undefined],
      ["createPartnerKey", "POST", `/partners/${branch.partnerId}/keys`, { type: "branch" }],
      ["revokePartnerKey", "DELETE", `/partner_keys/${keyId}`, undefined],
    ] as const) {
      const response = await browser.call(method, path, { body });
      expect([id, response.status]).toEqual([id, 403]);
      expect(await dashboardErrorCode(id, response)).toBe("superadmin_required");
    }
    expect((await use(key)).status).toBe(200);
    expect(await server.database.prisma.partnerKey.count()).toBe(1);
  });
});
