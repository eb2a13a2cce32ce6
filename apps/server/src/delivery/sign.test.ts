import { describe, expect, it } from "vitest";
import vectors from "../../../../spec/signing/vectors.json" with { type: "json" };
import { requestHeaders } from "./send.ts";
import { signingSecret, standardSignature, wthSignature } from "./sign.ts";

const single = vectors.sign.map(({ secret, ...vector }) => ({ ...vector, secrets: [secret] }));
const cases = [...single, ...vectors.sign_rotation].map((vector) => ({
  ...vector,
  keys: vector.secrets.map(signingSecret),
  signable: { eventId: vector.event_id, timestamp: vector.timestamp, payload: vector.body },
}));
/** A Partner API secret signs the first scheme only. */
const ofBothSchemes = cases.filter(({ webhook_signature }) => webhook_signature !== null);

describe("X-WTH-Signature", () => {
  it.each(cases)("$name", ({ signable, keys, x_wth_signature }) => {
    expect(wthSignature(signable, keys)).toBe(x_wth_signature);
  });
});

describe("webhook-signature", () => {
  it.each(ofBothSchemes)("$name", ({ signable, keys, webhook_signature }) => {
    expect(standardSignature(signable, keys)).toBe(webhook_signature);
  });

  it("is in every vector but those of Partner API secrets", () => {
    const without = cases.filter(({ webhook_signature }) => webhook_signature === null);
    expect(without.flatMap(({ secrets }) => secrets).filter((secret) => secret.startsWith("whsec_"))).toEqual(
      [],
    );
    expect(ofBothSchemes.some(({ secrets }) => secrets.length > 1)).toBe(true);
  });
});

describe("the headers of an attempt", () => {
  it.each(ofBothSchemes)("carry both signatures: $name", (vector) => {
    const dispatch = {
      deliveryId: "24f0ebb1-73d7-4e99-9901-821078594271",
      eventId: vector.event_id,
      eventType: "integration.test_event",
      attempt: 2,
      url: "https://example.com/hook",
      secrets: vector.keys,
      payload: vector.body,
    };
    expect(requestHeaders(dispatch, vector.timestamp)).toMatchObject({
      "x-wth-signature": vector.x_wth_signature,
      "wth-signature": vector.x_wth_signature,
      "webhook-id": vector.event_id,
      "webhook-timestamp": String(vector.timestamp),
      "webhook-signature": vector.webhook_signature,
    });
  });
});
