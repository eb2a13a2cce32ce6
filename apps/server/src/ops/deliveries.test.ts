import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePast } from "../recovery/testing.ts";
import { readChecked } from "../test/contract.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { runOps } from "./testing.ts";

const TIMEOUT = 60_000;

let server: TestServer;
let receiver: Receiver;
let dealer: TestDealer;
let email: string;
beforeAll(async () => {
  server = await startTestServer();
  receiver = await startReceiver();
  dealer = await createTestDealer(server, { webhookUrl: receiver.url });
  ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: dealer.userId } }));
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

const ops = (...words: string[]) => {
  const [noun = "", verb = "", ...rest] = words;
  const env = { DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys };
  return runOps(env, noun, verb, "--dealer", email, ...rest);
};
/** What a command prints; fails when it fails. */
async function json(...words: string[]): Promise<unknown> {
  const run = await ops(...words);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.json;
}
const get = async (id: string) =>
  readChecked("getWebhookDelivery", await dealer.call("GET", `/webhook_deliveries/${id}`));

describe("ops deliveries", () => {
  it("list, show, retry and cancel print what the API shows", { timeout: TIMEOUT }, async () => {
    const [dead = ""] = await makePast(server, dealer, 1, { status: "dead_letter" });
    const [failed = "", other = ""] = await makePast(server, dealer, 2, { status: "failed" });
    const page = await dealer.call("GET", "/webhook_deliveries?status=failed&type=listing.sold&limit=1");
    expect(
      await json("deliveries", "list", "--status", "failed", "--type", "listing.sold", "--limit", "1"),
    ).toEqual(await readChecked("listWebhookDeliveries", page));
    expect(await json("deliveries", "show", "--id", dead)).toEqual({ delivery: await get(dead) });
    expect(await json("deliveries", "retry", "--id", dead)).toEqual({ delivery: await get(dead) });
    expect(await get(dead)).toMatchObject({ status: "pending" });
    expect(await json("deliveries", "cancel", "--id", failed)).toEqual({ delivery: await get(failed) });
    expect(await get(failed)).toMatchObject({ status: "cancelled" });
    expect(await json("deliveries", "cancel", "--all", "--status", "failed")).toEqual({
      cancelled: 1,
      in_flight: 0,
    });
    expect(await get(other)).toMatchObject({ status: "cancelled" });
  });

  it("recover counts, begins, tells and ends", { timeout: TIMEOUT }, async () => {
    await makePast(server, dealer, 3, { status: "dead_letter" });
    await makePast(server, dealer, 2, { status: "failed" });
    const dryRun = await json("deliveries", "recover", "--since", "45m", "--dry-run");
    expect(dryRun).toEqual({
      dry_run: true,
      total: 5,
      failed: 2,
      dead_letter: 3,
      types: [
        { type: "listing.sold", total: 3 },
        { type: "order.received", total: 2 },
      ],
    });
    const since = new Date(Date.now() - 45 * 60_000).toISOString();
    const recovery = {
      id: expect.any(String),
      object: "recovery",
      kind: "failed",
      status: "running",
      since,
      until: null,
      created_after: null,
      created_before: null,
      livemode: null,
      statuses: ["dead_letter"],
      event_types: [],
      outcome: null,
      rate_per_second: 7,
      total: 3,
      redelivered: 0,
      created_at: expect.any(String),
      ended_at: null,
    };
    const options = ["--since", since, "--status", "dead_letter", "--rate", "7"];
    expect(await json("deliveries", "recover", ...options)).toEqual({ recovery });
    expect(await json("deliveries", "recover-status")).toEqual({ recovery });
    expect(await ops("deliveries", "recover", ...options)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("ops deliveries cancel-recovery"),
    });
    const ended = { recovery: { ...recovery, status: "cancelled", ended_at: expect.any(String) } };
    expect(await json("deliveries", "cancel-recovery")).toEqual(ended);
    expect(await json("deliveries", "recover-status")).toEqual(ended);
  });

  it.each([
    [
      "a delivery that is none of the dealer's",
      ["retry", "--id", crypto.randomUUID()],
      "resource_not_found",
      /^ops: .*no such/i,
    ],
    ["to cancel without saying which", ["cancel"], "invalid_options", /--id ID for one, or --all/],
    ["a cursor that is none", ["list", "--after", "x"], "invalid_cursor", /cursor/],
    ["to end what does not run", ["cancel-recovery"], "no_recovery_running", /No recovery is running/],
  ])("refuse %s, and say what to do", { timeout: TIMEOUT }, async (_name, words, code, message) => {
    const run = await ops("deliveries", ...words);
    expect(run).toMatchObject({ code: 1, json: { error: { code, message: expect.any(String) } } });
    expect(run.stderr).toMatch(message);
  });
});

describe("ops integration show", () => {
  it("shows what was disabled for failing, and how much waits", { timeout: TIMEOUT }, async () => {
    const at = new Date("2026-05-08T08:45:00Z");
    await server.database.prisma.webhookEndpoint.update({
      where: { integrationId: dealer.integrationId },
      data: { disabledAt: at, disabledReason: "failing", failingSince: at },
    });
    await dealer.call("POST", "/test/webhook_ping");
    const me = await (await dealer.call("GET", "/me")).json();
    expect(await json("integration", "show")).toEqual({
      integration: me,
      endpoint: {
        disabled_at: at.toISOString(),
        disabled_reason: "failing",
        failing_since: at.toISOString(),
        held_deliveries: 1,
      },
    });
    expect(await json("integration", "enable")).toEqual({ integration: me });
    expect(await json("integration", "show")).toMatchObject({
      endpoint: { disabled_at: null, disabled_reason: null, failing_since: null, held_deliveries: 0 },
    });
  });
});
