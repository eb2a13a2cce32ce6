import { createHash, createHmac } from "node:crypto";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { runInNewContext } from "node:vm";
import { type RawBody, signTestHeaders, type VerifyInput } from "../node.ts";

/** A secret as the platform makes them. */
export const SECRET = `whsec_${createHash("sha256").update("test secret").digest("base64")}`;
/** Another dealer's. */
export const OTHER_SECRET = `whsec_${createHash("sha256").update("other secret").digest("base64")}`;
/** When the deliveries of the tables were signed, Unix seconds. */
export const NOW = 1_778_229_903;
export const BODY = '{"id":"evt_1","type":"integration.test_event"}';

/** The value of `X-WTH-Signature`. */
export function signatureOf(
  body: RawBody = BODY,
  secrets: string | string[] = SECRET,
  timestamp = NOW,
): string {
  return signTestHeaders({ body, secrets, timestamp })["X-WTH-Signature"] ?? "";
}

/** An independent signature: what follows `v1=`. */
function hexOf(time: string, body: string | Uint8Array = BODY, secret = SECRET): string {
  return createHmac("sha256", secret).update(`${time}.`).update(body).digest("hex");
}

export const SIGNATURE = signatureOf();
/** The digits after `v1=`. */
export const HEX = SIGNATURE.slice(-64);
const WRONG = signatureOf(BODY, OTHER_SECRET);

/** One case: what differs from a valid delivery, and the answer. Plain JavaScript can pass what the types refuse. */
export type Case = readonly [name: string, change: Readonly<Record<string, unknown>>, expected: string];

/** A valid delivery, changed. */
export function input(change: Readonly<Record<string, unknown>> = {}): VerifyInput {
  return Object.assign({ body: BODY, headers: SIGNATURE, secrets: SECRET, now: NOW }, change);
}

function incoming(headers: NodeJS.Dict<string>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers });
}

function twice(value: string): Headers {
  const headers = new Headers();
  headers.append("X-WTH-Signature", value);
  headers.append("X-WTH-Signature", value);
  return headers;
}

const post = (headers: Record<string, string>) =>
  new Request("https://example.com", { method: "POST", headers });
const repeated = (count: number) => Array.from({ length: count }, () => `v1=${hexOf("1")}`).join(",");

const time: Case[] = [
  ["300 s after signing", { now: NOW + 300 }, "ok"],
  ["301 s after signing", { now: NOW + 301 }, "timestamp_too_old"],
  ["300 s before signing", { now: NOW - 300 }, "ok"],
  ["301 s before signing", { now: NOW - 301 }, "timestamp_too_new"],
  ["the last second of the window, to its end", { now: NOW + 300.999 }, "ok"],
  ["just before the window", { now: NOW - 300.001 }, "timestamp_too_new"],
  ["a year ahead", { now: NOW - 365 * 86_400 }, "timestamp_too_new"],
  ["the clock as a function", { now: () => NOW + 300 }, "ok"],
  ["the clock as a function, too late", { now: () => NOW + 301 }, "timestamp_too_old"],
  ["a tolerance of 0, at once", { toleranceSeconds: 0 }, "ok"],
  ["a tolerance of -0, at once", { toleranceSeconds: -0 }, "ok"],
  ["a tolerance of 0, a second later", { toleranceSeconds: 0, now: NOW + 1 }, "timestamp_too_old"],
  ["a tolerance of 0, a second before", { toleranceSeconds: 0, now: NOW - 1 }, "timestamp_too_new"],
  ["a tolerance of 42, at its edge", { toleranceSeconds: 42, now: NOW + 42 }, "ok"],
  ["a tolerance of 42, past its edge", { toleranceSeconds: 42, now: NOW + 43 }, "timestamp_too_old"],
  ["a tolerance of undefined is the default", { toleranceSeconds: undefined, now: NOW + 300 }, "ok"],
  ["a tolerance of NaN", { toleranceSeconds: Number.NaN }, "RangeError"],
  ["a tolerance of -1", { toleranceSeconds: -1 }, "RangeError"],
  ["a tolerance of -0.5", { toleranceSeconds: -0.5 }, "RangeError"],
  ["a tolerance of Infinity", { toleranceSeconds: Number.POSITIVE_INFINITY }, "RangeError"],
  ["a tolerance of -Infinity", { toleranceSeconds: Number.NEGATIVE_INFINITY }, "RangeError"],
  ["a tolerance as text", { toleranceSeconds: "300" }, "RangeError"],
  ["a tolerance of null", { toleranceSeconds: null }, "RangeError"],
  ["a clock of NaN", { now: Number.NaN }, "RangeError"],
  ["a clock of Infinity", { now: Number.POSITIVE_INFINITY }, "RangeError"],
  ["a clock that answers NaN", { now: () => Number.NaN }, "RangeError"],
  ["a clock as text", { now: "soon" }, "RangeError"],
];

const header: Case[] = [
  ["spaces around the commas", { headers: `t=${NOW} , v1=${HEX}` }, "ok"],
  ["a tab around the comma", { headers: `t=${NOW}\t,\tv1=${HEX}` }, "ok"],
  [
    "spaces that no comma follows",
    { headers: `t=${NOW}${" ".repeat(500_000)}x,v1=${HEX}` },
    "malformed_header",
  ],
  ["several of both around the comma", { headers: `t=${NOW} \t ,\t\t v1=${HEX}` }, "ok"],
  ["the signature before the time", { headers: `v1=${HEX},t=${NOW}` }, "ok"],
  ["an element of a later scheme", { headers: `${SIGNATURE},v2=${HEX}` }, "ok"],
  ["no time", { headers: `v1=${HEX}` }, "malformed_header"],
  ["no signature", { headers: `t=${NOW}` }, "malformed_header"],
  ["the time twice, equal", { headers: `t=${NOW},${SIGNATURE}` }, "malformed_header"],
  ["the time twice, the second empty", { headers: `${SIGNATURE},t=` }, "malformed_header"],
  ["an empty time", { headers: `t=,v1=${hexOf("")}` }, "malformed_header"],
  ["junk after the time", { headers: `t=${NOW}junk,v1=${hexOf(`${NOW}junk`)}` }, "malformed_header"],
  ["t=123junk", { headers: `t=123junk,v1=${hexOf("123junk")}`, now: 123 }, "malformed_header"],
  ["a sign before the time", { headers: `t=+${NOW},v1=${hexOf(`+${NOW}`)}` }, "malformed_header"],
  ["a fraction", { headers: `t=${NOW}.0,v1=${hexOf(`${NOW}.0`)}` }, "malformed_header"],
  ["an exponent", { headers: `t=1e3,v1=${hexOf("1e3")}`, now: 1000 }, "malformed_header"],
  ["hex digits as the time", { headers: `t=0x10,v1=${hexOf("0x10")}`, now: 16 }, "malformed_header"],
  ["digits of another script", { headers: `t=１２３,v1=${hexOf("１２３")}`, now: 123 }, "malformed_header"],
  ["a leading zero, as it was signed", { headers: `t=0${NOW},v1=${hexOf(`0${NOW}`)}` }, "ok"],
  ["a leading zero that was not signed", { headers: `t=0${NOW},v1=${HEX}` }, "no_match"],
  ["15 digits", { headers: `t=999999999999999,v1=${hexOf("999999999999999")}` }, "timestamp_too_new"],
  ["16 digits", { headers: `t=9999999999999999,v1=${hexOf("9999999999999999")}` }, "malformed_header"],
  ["an empty v1 alone", { headers: `t=${NOW},v1=` }, "malformed_header"],
  ["an empty v1 beside a valid one", { headers: `t=${NOW},v1=,v1=${HEX}` }, "ok"],
  ["16 signatures, the valid one last", { headers: `t=${NOW},${repeated(15)},v1=${HEX}` }, "ok"],
  ["17 signatures, the valid one first", { headers: `${SIGNATURE},${repeated(16)}` }, "malformed_header"],
  [
    "17 signatures, 16 of them empty",
    { headers: `t=${NOW}${",v1=".repeat(16)},v1=${HEX}` },
    "malformed_header",
  ],
  ["64 letters that are not hex", { headers: `t=${NOW},v1=${"g".repeat(64)}` }, "malformed_header"],
  [
    "64 letters that are not hex beside a valid one",
    { headers: `t=${NOW},v1=${"g".repeat(64)},v1=${HEX}` },
    "ok",
  ],
  ["upper-case hex", { headers: `t=${NOW},v1=${HEX.toUpperCase()}` }, "malformed_header"],
  ["upper-case hex beside a valid one", { headers: `t=${NOW},v1=${HEX.toUpperCase()},v1=${HEX}` }, "ok"],
  ["64 letters beyond ASCII", { headers: `t=${NOW},v1=${"é".repeat(64)}` }, "malformed_header"],
  [
    "64 letters beyond ASCII beside a valid one",
    { headers: `t=${NOW},v1=${"é".repeat(64)},v1=${HEX}` },
    "ok",
  ],
  ["63 digits", { headers: `t=${NOW},v1=${HEX.slice(1)}` }, "malformed_header"],
  ["65 digits", { headers: `t=${NOW},v1=${HEX}0` }, "malformed_header"],
  ["a line break after the digits", { headers: `t=${NOW},v1=${HEX}\n` }, "malformed_header"],
  [
    "junk between the pairs",
    { headers: `t=${NOW},v1=${HEX.replace(/..(?=.)/g, "$&-")}` },
    "malformed_header",
  ],
  [
    "one digit changed",
    { headers: `t=${NOW},v1=${HEX.replace(/.$/, (d) => (d === "0" ? "1" : "0"))}` },
    "no_match",
  ],
  ["a time that was not signed", { headers: `t=${NOW + 1},v1=${HEX}` }, "no_match"],
];

const headers: Case[] = [
  ["the header's value", { headers: SIGNATURE }, "ok"],
  ["an array with the value", { headers: [SIGNATURE] }, "ok"],
  ["Headers", { headers: new Headers({ "X-WTH-Signature": SIGNATURE }) }, "ok"],
  ["Headers with the name without X-", { headers: new Headers({ "WTH-Signature": SIGNATURE }) }, "ok"],
  ["a fetch Request", { headers: post({ "x-wth-signature": SIGNATURE }) }, "ok"],
  ["a Node IncomingMessage", { headers: incoming({ "x-wth-signature": SIGNATURE }) }, "ok"],
  ["Node headers", { headers: { host: "example.com", "x-wth-signature": SIGNATURE } }, "ok"],
  ["Node headers with an array", { headers: { "x-wth-signature": [SIGNATURE] } }, "ok"],
  ["an object in title case", { headers: { "X-Wth-Signature": SIGNATURE } }, "ok"],
  ["an object in upper case", { headers: { "X-WTH-SIGNATURE": SIGNATURE } }, "ok"],
  ["an object with the name without X-", { headers: { "wth-signature": SIGNATURE } }, "ok"],
  ["X- first", { headers: { "wth-signature": WRONG, "x-wth-signature": SIGNATURE } }, "ok"],
  [
    "X- first in Headers",
    { headers: new Headers({ "wth-signature": WRONG, "x-wth-signature": SIGNATURE }) },
    "ok",
  ],
  ["an empty X- beside the other", { headers: { "x-wth-signature": "", "wth-signature": SIGNATURE } }, "ok"],
  ["a header that is named headers", { headers: { headers: "no", "x-wth-signature": SIGNATURE } }, "ok"],
  ["a header that is named get", { headers: { get: "no", "x-wth-signature": SIGNATURE } }, "ok"],
  [
    "those of signTestHeaders",
    { headers: signTestHeaders({ body: BODY, secrets: SECRET, timestamp: NOW }) },
    "ok",
  ],
  ["undefined", { headers: undefined }, "missing_header"],
  ["null", { headers: null }, "missing_header"],
  ["an empty string", { headers: "" }, "missing_header"],
  ["an empty array", { headers: [] }, "missing_header"],
  ["an array of an empty string", { headers: [""] }, "missing_header"],
  ["an empty object", { headers: {} }, "missing_header"],
  ["an object whose headers are null", { headers: { headers: null } }, "missing_header"],
  ["Headers without it", { headers: new Headers({ "content-type": "application/json" }) }, "missing_header"],
  ["a Request without it", { headers: post({}) }, "missing_header"],
  ["a value of undefined", { headers: { "x-wth-signature": undefined } }, "missing_header"],
  ["a number", { headers: 42 }, "missing_header"],
  ["two lines in an array", { headers: { "x-wth-signature": [SIGNATURE, SIGNATURE] } }, "malformed_header"],
  ["two lines in Headers", { headers: twice(SIGNATURE) }, "malformed_header"],
  ["a value that is not text", { headers: { "x-wth-signature": 42 } }, "malformed_header"],
  [
    "a wrong X- beside a right other",
    { headers: { "x-wth-signature": WRONG, "wth-signature": SIGNATURE } },
    "no_match",
  ],
];

const bytes = new TextEncoder().encode(BODY);
const padded = new Uint8Array(bytes.length + 20).fill(0x20);
padded.set(bytes, 7);
const BOM = `\uFEFF${BODY}`;
const notUtf8 = new Uint8Array([0x7b, 0xff, 0x7d]);
const replaced = "{\uFFFD}";
const signed = (body: string | Uint8Array) => ({ headers: `t=${NOW},v1=${hexOf(String(NOW), body)}` });

const body: Case[] = [
  ["a string", { body: BODY }, "ok"],
  ["a Uint8Array", { body: bytes }, "ok"],
  ["a Buffer from Node's pool", { body: Buffer.from(BODY) }, "ok"],
  ["an ArrayBuffer", { body: bytes.buffer }, "ok"],
  ["a view into a larger buffer", { body: padded.subarray(7, 7 + bytes.length) }, "ok"],
  ["a Buffer over a larger ArrayBuffer", { body: Buffer.from(padded.buffer, 7, bytes.length) }, "ok"],
  ["a DataView over a larger buffer", { body: new DataView(padded.buffer, 7, bytes.length) }, "ok"],
  ["a view a byte too long", { body: padded.subarray(6, 7 + bytes.length) }, "no_match"],
  ["the whole larger buffer", { body: padded }, "no_match"],
  [
    "a Uint8Array of another realm",
    { body: runInNewContext("new Uint8Array(list)", { list: [...bytes] }) },
    "ok",
  ],
  [
    "an ArrayBuffer of another realm",
    { body: runInNewContext("new Uint8Array(list).buffer", { list: [...bytes] }) },
    "ok",
  ],
  ["an empty string", { body: "", ...signed("") }, "ok"],
  ["no bytes", { body: new Uint8Array(), ...signed("") }, "ok"],
  ["an empty ArrayBuffer", { body: new ArrayBuffer(0), ...signed("") }, "ok"],
  ["an empty body instead of the signed one", { body: "" }, "no_match"],
  ["a byte order mark, signed", { body: BOM, ...signed(BOM) }, "ok"],
  ["a byte order mark in bytes, signed", { body: Buffer.from(BOM), ...signed(BOM) }, "ok"],
  ["a byte order mark that was added", { body: BOM }, "no_match"],
  ["a byte order mark that was added, in bytes", { body: Buffer.from(BOM) }, "no_match"],
  ["a byte order mark that was lost", { body: bytes, ...signed(BOM) }, "no_match"],
  ["bytes that are not UTF-8, signed", { body: notUtf8, ...signed(notUtf8) }, "ok"],
  ["0xFF instead of the signed U+FFFD", { body: notUtf8, ...signed(replaced) }, "no_match"],
  ["U+FFFD instead of the signed 0xFF", { body: replaced, ...signed(notUtf8) }, "no_match"],
  ["half a surrogate pair is U+FFFD", { body: "{\uD83D}", ...signed(replaced) }, "ok"],
  ["a megabyte", { body: "é".repeat(500_000), ...signed("é".repeat(500_000)) }, "ok"],
  ...(
    [
      ["a parsed object", JSON.parse(BODY)],
      ["a parsed array", [1, 2]],
      ["an object with a length in bytes", { byteLength: 2 }],
      ["nothing", undefined],
      ["null", null],
      ["a number", 1],
      ["an array of byte numbers", [...bytes]],
      ["a Blob", new Blob([BODY])],
      ["a URLSearchParams", new URLSearchParams("a=1")],
    ] as const
  ).map(
    ([name, value]): Case => [name, { body: value, headers: undefined, secrets: undefined }, "parsed_body"],
  ),
];

const secrets: Case[] = [
  ["one of two", { secrets: [OTHER_SECRET, SECRET] }, "ok"],
  ["another", { secrets: OTHER_SECRET }, "no_match"],
  ["undefined", { secrets: undefined }, "weak_secret"],
  ["an empty string", { secrets: "" }, "weak_secret"],
  ["an empty list", { secrets: [] }, "weak_secret"],
  ["31 characters", { secrets: "x".repeat(31) }, "weak_secret"],
  ["32 characters", { secrets: "s".repeat(32), headers: signatureOf(BODY, "s".repeat(32)) }, "ok"],
  ["a list with an unset one", { secrets: [SECRET, undefined] }, "weak_secret"],
  ["a list with a short one", { secrets: [SECRET, "whsec_short"] }, "weak_secret"],
  ["a trailing line break", { secrets: `${SECRET}\n` }, "weak_secret"],
  ["a leading space", { secrets: ` ${SECRET}` }, "weak_secret"],
];

/** The one table of boundaries, which both builds are held to, by what varies. */
export const tables = { time, header, headers, body, secrets };
