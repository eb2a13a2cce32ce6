import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { secretContext } from "../secrets/webhook-secret.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { type OpsRun, runOps } from "./testing.ts";

const TIMEOUT = 60_000;
const SECRET = /^whsec_[A-Za-z0-9+/]{43}=$/;
const HOUR = 3_600;

let server: TestServer;
let dealer: TestDealer;
let email: string;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  dealer = await createTestDealer(server, { webhookUrl: "https://example.com/hook" });
  ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: dealer.userId } }));
});

const ops = (command: string, ...words: readonly string[]): Promise<OpsRun> =>
  runOps(
    { DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys },
    "integration",
    command,
    "--dealer",
    email,
    ...words,
  );

/** The secrets that are kept, the newest first. */
async function kept(): Promise<string[]> {
  const { integrationId } = dealer;
  const { id, secret, previousSecret } = await server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId },
  });
  return [secret, previousSecret].flatMap((sealed) =>
    sealed === null ? [] : server.keyring.open(sealed, secretContext(id)),
  );
}

/** What a rotation printed. */
function printed({ code, json }: OpsRun): { secret: string; grace_ends_at: string | null } {
  expect(code).toBe(0);
  expect(json).toEqual({
    secret: expect.stringMatching(SECRET),
    grace_ends_at: expect.toSatisfy((each) => each === null || new Date(each).toISOString() === each),
  });
  return json as { secret: string; grace_ends_at: string | null }; // just compared
}

/** Whether a printed time is this many seconds ahead; the command took a few of them. */
function expectIn(time: string | null, seconds: number): void {
  const left = (Date.parse(time ?? "") - Date.now()) / 1_000;
  expect(left).toBeGreaterThan(seconds - 60);
  expect(left).toBeLessThanOrEqual(seconds + 1);
}

describe("ops integration rotate-secret", () => {
  it("prints the new secret once, and when the old one ends", { timeout: TIMEOUT }, async () => {
    const { secret, grace_ends_at } = printed(await ops("rotate-secret"));
    expectIn(grace_ends_at, 24 * HOUR);
    expect(await kept()).toEqual([secret, dealer.secret]);
  });

  it("with --grace 0 ends the old secret at once", { timeout: TIMEOUT }, async () => {
    const { secret, grace_ends_at } = printed(await ops("rotate-secret", "--grace", "0"));
    expect(grace_ends_at).toBeNull();
    expect(await kept()).toEqual([secret]);
  });

  it("says so when it ends the secret of a running grace period", { timeout: TIMEOUT }, async () => {
    const first = await ops("rotate-secret", "--grace", "7d");
    const second = await ops("rotate-secret", "--grace", "90m");
    expect(first.stderr).toBe("");
    expect(second.stderr).toBe(
      "A grace period was running. The secret that it was for has stopped signing.\n",
    );
    expectIn(printed(first).grace_ends_at, 7 * 24 * HOUR);
    expectIn(printed(second).grace_ends_at, 1.5 * HOUR);
    expect(await kept()).toEqual([printed(second).secret, printed(first).secret]);

    const replaced = printed(await ops("rotate-secret", "--keep-previous"));
    expect(replaced.grace_ends_at).toBe(printed(second).grace_ends_at);
    expect(await kept()).toEqual([replaced.secret, printed(first).secret]);
  });

  it("refuses what is no rotation, and changes nothing", { timeout: TIMEOUT }, async () => {
    const cases = [
      [["--grace", "8d"], "secret_not_rotated", "ops: A grace period lasts whole seconds, from 0 to 7 days."],
      [
        ["--grace", "24"],
        "invalid_options",
        "argument '24' is invalid. Use a whole number with s, m, h or d",
      ],
      [
        ["--grace", "-1h"],
        "invalid_options",
        "argument '-1h' is invalid. Use a whole number with s, m, h or d",
      ],
      [
        ["--keep-previous", "--grace", "1h"],
        "invalid_options",
        "cannot be used with option '--grace <duration>'",
      ],
      [["--keep-previous"], "secret_not_rotated", "ops: No grace period runs"],
    ] as const;
    const runs = await Promise.all(cases.map(([words]) => ops("rotate-secret", ...words)));
    for (const [index, { code, json, stderr }] of runs.entries()) {
      const [, errorCode, told = "?"] = cases[index] ?? [];
      const message = expect.stringContaining(told.replace(/^ops: /u, ""));
      expect({ code, json }).toEqual({ code: 1, json: { error: { code: errorCode, message } } });
      expect(stderr).toContain(told);
    }
    expect(await kept()).toEqual([dealer.secret]);
  });

  it("before there is a webhook says what to do first", { timeout: TIMEOUT }, async () => {
    dealer = await createTestDealer(server);
    ({ email } = await server.database.prisma.user.findUniqueOrThrow({ where: { id: dealer.userId } }));
    const { code, stderr } = await ops("rotate-secret");
    expect(code).toBe(1);
    expect(stderr).toBe(
      "ops: There is no signing secret to rotate yet. The first one is made when the webhook URL is set.\n",
    );
  });
});

describe("ops integration end-grace", () => {
  it("ends a grace period, once", { timeout: TIMEOUT }, async () => {
    const { secret } = printed(await ops("rotate-secret"));
    expect(await ops("end-grace")).toEqual({ code: 0, json: { ended: true }, stderr: "" });
    expect(await kept()).toEqual([secret]);
    expect(await ops("end-grace")).toEqual({ code: 0, json: { ended: false }, stderr: "" });
  });
});
