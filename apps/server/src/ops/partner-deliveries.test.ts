import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { isRecord } from "../http/document.ts";
import { create } from "../orders/testing.ts";
import {
  createTestBranch,
  register,
  type TestBranch,
  type TestPartnerKey,
  type TestWebhook,
} from "../test/branch.ts";
import { createTestDealer, type TestDealer } from "../test/dealer.ts";
import { headerOf, type Receiver, startReceiver } from "../test/receiver.ts";
import { startTestServer, type TestServer } from "../test/server.ts";
import { runOps } from "./testing.ts";

const TIMEOUT = 90_000;

let server: TestServer;
let receiver: Receiver;
let branch: TestBranch;
let key: TestPartnerKey;
let dealer: TestDealer;
/** Answered with 410 until `isMended`, so that what is sent to it is a dead letter at once. */
let gone: TestWebhook;
let fine: TestWebhook;
let isMended = false;
beforeAll(async () => {
  server = await startTestServer();
  server.startWorker();
  receiver = await startReceiver();
  receiver.answer = ({ path }) => ({ status: path.endsWith("/gone") && !isMended ? 410 : 200 });
  branch = await createTestBranch(server);
  dealer = await createTestDealer(server);
  await branch.add(dealer);
  key = await branch.key("branch");
  gone = await register(key, `${receiver.url}/gone`, ["order.created"]);
  fine = await register(key, `${receiver.url}/fine`, ["order.created"]);
  await create(dealer);
  await create(dealer);
  await receiver.arrivals(4);
  await vi.waitFor(async () => expect(await statuses()).toEqual(["dead_letter", "delivered"]), TIMEOUT);
}, TIMEOUT);
afterAll(async () => {
  await receiver.close();
  await server.close();
});

async function statuses(): Promise<unknown[]> {
  const { rows } = await server.database.pool.query(
    "SELECT DISTINCT status::text FROM webhook_deliveries WHERE integration_id IS NULL ORDER BY 1",
  );
  return rows.map(({ status }) => status);
}

const ops = (...words: string[]) =>
  runOps({ DATABASE_URL: server.database.url, WTH_SECRETS_KEYS: server.secretsKeys }, ...words);
const deliveries = (verb: string, { id }: TestWebhook, ...rest: string[]) =>
  ops("partner-deliveries", verb, "--webhook", id, ...rest);

/** What a command lists; fails when it fails. */
async function listed(
  webhook: TestWebhook,
  ...options: string[]
): Promise<{ ids: string[]; next: string | null; data: unknown[] }> {
  const { code, json, stderr } = await deliveries("list", webhook, ...options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  if (!isRecord(json) || !Array.isArray(json.data)) throw new Error("This is no list.");
  const ids = json.data.map((each: unknown) => String(isRecord(each) ? each.id : null));
  return { ids, data: json.data, next: typeof json.next_cursor === "string" ? json.next_cursor : null };
}
/** The ids of what has arrived at a path, the newest first. */
const arrivedAt = (path: string) =>
  receiver.received
    .filter((each) => each.path.endsWith(path))
    .map((each) => headerOf(each, "x-wth-delivery-id"))
    .toSorted()
    .toReversed();

describe("ops partner webhooks", () => {
  it("lists the webhooks of a branch as the Partner API shows them", { timeout: TIMEOUT }, async () => {
    const { data } = Object(await (await key.call("GET", "/webhooks")).json());
    const of = { partner: "Exchange", keyPrefix: expect.stringMatching(/^sk_branch_/) };
    const expected = {
      object: "list",
      data: [
        { ...of, ...data[0] },
        { ...of, ...data[1] },
      ],
    };
    expect(data.map(({ id }: TestWebhook) => id)).toEqual([gone.id, fine.id]);
    expect((await ops("partner", "webhooks", "--branch", branch.name)).json).toEqual(expected);
    const other = await ops("partner", "webhooks", "--branch", branch.name, "--partner", "Nobody");
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining("ops partner create") });
  });
});

describe("ops partner-deliveries", () => {
  it("list tells what was sent to one webhook, the newest first, by pages", {
    timeout: TIMEOUT,
  }, async () => {
    const ids = arrivedAt("/gone");
    const { data, ...first } = await listed(gone, "--limit", "1");
    expect(data).toEqual([
      {
        id: ids[0],
        object: "webhook_delivery",
        event_id: expect.stringMatching(/^evt_/),
        event_type: "order.created",
        endpoint_url: `${receiver.url}/gone`,
        status: "dead_letter",
        attempt_count: 1,
        next_attempt_at: null,
        created_at: expect.any(String),
        delivered_at: null,
        livemode: false,
      },
    ]);
    expect(await listed(gone, "--limit", "1", "--after", first.next ?? "")).toMatchObject({
      ids: [ids[1]],
      next: null,
    });
    expect((await listed(fine)).ids).toEqual(arrivedAt("/fine"));
    expect((await listed(fine, "--status", "dead_letter")).ids).toEqual([]);
    expect((await listed(fine, "--status", "delivered", "--type", "order.created")).ids).toHaveLength(2);
    expect((await listed(fine, "--mode", "live")).ids).toEqual([]);
    expect((await listed(fine, "--created-after", "0")).ids).toEqual([]);
  });

  it("retry makes one more attempt; what is held waits for its webhook", { timeout: TIMEOUT }, async () => {
    const [newer = "", older = ""] = arrivedAt("/gone");
    isMended = true;
    expect(await deliveries("retry", gone, "--id", newer)).toMatchObject({
      code: 0,
      json: { delivery: { id: newer, status: "pending", attempts: [{ number: 1, response_status: 410 }] } },
    });
    const show = async (id: string) => (await deliveries("show", gone, "--id", id)).json;
    await receiver.arrivals(5);
    await expect
      .poll(() => show(newer), { timeout: 30_000 })
      .toMatchObject({ delivery: { status: "delivered", attempts: [{ number: 1 }, { number: 2 }] } });

    await key.call("PATCH", `/webhooks/${gone.id}`, { isActive: false });
    expect(await deliveries("retry", gone, "--id", older)).toMatchObject({
      code: 0,
      json: { delivery: { status: "pending", next_attempt_at: null } },
    });
    expect(receiver.received).toHaveLength(5);
    await key.call("PATCH", `/webhooks/${gone.id}`, { isActive: true });
    await receiver.arrivals(6);
    await expect
      .poll(() => show(older), { timeout: 30_000 })
      .toMatchObject({ delivery: { status: "delivered" } });
  });

  it("refuses what is not to be had, and says what to do", { timeout: TIMEOUT }, async () => {
    const [delivered = ""] = arrivedAt("/fine");
    const mine = await createTestDealer(server, { webhookUrl: receiver.url });
    const { delivery_id: dealersOwn } = Object(await (await mine.call("POST", "/test/webhook_ping")).json());
    const nobody = { id: crypto.randomUUID(), secretKey: "" };
    const refused = async (run: ReturnType<typeof ops>) => {
      const { code, stderr } = await run;
      expect(code).toBe(1);
      return stderr;
    };
    expect(await refused(deliveries("show", gone, "--id", delivered))).toMatch(/no such/i);
    expect(await refused(deliveries("show", fine, "--id", String(dealersOwn)))).toMatch(/no such/i);
    expect(await refused(deliveries("retry", fine, "--id", delivered))).toMatch(/Only a failed or dead/);
    expect(await refused(deliveries("list", nobody))).toMatch(/List them with: ops partner webhooks/);
    await key.call("DELETE", `/webhooks/${fine.id}`);
    expect(await refused(deliveries("retry", fine, "--id", delivered))).toMatch(/has been deleted/);
    expect((await listed(fine)).ids).toEqual(arrivedAt("/fine"));
  });
});
