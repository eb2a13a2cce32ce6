import type { IncomingMessage } from "node:http";
import type { WebhookEvent as ContractEvent } from "@wth/contract";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  constructEvent,
  type EventType,
  eventTypes,
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

describe("types", () => {
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
