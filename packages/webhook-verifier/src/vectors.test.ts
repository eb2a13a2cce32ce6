import { describe, expect, it } from "vitest";
import vectors from "../../../spec/signing/vectors.json" with { type: "json" };
import { builds } from "./testing/builds.ts";

type Case = (typeof vectors.verify)[number];

function bodyOf(vector: Case): string | Uint8Array {
  return vector.body_base64 === undefined ? (vector.body ?? "") : Buffer.from(vector.body_base64, "base64");
}

function inputOf(vector: Case) {
  return {
    body: bodyOf(vector),
    headers: vector.header,
    secrets: vector.secrets,
    now: vector.now,
    toleranceSeconds: vector.tolerance_seconds,
  };
}

describe.each(builds)("signature vectors with %s: verify", (_build, { safeVerify, verify }) => {
  it.each(vectors.verify.map((vector) => [vector.name, vector] as const))("%s", async (_name, vector) => {
    const result = await safeVerify(inputOf(vector));
    if (vector.expect.ok) {
      expect(result).toMatchObject({
        ok: true,
        matchedSecretIndex: vector.expect.matched_secret_index,
        timestamp: vector.expect.timestamp,
      });
    } else {
      expect(result).toMatchObject({ ok: false, code: vector.expect.code });
      const failing = async () => verify(inputOf(vector));
      await expect(failing()).rejects.toMatchObject({ code: vector.expect.code });
    }
  });

  it("answer the same for text and for its bytes", async () => {
    for (const vector of vectors.verify) {
      if (vector.body === undefined) continue;
      const asText = await safeVerify(inputOf(vector));
      const asBytes = await safeVerify({ ...inputOf(vector), body: new TextEncoder().encode(vector.body) });
      expect(asBytes, vector.name).toEqual(asText);
    }
  });

  it("cover every code that a header, a body and a clock can cause", () => {
    const codes = new Set(vectors.verify.map((vector) => vector.expect.code));
    for (const code of [
      "missing_header",
      "malformed_header",
      "timestamp_too_old",
      "timestamp_too_new",
      "no_match",
    ]) {
      expect(codes).toContain(code);
    }
  });
});

describe.each(builds)("signature vectors with %s: sign", (_build, { signTestHeaders, verify }) => {
  const single = vectors.sign.map((vector) => ({ ...vector, secrets: [vector.secret] }));
  it.each([...single, ...vectors.sign_rotation].map((vector) => [vector.name, vector] as const))(
    "%s",
    async (_name, vector) => {
      const headers = await signTestHeaders({
        body: vector.body,
        secrets: vector.secrets,
        timestamp: vector.timestamp,
        eventId: vector.event_id,
      });
      expect(headers["X-WTH-Signature"]).toBe(vector.x_wth_signature);
      expect(headers["WTH-Signature"]).toBe(vector.x_wth_signature);
      expect(headers["webhook-signature"] ?? null).toBe(vector.webhook_signature);
      for (const secret of vector.secrets) {
        expect(
          await verify({ body: vector.body, headers, secrets: secret, now: vector.timestamp }),
        ).toMatchObject({
          matchedSecretIndex: 0,
          timestamp: vector.timestamp,
        });
      }
    },
  );
});
