import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast, makeUnsent } from "../recovery/testing.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { runOps } from "./testing.ts";

const TIMEOUT = 60_000;

let server: TestServer;
let dealer: TestDealer;
let email: string;
beforeAll(async () => {
  server = await startTestServer();
  dealer = await createTestDealer(server, { webhookUrl: "https://example.com/webhooks" });
  ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: dealer.userId } }));
  await makePast(server, dealer, 2, { status: "dead_letter" });
  await makePast(server, dealer, 4, { status: "failed", triedAgo: 40, livemode: true });
  const late = await makePast(server, dealer, 8, { status: "dead_letter", madeAgo: 120 });
  await server.database.pool.query(
    "UPDATE webhook_delivery_attempts SET error = 'timeout', response_status = NULL WHERE delivery_id = ANY ($1) AND number = 2",
    [late],
  );
  await makeUnsent(server, dealer, 3);
  await makeUnsent(server, dealer, 5, { type: "order.received", madeAgo: 120, livemode: true });
});
afterAll(() => server.close());

const recover = (...options: string[]) =>
  runOps(
    { DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys },
    "deliveries",
    "recover",
    "--dealer",
    email,
    ...options,
  );

describe("ops deliveries recover", () => {
  const cases: [options: string, total: number][] = [
    ["--since 1h --until 35m", 4],
    ["--since 1h --outcome network_error --status dead_letter", 8],
    ["--since 1h --type order.received", 1 + 2 + 4],
    ["--created-after 3h --created-before 90m", 8],
    ["--never-sent --created-after 3h", 3 + 5],
    ["--never-sent --created-after 3h --type listing.sold order.received --mode live", 5],
  ];
  it.each(cases)("%s takes %i", { timeout: TIMEOUT }, async (options, total) => {
    const { code, json, stderr } = await recover(...options.split(" "), "--dry-run");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(json).toMatchObject({ dry_run: true, total });
  });

  const refusals: [options: string, message: RegExp][] = [
    ["", /Say from when on: --since TIME .* --created-after TIME/],
    ["--never-sent", /Say from when on with --created-after TIME/],
    ["--never-sent --since 6h", /'--never-sent' cannot be used with option '--since <time>'/],
    ["--since 6h --outcome 700", /Use a status such as 500/],
  ];
  it.each(refusals)("%s is refused, and says what to do", { timeout: TIMEOUT }, async (options, message) => {
    const { code, stderr } = await recover(...options.split(" ").filter(Boolean), "--dry-run");
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  });

  it("begins what was selected", { timeout: TIMEOUT }, async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const [from, to] = [at(180), at(90)];
    const run = await recover(
      ...["--never-sent", "--created-after", from, "--created-before", to],
      ...["--type", "order.received", "--type", "listing.sold", "--mode", "live", "--rate", "7"],
    );
    expect(run).toMatchObject({
      code: 0,
      json: {
        recovery: {
          kind: "never_sent",
          created_after: from,
          created_before: to,
          event_types: ["order.received", "listing.sold"],
          statuses: [],
          outcome: null,
          livemode: true,
          rate_per_second: 7,
          total: 5,
        },
      },
    });
  });
});
