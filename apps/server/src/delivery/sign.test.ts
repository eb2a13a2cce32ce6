import { describe, expect, it } from "vitest";
import vectors from "../../../../spec/signing/vectors.json" with { type: "json" };
import { signingSecret, standardSignature, wthSignature } from "./sign.ts";

const cases = [
  ...vectors.sign.map(({ secret, ...each }) => ({ ...each, secrets: [secret] })),
  ...vectors.sign_rotation,
];

describe("the signer", () => {
  it.each(cases)("makes the signatures of the vector: $name", (vector) => {
    const { secrets, timestamp, event_id: eventId, body: payload } = vector;
    const keys = secrets.map(signingSecret);
    expect(wthSignature({ eventId, timestamp, payload }, keys)).toBe(vector.x_wth_signature);
    // Deliveries to partners carry no Standard Webhooks headers.
    if (vector.webhook_signature === null) return;
    expect(standardSignature({ eventId, timestamp, payload }, keys)).toBe(vector.webhook_signature);
  });
});
