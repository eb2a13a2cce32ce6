import { describe, expect, it } from "vitest";
import type { SignTestHeadersInput } from "./sign.ts";
import { builds } from "./testing/builds.ts";

const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";
const BODY = '{"id":"evt_b6d0dfb9dfb64613bed8709ba8a5d079","type":"order.received"}';

describe.each(builds)("signTestHeaders with %s", (_name, { signTestHeaders }) => {
  it("gives every header of a delivery, described by the body", async () => {
    expect(
      await signTestHeaders({ body: BODY, secrets: SECRET, timestamp: 1_778_229_903, attempt: 2 }),
    ).toEqual({
      "Content-Type": "application/json",
      "User-Agent": "WatchTraderHub-Webhooks/1",
      "X-WTH-Signature": expect.stringMatching(/^t=1778229903,v1=[0-9a-f]{64}$/),
      "WTH-Signature": expect.stringMatching(/^t=1778229903,v1=[0-9a-f]{64}$/),
      "X-WTH-Event-Id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "X-WTH-Event-Type": "order.received",
      "X-WTH-Delivery-Id": "00000000-0000-4000-8000-000000000000",
      "X-WTH-Delivery-Attempt": "2",
      "webhook-id": "evt_b6d0dfb9dfb64613bed8709ba8a5d079",
      "webhook-timestamp": "1778229903",
      "webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    });
  });

  it.each([["not JSON"], ["null"], ["[]"], ['{"id":1,"type":[]}'], [""]])(
    "signs %j with default ids",
    async (body) => {
      expect(await signTestHeaders({ body, secrets: SECRET })).toMatchObject({
        "X-WTH-Event-Id": `evt_${"0".repeat(32)}`,
        "X-WTH-Event-Type": "integration.test_event",
      });
    },
  );

  it("signs bytes that are not text", async () => {
    const headers = await signTestHeaders({ body: new Uint8Array([0xff, 0x00]), secrets: SECRET });
    expect(headers["X-WTH-Signature"]).toMatch(/,v1=[0-9a-f]{64}$/);
  });

  it("refuses weak secrets, parsed bodies and times that are not numbers", async () => {
    const sign = async (input: SignTestHeadersInput) => signTestHeaders(input);
    await expect(sign({ body: BODY, secrets: "short" })).rejects.toMatchObject({ code: "weak_secret" });
    const parsed = Object.assign({ body: BODY, secrets: SECRET }, { body: { id: 1 } });
    await expect(sign(parsed)).rejects.toMatchObject({ code: "parsed_body" });
    await expect(sign({ body: BODY, secrets: SECRET, timestamp: Number.NaN })).rejects.toThrow(RangeError);
  });
});
