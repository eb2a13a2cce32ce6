import type { IncomingMessage } from "node:http";
import type { WebhookEvent as ContractEvent, PartnerEvent as ContractPartnerEvent } from "@wth/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  constructEvent,
  type EventType,
  eventTypes,
  type PartnerEvent,
  type PartnerEventOf,
  type PartnerEventType,
  partnerEventTypes,
  type RawBody,
  safeVerify,
  signTestHeaders,
  type VerifyInput,
  type WebhookEvent,
  type WebhookEventOf,
  type WebhookVerificationErrorCode,
} from "./node.ts";
import { type Build, builds } from "./testing/builds.ts";
import type * as web from "./web.ts";

const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";

function delivery(body: RawBody, change: Partial<VerifyInput> = {}): VerifyInput {
  return { body, headers: signTestHeaders({ body, secrets: SECRET }), secrets: SECRET, ...change };
}

const ORDER_EVENT = JSON.stringify({
  id: "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
  object: "event",
  type: "order.fulfilled",
  api_version: "2026-05-07",
  created_at: "2026-05-08T08:45:03.000Z",
  livemode: true,
  data: { object: { id: "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43", object: "order", buyer: { name: "Zoë" } } },
});

describe.each(builds)("constructEvent with %s", (_build, build) => {
  it.each([
    ["text", ORDER_EVENT],
    ["bytes", new TextEncoder().encode(ORDER_EVENT)],
    ["an ArrayBuffer", new TextEncoder().encode(ORDER_EVENT).buffer],
  ])("returns the event of %s", async (_name, body) => {
    expect(await build.constructEvent(delivery(body))).toEqual(JSON.parse(ORDER_EVENT));
  });

  it("lets event types pass that it does not know yet", async () => {
    const body = ORDER_EVENT.replace("order.fulfilled", "order.refunded");
    expect((await build.constructEvent(delivery(body))).type).toBe("order.refunded");
  });

  it("does not parse what does not verify", async () => {
    const tampered = delivery(ORDER_EVENT);
    const construct = async () => build.constructEvent({ ...tampered, body: "{broken" });
    await expect(construct()).rejects.toThrow(build.WebhookVerificationError);
  });

  it.each([
    ["not JSON", "hello"],
    ["nothing", ""],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22])],
    ["an event with a byte that is not UTF-8", Buffer.from(ORDER_EVENT.replace("Zoë", "Zo\xeb"), "latin1")],
    ["null", "null"],
    ["a list", "[]"],
    ["an object that is no event", '{"id":"1"}'],
    [
      "a Partner API body",
      '{"id":"1","event":"order.created","createdAt":"2026-05-08T08:45:03.000Z","data":{}}',
    ],
  ])("refuses a signed body that is %s", async (_name, body) => {
    const input = delivery(body);
    expect((await build.verify(input)).matchedSecretIndex).toBe(0);
    const construct = async () => build.constructEvent(input);
    await expect(construct()).rejects.toThrow(SyntaxError);
  });
});

const PARTNER_SECRET = "a1b2c3d4e5f6".repeat(5).padEnd(64, "0");
const PARTNER_EVENT = JSON.stringify({
  id: "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
  event: "order.created",
  createdAt: "2026-05-08T08:45:03.000Z",
  data: { id: "d7df4fbe-2c0c-4328-a3b0-a32c68cabd43", totalAmount: 1_500_000 },
});

describe.each(builds)("constructPartnerEvent with %s", (_build, build) => {
  const signed = (body: RawBody, secrets = PARTNER_SECRET) => ({
    body,
    headers: signTestHeaders({ body, secrets }),
    secrets: PARTNER_SECRET,
  });

  it("returns the event of a delivery that all 64 characters sign", async () => {
    const input = signed(PARTNER_EVENT);
    expect(input.headers["X-WTH-Event-Type"] ?? input.headers["x-wth-event-type"]).toBe("order.created");
    expect(Object.keys(input.headers).filter((name) => /^webhook-/i.test(name))).toEqual([]);
    expect(await build.constructPartnerEvent(input)).toEqual(JSON.parse(PARTNER_EVENT));
  });

  it("refuses another secret, and a changed body", async () => {
    for (const input of [
      signed(PARTNER_EVENT, "f".repeat(64)),
      { ...signed(PARTNER_EVENT), body: `${PARTNER_EVENT} ` },
    ]) {
      const construct = async () => build.constructPartnerEvent(input);
      await expect(construct()).rejects.toMatchObject({ code: "no_match" });
    }
  });

  it.each([
    ["an event of an integration", ORDER_EVENT],
    ["not JSON", "hello"],
    ["null", "null"],
    ["a list", "[]"],
  ])("refuses a signed body that is %s", async (_name, body) => {
    const construct = async () => build.constructPartnerEvent(signed(body));
    await expect(construct()).rejects.toThrow(SyntaxError);
  });
});

describe("types", () => {
  it("of partners are those of the contract, and narrow", () => {
    expectTypeOf<PartnerEvent>().toEqualTypeOf<ContractPartnerEvent>();
    expectTypeOf<PartnerEvent["event"]>().toEqualTypeOf<PartnerEventType>();
    expectTypeOf<PartnerEventOf<"order.created">["data"]["totalAmount"]>().toEqualTypeOf<number>();
    expectTypeOf<PartnerEventOf<"order.cancelled">["data"]["previousStatus"]>().toEqualTypeOf<
      "pending" | "fulfilled" | "cancelled"
    >();
    expectTypeOf<PartnerEventOf<"offer.updated">["data"]["availability"]>().toEqualTypeOf<
      "in_stock" | "sold" | "withdrawn"
    >();
    expect(partnerEventTypes).toHaveLength(4);
  });

  it("are those of the contract", () => {
    expectTypeOf<WebhookEvent>().toEqualTypeOf<ContractEvent>();
    expectTypeOf<WebhookEvent["type"]>().toEqualTypeOf<EventType>();
    expect(eventTypes).toHaveLength(10);
  });

  it("narrow on the type of the event", () => {
    const event = constructEvent(delivery(ORDER_EVENT));
    if (event.type === "order.received") expectTypeOf(event.data.object.line_items).toBeArray();
    if (event.type === "listing.updated") {
      expectTypeOf(event.data.object.id).toBeString();
      // @ts-expect-error listing events carry only the id
      expectTypeOf(event.data.object.price).toBeNever();
    }
    expectTypeOf<
      WebhookEventOf<"order.fulfilled">["data"]["previous_attributes"]["status"]
    >().toEqualTypeOf<"pending">();
    // @ts-expect-error not an event type
    expectTypeOf<WebhookEventOf<"order.refunded">>().toBeNever();
  });

  it("narrow the result of safeVerify on ok", () => {
    const result = safeVerify(delivery("{}"));
    if (result.ok) expectTypeOf(result.matchedSecretIndex).toBeNumber();
    else expectTypeOf(result.code).toEqualTypeOf<WebhookVerificationErrorCode>();
    // @ts-expect-error only after checking ok
    result.timestamp;
    expect(result.ok).toBe(true);
  });

  it("are synchronous on Node, promises elsewhere, and either where nobody knows", () => {
    expectTypeOf(constructEvent).returns.toEqualTypeOf<WebhookEvent>();
    expectTypeOf<typeof web.constructEvent>().returns.toEqualTypeOf<Promise<WebhookEvent>>();
    expectTypeOf<Build["constructEvent"]>().returns.toEqualTypeOf<WebhookEvent | Promise<WebhookEvent>>();
    const event = constructEvent(delivery(ORDER_EVENT));
    expect(event).not.toBeInstanceOf(Promise);
  });

  it("take what frameworks have, and no parsed body", () => {
    expectTypeOf<IncomingMessage>().toExtend<VerifyInput["headers"]>();
    expectTypeOf<IncomingMessage["headers"]>().toExtend<VerifyInput["headers"]>();
    expectTypeOf<Headers>().toExtend<VerifyInput["headers"]>();
    expectTypeOf<Request>().toExtend<VerifyInput["headers"]>();
    expectTypeOf<Buffer>().toExtend<RawBody>();
    expectTypeOf<{ id: string }>().not.toExtend<RawBody>();
    expectTypeOf<number>().not.toExtend<VerifyInput["secrets"]>();
  });
});
