import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { runOps } from "./testing.ts";

const TIMEOUT = 60_000;

let server: TestServer;
let email: string;
beforeAll(async () => {
  server = await startTestServer();
  const { userId } = await createTestDealer(server);
  ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: userId } }));
});
afterAll(() => server.close());

const setWebhook = (events: string) =>
  runOps(
    { DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys },
    ...["integration", "set-webhook", "--dealer", email, "--url", "https://shop.example/webhooks/wth"],
    ...["--events", events],
  );

describe("ops integration set-webhook", () => {
  it("takes a list of events as it shows one, with a space after each comma", {
    timeout: TIMEOUT,
  }, async () => {
    expect((await setWebhook("order.*, listing.sold")).code).toBe(0);
    const [endpoint] = await server.database.prisma.webhookEndpoint.findMany();
    expect(endpoint?.subscribedEvents).toEqual(["order.*", "listing.sold"]);
  });

  it("refuses what is no event, and changes nothing", { timeout: TIMEOUT }, async () => {
    expect(await setWebhook("order.*,listing.lost")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("listing.lost"),
    });
    const [endpoint] = await server.database.prisma.webhookEndpoint.findMany();
    expect(endpoint?.subscribedEvents).not.toContain("listing.lost");
  });
});
