import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signTestHeaders, type VerifyInput, verify } from "./node.ts";
import { type Build, builds } from "./testing/builds.ts";
import * as web from "./web.ts";

const SECRET = `whsec_${createHash("sha256").update("test secret").digest("base64")}`;
const OTHER_SECRET = `whsec_${createHash("sha256").update("other secret").digest("base64")}`;
const NOW = 1_778_229_903;
const BODY = '{"id":"evt_1","type":"integration.test_event"}';

function signatureOf(secrets: string | string[] = SECRET, timestamp = NOW): string {
  return signTestHeaders({ body: BODY, secrets, timestamp })["X-WTH-Signature"] ?? "";
}

const SIGNATURE = signatureOf();

function input(change: Partial<VerifyInput>): VerifyInput {
  return { body: BODY, headers: SIGNATURE, secrets: SECRET, now: NOW, ...change };
}

async function answerOf(build: Build, verifyInput: VerifyInput): Promise<string> {
  const result = await build.safeVerify(verifyInput);
  return result.ok ? "ok" : result.code;
}

function memoryStore() {
  const claims: { signature: string; lifetimeSeconds: number }[] = [];
  return {
    claims,
    claim(signature: string, lifetimeSeconds: number): boolean {
      const isNew = claims.every((known) => known.signature !== signature);
      if (isNew) claims.push({ signature, lifetimeSeconds });
      return isNew;
    },
  };
}

describe.each(builds)("replay store, with %s", (_name, build) => {
  it("accepts a delivery once", async () => {
    const replayStore = memoryStore();
    expect(await answerOf(build, input({ replayStore }))).toBe("ok");
    expect(await answerOf(build, input({ replayStore }))).toBe("replayed");
    expect(replayStore.claims).toEqual([{ signature: SIGNATURE.slice(-64), lifetimeSeconds: 601 }]);
  });

  it("accepts the same event signed anew, as a retry is", async () => {
    const replayStore = memoryStore();
    expect(await answerOf(build, input({ replayStore }))).toBe("ok");
    expect(await answerOf(build, input({ replayStore, headers: signatureOf(SECRET, NOW + 5) }))).toBe("ok");
  });

  it("knows a delivery again when one of its two signatures was cut off", async () => {
    const replayStore = memoryStore();
    const secrets = [OTHER_SECRET, SECRET];
    const both = signatureOf(secrets);
    const [time, first, second] = both.split(",");
    expect(await answerOf(build, input({ replayStore, secrets, headers: both }))).toBe("ok");
    expect(await answerOf(build, input({ replayStore, secrets, headers: `${time},${second}` }))).toBe(
      "replayed",
    );
    expect(await answerOf(build, input({ replayStore, secrets, headers: `${time},${first}` }))).toBe(
      "replayed",
    );
  });

  it("gives the same key in the result", async () => {
    const replayStore = memoryStore();
    const { signature } = await build.verify(input({ replayStore, secrets: [OTHER_SECRET, SECRET] }));
    const expected = createHmac("sha256", OTHER_SECRET).update(`${NOW}.${BODY}`).digest("hex");
    expect(signature).toBe(expected);
    expect(replayStore.claims[0]?.signature).toBe(expected);
  });

  it("asks for a lifetime of at least two tolerances", async () => {
    const replayStore = memoryStore();
    await build.verify(input({ replayStore, toleranceSeconds: 42 }));
    expect(replayStore.claims[0]?.lifetimeSeconds).toBeGreaterThanOrEqual(84);
  });

  it("is not asked about what does not verify", async () => {
    const replayStore = memoryStore();
    expect(await answerOf(build, input({ replayStore, secrets: OTHER_SECRET }))).toBe("no_match");
    expect(await answerOf(build, input({ replayStore, now: NOW + 301 }))).toBe("timestamp_too_old");
    expect(replayStore.claims).toEqual([]);
  });
});

describe("a replay store's answer", () => {
  const untyped = (answer: unknown) => Object.assign(input({}), { replayStore: { claim: () => answer } });

  it.each([Promise.resolve(true), undefined, 1, "OK"])("of %s is no answer on Node", (answer) => {
    expect(() => verify(untyped(answer))).toThrow(TypeError);
  });

  it.each([Promise.resolve(false), undefined, 1, "OK"])("of %s refuses elsewhere", async (answer) => {
    await expect(web.verify(untyped(answer))).rejects.toMatchObject({ code: "replayed" });
  });

  it("may come later elsewhere than on Node", async () => {
    const replayStore = { claim: async () => true };
    await expect(web.verify({ ...input({}), replayStore })).resolves.toMatchObject({ timestamp: NOW });
  });
});
