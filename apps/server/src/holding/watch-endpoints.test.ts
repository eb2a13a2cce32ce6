import { disableFailingEndpoints, run } from "@wth/database";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { recordLog } from "../test/log.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { watchEndpoints } from "./watch-endpoints.ts";

let server: TestServer;
let dealer: TestDealer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.database.pool.query("TRUNCATE users, delivery_queue CASCADE");
  dealer = await createTestDealer(server, { webhookUrl: "http://127.0.0.1:9999/nobody" });
});

const watch = (log = recordLog()) => watchEndpoints(server.database, log.log);
const endpoint = () =>
  server.database.prisma.webhookEndpoint.findUniqueOrThrow({
    where: { integrationId: dealer.integrationId },
  });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How an endpoint has fared; times in ms ago, and null for never. */
interface History {
  failures: number;
  failingSince?: number | null;
  lastFailure?: number | null;
  lastSuccess?: number | null;
  enabled?: boolean;
}

const ago = (ms: number | null) => (ms === null ? null : new Date(Date.now() - ms));

/** Writes a history as the clocks would have it. */
async function write(history: History): Promise<void> {
  const { failures, failingSince = null, lastFailure = MINUTE, lastSuccess = null, enabled = true } = history;
  const { integrationId } = dealer;
  await server.database.prisma.webhookEndpoint.update({
    where: { integrationId },
    data: {
      consecutiveFailures: failures,
      failingSince: ago(failingSince),
      lastFailureAt: ago(lastFailure),
      lastSuccessAt: ago(lastSuccess),
    },
  });
  await server.database.pool.query("UPDATE integrations SET is_enabled = $2 WHERE id = $1", [
    integrationId,
    enabled,
  ]);
}

describe("an endpoint is disabled", () => {
  const long = 5 * DAY + MINUTE;
  it.each<[string, boolean, History]>([
    ["after 20 failures in five days", true, { failures: 20, failingSince: long, lastSuccess: 6 * DAY }],
    ["without ever having succeeded", true, { failures: 20, failingSince: long }],
    ["after many more", true, { failures: 5_000, failingSince: 9 * DAY, lastSuccess: 29 * DAY }],
    ["not after 19 failures", false, { failures: 19, failingSince: 9 * DAY }],
    ["not a minute before five days are over", false, { failures: 20, failingSince: long - 2 * MINUTE }],
    ["not after a success in between", false, { failures: 20, failingSince: long, lastSuccess: 4 * DAY }],
    ["not for a bad hour after a quiet week", false, { failures: 40, lastFailure: 0, lastSuccess: 8 * DAY }],
    ["not while the integration is", false, { failures: 20, failingSince: long, enabled: false }],
  ])("%s: %s", async (_name, disabled, history) => {
    await write(history);
    const log = recordLog();
    await watch(log);
    expect(await endpoint()).toMatchObject({
      disabledAt: disabled ? expect.any(Date) : null,
      disabledReason: disabled ? "failing" : null,
      consecutiveFailures: history.failures,
    });
    expect(log.lines.filter((line) => line.startsWith("warn: An endpoint has been disabled"))).toHaveLength(
      disabled ? 1 : 0,
    );
  });

  it("once, however many workers judge it at the same time", async () => {
    await write({ failures: 20, failingSince: long });
    const log = recordLog();
    await Promise.all(Array.from({ length: 8 }, () => watch(log)));
    expect((await endpoint()).disabledReason).toBe("failing");
    expect(log.lines).toHaveLength(1);
  });
});

describe("a success that has just been recorded", () => {
  it("counts, also while the time before it is still noted as the beginning of the failures", async () => {
    await write({ failures: 20, failingSince: 6 * DAY, lastSuccess: MINUTE });
    expect(await run(server.database.pool, disableFailingEndpoints, [5 * 86_400, 20])).toEqual([]);
  });
});

describe("since when an endpoint has been failing", () => {
  it("is the first failure after the last success", async () => {
    await write({ failures: 1, lastFailure: 50_000, lastSuccess: DAY });
    await watch();
    const first = (await endpoint()).failingSince;
    expect(first).toEqual((await endpoint()).lastFailureAt);

    await write({ failures: 2, failingSince: 50_000, lastFailure: 20_000, lastSuccess: DAY });
    const noted = (await endpoint()).failingSince;
    await watch();
    expect((await endpoint()).failingSince).toEqual(noted);

    // It succeeded and failed again between two looks.
    await write({ failures: 1, failingSince: 50_000, lastFailure: 5_000, lastSuccess: 10_000 });
    await watch();
    expect((await endpoint()).failingSince).toEqual((await endpoint()).lastFailureAt);

    await write({ failures: 0, failingSince: 50_000, lastSuccess: 1_000 });
    await watch();
    expect((await endpoint()).failingSince).toBeNull();
  });
});

describe("a success", () => {
  /** What recording a success does to the endpoint, in a transaction that is still open until the returned function is called. */
  async function recordSuccess(): Promise<() => Promise<void>> {
    const client = await server.database.pool.connect();
    await client.query("BEGIN");
    await client.query("UPDATE webhook_endpoints SET consecutive_failures = 0, last_success_at = now()");
    return async () => {
      await client.query("COMMIT");
      client.release();
    };
  }

  it("that is just being recorded is waited for with the verdict, and counts", async () => {
    await write({ failures: 20, failingSince: 6 * DAY });
    const commit = await recordSuccess();
    await watch();
    await commit();
    await watch();
    expect(await endpoint()).toMatchObject({ disabledAt: null, failingSince: null, consecutiveFailures: 0 });
  });
});
