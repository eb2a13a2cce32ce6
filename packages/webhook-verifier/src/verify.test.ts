import { createHash, createHmac } from "node:crypto";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { type RawBody, safeVerify, signTestHeaders, type VerifyInput, verify } from "./index.ts";

const SECRET = `whsec_${createHash("sha256").update("test secret").digest("base64")}`;
const OTHER_SECRET = `whsec_${createHash("sha256").update("other secret").digest("base64")}`;
const NOW = 1_778_229_903;
const BODY = '{"id":"evt_1","type":"integration.test_event"}';

function signatureOf(body: RawBody = BODY, secrets: string | string[] = SECRET, timestamp = NOW): string {
  return signTestHeaders({ body, secrets, timestamp })["X-WTH-Signature"] ?? "";
}

const SIGNATURE = signatureOf();

function input(change: Partial<VerifyInput> = {}): VerifyInput {
  return { body: BODY, headers: SIGNATURE, secrets: SECRET, now: NOW, ...change };
}

/** What a plain JavaScript caller can do: the types would refuse it. */
function untyped(change: Record<string, unknown>): VerifyInput {
  return Object.assign(input(), change);
}

function codeOf(verifyInput: VerifyInput): string {
  const result = safeVerify(verifyInput);
  return result.ok ? "ok" : result.code;
}

describe("headers", () => {
  const wrong = signatureOf(BODY, OTHER_SECRET);
  const incoming = new IncomingMessage(new Socket());
  incoming.headers["x-wth-signature"] = SIGNATURE;

  const accepted: [string, VerifyInput["headers"]][] = [
    ["the header's value", SIGNATURE],
    ["an array with the value", [SIGNATURE]],
    ["Headers", new Headers({ "X-WTH-Signature": SIGNATURE })],
    ["Headers with the name without X-", new Headers({ "WTH-Signature": SIGNATURE })],
    [
      "a fetch Request",
      new Request("https://example.com", { method: "POST", headers: { "x-wth-signature": SIGNATURE } }),
    ],
    ["a Node IncomingMessage", incoming],
    ["Node headers", { host: "example.com", "x-wth-signature": SIGNATURE }],
    ["Node headers with an array", { "x-wth-signature": [SIGNATURE] }],
    ["an object in title case", { "X-Wth-Signature": SIGNATURE }],
    ["an object in upper case", { "X-WTH-SIGNATURE": SIGNATURE }],
    ["an object with the name without X-", { "wth-signature": SIGNATURE }],
    ["X-WTH-Signature before WTH-Signature", { "wth-signature": wrong, "x-wth-signature": SIGNATURE }],
    [
      "X-WTH-Signature before WTH-Signature in Headers",
      new Headers({ "wth-signature": wrong, "x-wth-signature": SIGNATURE }),
    ],
    ["an empty X-WTH-Signature beside WTH-Signature", { "x-wth-signature": "", "wth-signature": SIGNATURE }],
    ["the headers of signTestHeaders", signTestHeaders({ body: BODY, secrets: SECRET, timestamp: NOW })],
  ];
  it.each(accepted)("accepts %s", (_name, headers) => {
    expect(verify(input({ headers }))).toMatchObject({ timestamp: NOW, matchedSecretIndex: 0 });
  });

  const refused: [string, unknown, string][] = [
    ["undefined", undefined, "missing_header"],
    ["null", null, "missing_header"],
    ["an empty string", "", "missing_header"],
    ["an empty array", [], "missing_header"],
    ["an empty object", {}, "missing_header"],
    ["Headers without it", new Headers({ "content-type": "application/json" }), "missing_header"],
    ["a value of undefined", { "x-wth-signature": undefined }, "missing_header"],
    ["a number", 42, "missing_header"],
    ["two header lines in an array", { "x-wth-signature": [SIGNATURE, SIGNATURE] }, "malformed_header"],
    ["two header lines in Headers", twice(SIGNATURE), "malformed_header"],
    ["a value that is not text", { "x-wth-signature": 42 }, "malformed_header"],
    ["only the wrong one under X-", { "x-wth-signature": wrong, "wth-signature": SIGNATURE }, "no_match"],
  ];
  it.each(refused)("refuses %s", (_name, headers, code) => {
    expect(codeOf(untyped({ headers }))).toBe(code);
  });

  function twice(value: string): Headers {
    const headers = new Headers();
    headers.append("X-WTH-Signature", value);
    headers.append("X-WTH-Signature", value);
    return headers;
  }
});

describe("body", () => {
  const bytes = new TextEncoder().encode(BODY);
  const padded = new Uint8Array(bytes.length + 20).fill(0x20);
  padded.set(bytes, 7);
  const foreign: unknown = runInNewContext("new Uint8Array(list)", { list: [...bytes] });
  const foreignBuffer: unknown = runInNewContext("new Uint8Array(list).buffer", { list: [...bytes] });

  const accepted: [string, unknown][] = [
    ["a string", BODY],
    ["a Uint8Array", bytes],
    ["a Buffer from Node's pool", Buffer.from(BODY)],
    ["an ArrayBuffer", bytes.buffer],
    ["a view into a larger buffer", padded.subarray(7, 7 + bytes.length)],
    ["a Buffer view into a larger buffer", Buffer.from(padded.buffer, 7, bytes.length)],
    ["a DataView into a larger buffer", new DataView(padded.buffer, 7, bytes.length)],
    ["a Uint8Array of another realm", foreign],
    ["an ArrayBuffer of another realm", foreignBuffer],
  ];
  it.each(accepted)("accepts %s", (_name, body) => {
    expect(codeOf(untyped({ body }))).toBe("ok");
  });

  it("hashes only the bytes of a view", () => {
    expect(codeOf(input({ body: padded.subarray(6, 7 + bytes.length) }))).toBe("no_match");
    expect(codeOf(input({ body: padded }))).toBe("no_match");
  });

  const parsed: [string, unknown][] = [
    ["a parsed object", JSON.parse(BODY)],
    ["a parsed array", [1, 2]],
    ["nothing", undefined],
    ["null", null],
    ["a number", 1],
    ["an array of byte numbers", [...bytes]],
    ["a Blob", new Blob([BODY])],
  ];
  it.each(parsed)("refuses %s before anything else, with advice", (_name, body) => {
    const result = safeVerify(untyped({ body, headers: undefined, secrets: undefined }));
    expect(result).toMatchObject({ ok: false, code: "parsed_body" });
    if (!result.ok) expect(result.error.message).toMatch(/express\.raw/);
  });
});

describe("secrets", () => {
  const weak: [string, unknown][] = [
    ["undefined", undefined],
    ["an empty string", ""],
    ["an empty list", []],
    ["31 characters", "x".repeat(31)],
    ["a list with an unset one", [SECRET, undefined]],
    ["a list with a short one", [SECRET, "whsec_short"]],
    ["a trailing newline", `${SECRET}\n`],
    ["a leading space", ` ${SECRET}`],
  ];
  it.each(weak)("refuses %s", (_name, secrets) => {
    expect(codeOf(untyped({ secrets }))).toBe("weak_secret");
  });

  it("accepts 32 characters", () => {
    const secrets = "s".repeat(32);
    expect(verify(input({ secrets, headers: signatureOf(BODY, secrets) })).matchedSecretIndex).toBe(0);
  });

  it("keeps apart more secrets than are cached", () => {
    const many = Array.from({ length: 300 }, (_, index) => `secret number ${index} `.padEnd(40, "x"));
    for (const secrets of [...many, ...many]) {
      expect(codeOf(input({ secrets, headers: signatureOf(BODY, secrets) }))).toBe("ok");
      expect(codeOf(input({ secrets, headers: SIGNATURE }))).toBe("no_match");
    }
  });

  it("never puts a secret, the body or a signature into a message", () => {
    const [, digits = ""] = SIGNATURE.split("v1=");
    const failing = [
      input({ secrets: OTHER_SECRET }),
      input({ headers: `t=${NOW},v1=${digits}0` }),
      input({ now: NOW + 301 }),
      untyped({ secrets: [`${SECRET} `] }),
      untyped({ body: JSON.parse(BODY) }),
    ];
    for (const one of failing) {
      const result = safeVerify(one);
      const text = result.ok ? "ok" : `${result.error.message}${result.error.stack}`;
      for (const secret of [SECRET, OTHER_SECRET, digits, "evt_1"]) expect(text).not.toContain(secret);
      expect(result.ok).toBe(false);
    }
  });
});

describe("tolerance and clock", () => {
  it.each([Number.NaN, -1, -0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "refuses a tolerance of %s",
    (toleranceSeconds) => {
      expect(() => verify(input({ toleranceSeconds }))).toThrow(RangeError);
      expect(() => safeVerify(input({ toleranceSeconds }))).toThrow(RangeError);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, () => Number.NaN])("refuses a clock of %s", (now) => {
    expect(() => verify(input({ now }))).toThrow(RangeError);
  });

  it("refuses options of another type", () => {
    expect(() => verify(untyped({ toleranceSeconds: "300" }))).toThrow(RangeError);
    expect(() => verify(untyped({ toleranceSeconds: null, now: "soon" }))).toThrow(RangeError);
  });

  it("takes the clock as a function", () => {
    expect(codeOf(input({ now: () => NOW + 300 }))).toBe("ok");
    expect(codeOf(input({ now: () => NOW + 301 }))).toBe("timestamp_too_old");
  });

  it("counts whole seconds: the last second of the window is in to its end", () => {
    expect(codeOf(input({ now: NOW + 300.999 }))).toBe("ok");
    expect(codeOf(input({ now: NOW + 301 }))).toBe("timestamp_too_old");
    expect(codeOf(input({ now: NOW - 300 }))).toBe("ok");
    expect(codeOf(input({ now: NOW - 300.001 }))).toBe("timestamp_too_new");
  });

  it("uses the system clock by default", () => {
    const headers = signTestHeaders({ body: BODY, secrets: SECRET });
    expect(codeOf({ body: BODY, headers, secrets: SECRET })).toBe("ok");
    expect(codeOf({ body: BODY, headers: SIGNATURE, secrets: SECRET, toleranceSeconds: 1 })).toMatch(
      /^timestamp_/,
    );
  });

  it("-0 is a tolerance of 0", () => {
    expect(codeOf(input({ toleranceSeconds: -0 }))).toBe("ok");
  });
});

describe("replay store", () => {
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

  it("accepts a delivery once", () => {
    const replayStore = memoryStore();
    expect(codeOf(input({ replayStore }))).toBe("ok");
    expect(codeOf(input({ replayStore }))).toBe("replayed");
    expect(replayStore.claims).toEqual([{ signature: SIGNATURE.slice(-64), lifetimeSeconds: 601 }]);
  });

  it("accepts the same event signed anew, as a retry is", () => {
    const replayStore = memoryStore();
    expect(codeOf(input({ replayStore }))).toBe("ok");
    expect(codeOf(input({ replayStore, headers: signatureOf(BODY, SECRET, NOW + 5) }))).toBe("ok");
  });

  it("knows a delivery again when one of its two signatures was cut off", () => {
    const replayStore = memoryStore();
    const secrets = [OTHER_SECRET, SECRET];
    const both = signatureOf(BODY, secrets);
    const [time, first, second] = both.split(",");
    expect(codeOf(input({ replayStore, secrets, headers: both }))).toBe("ok");
    expect(codeOf(input({ replayStore, secrets, headers: `${time},${second}` }))).toBe("replayed");
    expect(codeOf(input({ replayStore, secrets, headers: `${time},${first}` }))).toBe("replayed");
  });

  it("gives the same key in the result, for asynchronous stores", () => {
    const replayStore = memoryStore();
    const { signature } = verify(input({ replayStore, secrets: [OTHER_SECRET, SECRET] }));
    const expected = createHmac("sha256", OTHER_SECRET).update(`${NOW}.${BODY}`).digest("hex");
    expect(signature).toBe(expected);
    expect(replayStore.claims[0]?.signature).toBe(expected);
  });

  it("asks for a lifetime of at least two tolerances", () => {
    const replayStore = memoryStore();
    verify(input({ replayStore, toleranceSeconds: 42 }));
    expect(replayStore.claims[0]?.lifetimeSeconds).toBeGreaterThanOrEqual(84);
  });

  it("is not asked about what does not verify", () => {
    const replayStore = memoryStore();
    expect(codeOf(input({ replayStore, secrets: OTHER_SECRET }))).toBe("no_match");
    expect(codeOf(input({ replayStore, now: NOW + 301 }))).toBe("timestamp_too_old");
    expect(replayStore.claims).toEqual([]);
  });

  it.each([Promise.resolve(true), undefined, 1, "OK"])("refuses %s as its answer", (answer) => {
    const claim = () => answer;
    expect(() => verify(untyped({ replayStore: { claim } }))).toThrow(TypeError);
  });
});

describe("errors", () => {
  it("carry a code, a name and advice", () => {
    const result = safeVerify(input({ headers: undefined }));
    expect(result).toMatchObject({
      ok: false,
      code: "missing_header",
      error: { name: "WebhookVerificationError", code: "missing_header" },
    });
  });

  it("tell how far off the clock is", () => {
    const result = safeVerify(input({ now: NOW + 3601 }));
    expect(result.ok ? "" : result.error.message).toContain("-3601 s from now");
  });
});
