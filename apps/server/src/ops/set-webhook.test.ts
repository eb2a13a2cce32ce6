import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";

const main = path.join(import.meta.dirname, "main.ts");
const TIMEOUT = 60_000;

let server: TestServer;
let email: string;
beforeAll(async () => {
  server = await startTestServer();
  const { userId } = await createTestDealer(server);
  ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: userId } }));
});
afterAll(() => server.close());

function setWebhook(events: string) {
  const url = "https://shop.example/webhooks/wth";
  const args = ["integration", "set-webhook", "--dealer", email, "--url", url, "--events", events, "--json"];
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: server.database.url,
    WTH_SECRETS_KEYS: server.secretsKeys,
  };
  return promisify(execFile)(process.execPath, [main, ...args], { env });
}

describe("ops integration set-webhook", () => {
  it("takes a list of events as it shows one, with a space after each comma", {
    timeout: TIMEOUT,
  }, async () => {
    await setWebhook("order.*, listing.sold");
    const [endpoint] = await server.database.prisma.webhookEndpoint.findMany();
    expect(endpoint?.subscribedEvents).toEqual(["order.*", "listing.sold"]);
  });

  it("refuses what is no event, and changes nothing", { timeout: TIMEOUT }, async () => {
    await expect(setWebhook("order.*,listing.lost")).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("listing.lost"),
    });
    const [endpoint] = await server.database.prisma.webhookEndpoint.findMany();
    expect(endpoint?.subscribedEvents).not.toContain("listing.lost");
  });
});
