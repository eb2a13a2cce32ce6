import { describe, expect, it } from "vitest";
import { signTestHeaders, type VerifyInput } from "./node.ts";
import {
  BODY,
  HEX,
  input,
  NOW,
  OTHER_SECRET,
  SECRET,
  SIGNATURE,
  signatureOf,
  tables,
} from "./testing/boundaries.ts";
import { type Build, builds } from "./testing/builds.ts";

async function answerOf(build: Build, verifyInput: VerifyInput): Promise<string> {
  try {
    const result = await build.safeVerify(verifyInput);
    return result.ok ? "ok" : result.code;
  } catch (error) {
    return error instanceof Error ? error.name : "?";
  }
}

describe.each(builds)("boundaries of the build with %s", (_name, build) => {
  describe.each(Object.entries(tables))("%s", (_table, cases) => {
    it.each(cases)("%s", async (_case, change, expected) => {
      await expect(answerOf(build, input(change))).resolves.toBe(expected);
    });
  });

  it("says which secret fits, and when it was signed", async () => {
    const { timestamp, matchedSecretIndex } = await build.verify(input({ secrets: [OTHER_SECRET, SECRET] }));
    expect({ timestamp, matchedSecretIndex }).toEqual({ timestamp: NOW, matchedSecretIndex: 1 });
  });

  it("advises on a parsed body by framework", async () => {
    const result = await build.safeVerify(input({ body: {} }));
    const message = result.ok ? "" : result.error.message;
    for (const advice of ["express.raw", "parseAs", "arrayBuffer()"]) expect(message).toContain(advice);
  });

  it("tells how far off the clock is", async () => {
    const result = await build.safeVerify(input({ now: NOW + 3601 }));
    expect(result.ok ? "" : result.error.message).toContain("-3601 s from now");
  });

  it("throws errors with a code and a name", async () => {
    const failing = async () => build.verify(input({ headers: undefined }));
    await expect(failing()).rejects.toThrow(build.WebhookVerificationError);
    await expect(failing()).rejects.toMatchObject({
      name: "WebhookVerificationError",
      code: "missing_header",
    });
  });

  it("uses the system clock by default", async () => {
    const fresh = signTestHeaders({ body: BODY, secrets: SECRET });
    expect(await answerOf(build, { body: BODY, headers: fresh, secrets: SECRET })).toBe("ok");
    expect(await answerOf(build, { body: BODY, headers: SIGNATURE, secrets: SECRET })).toMatch(/^timestamp_/);
  });

  it("keeps apart more secrets than are cached", async () => {
    const many = Array.from({ length: 300 }, (_, index) => `secret number ${index} `.padEnd(40, "x"));
    for (const one of [...many, ...many]) {
      expect(await answerOf(build, input({ secrets: one, headers: signatureOf(BODY, one) }))).toBe("ok");
      expect(await answerOf(build, input({ secrets: one }))).toBe("no_match");
    }
  });

  it("never puts a secret, the body or a signature into a message", async () => {
    const failing = [
      { secrets: OTHER_SECRET },
      { headers: `t=${NOW},v1=${HEX}0` },
      { now: NOW + 301 },
      { secrets: [`${SECRET} `] },
      { body: JSON.parse(BODY) },
    ];
    for (const change of failing) {
      const result = await build.safeVerify(input(change));
      const text = result.ok ? "ok" : `${result.error.message}${result.error.stack}`;
      for (const secret of [SECRET, OTHER_SECRET, HEX, "evt_1"]) expect(text).not.toContain(secret);
      expect(result.ok).toBe(false);
    }
  });
});

it("the builds have the same exports", () => {
  const [[, one] = [], [, other] = []] = builds;
  expect(Object.keys(Object(one)).toSorted()).toEqual(Object.keys(Object(other)).toSorted());
});
