import { newestApiVersion } from "@wth/contract";
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

const setVersion = (version: string) =>
  runOps(
    { DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys },
    ...["integration", "set-version", "--dealer", email, "--version", version],
  );

describe("ops integration set-version", () => {
  it("pins the integration, and shows it", { timeout: TIMEOUT }, async () => {
    await server.database.prisma.integration.updateMany({ data: { apiVersion: "2020-01-01" } });
    const { json } = await setVersion(newestApiVersion);
    expect(json).toMatchObject({ integration: { api_version: newestApiVersion } });
  });

  it("refuses a version that is not there, and names those that are", { timeout: TIMEOUT }, async () => {
    expect(await setVersion("2020-01-01")).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        new RegExp(`^ops: There is no API version 2020-01-01\\. Known: .*${newestApiVersion}\\.`),
      ),
    });
    const [integration] = await server.database.prisma.integration.findMany();
    expect(integration?.apiVersion).toBe(newestApiVersion);
  });
});
