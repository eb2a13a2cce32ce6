import { WebhookVerificationError } from "./errors.ts";

/** Anything that reads a header by name without regard to case: the `Headers` of fetch and of most frameworks. */
export interface HeaderReader {
  get(name: string): string | null | undefined;
}

/** A plain object of headers in any case, as `IncomingMessage.headers` of Node or the event of a serverless function. */
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Where the signature is read from: fetch `Headers`, a whole fetch `Request` or Node `IncomingMessage` (anything
 * with a `headers` property), a plain object, or the value of the signature header itself.
 */
export type SignatureSource =
  | string
  | readonly string[]
  | HeaderReader
  | HeaderRecord
  | { readonly headers: HeaderReader | HeaderRecord };

/** What a well-formed signature header says. */
export interface SignatureHeader {
  /** The text after `t=`, exactly as signed. */
  readonly timestampText: string;
  /** The same as a number: Unix seconds. */
  readonly timestamp: number;
  /** The well-formed `v1` signatures, 64 lower-case hex digits each; 1 to 16 of them. */
  readonly signatures: readonly string[];
}

/** Header names in the order in which they are looked for, in the lower case of Node and of HTTP/2. */
const SIGNATURE_HEADERS = ["x-wth-signature", "wth-signature"] as const;

/** Two are sent during a rotation; the rest is room for the future, and a bound on the work one request can cause. */
const MAX_SIGNATURES = 16;
/** 15 digits stay exact in a double. */
const TIMESTAMP = /^[0-9]{1,15}$/;
const SIGNATURE_LENGTH = 64;
/** Without the length: V8 matches `+` about three times as fast as `{64}`. */
const LOWER_HEX = /^[0-9a-f]+$/;
/** RFC 9110, section 5.6.1: a list may have spaces and tabs around its commas. */
const LIST_SEPARATOR = /[\t ]*,[\t ]*/;

/**
 * Finds the signature header.
 *
 * @throws WebhookVerificationError `missing_header`
 */
export function readSignatureHeader(source: SignatureSource | null | undefined): string {
  const value = findHeader(source);
  if (value) return value;
  throw new WebhookVerificationError(
    "missing_header",
    "No X-WTH-Signature header: pass the request's headers.",
  );
}

function findHeader(source: unknown): string | undefined {
  // String() joins the lines of an array with commas: several lines are one list (RFC 9110, section 5.3), and a
  // second `t` then makes it malformed.
  if (typeof source === "string" || Array.isArray(source)) return String(source);
  if (!isObject(source)) return undefined;
  const { get, headers } = source;
  const reads = typeof get === "function";
  if (!reads && isObject(headers)) return findHeader(headers);
  for (const name of SIGNATURE_HEADERS) {
    const value: unknown = reads ? get.call(source, name) : source[keyOf(source, name)];
    if (value) return String(value);
  }
  return undefined;
}

/** The name as the object spells it; Node's lower case is found without a search. */
function keyOf(record: object, name: string): string {
  if (name in record) return name;
  return Object.keys(record).find((key) => key.toLowerCase() === name) ?? name;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/**
 * Reads `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`. Unknown elements and malformed `v1`s are skipped, so that a later
 * scheme can be sent beside this one; the grammar is in `spec/signing/README.md`.
 *
 * @throws WebhookVerificationError `malformed_header`
 */
export function parseSignatureHeader(header: string): SignatureHeader {
  let timestampText: string | undefined;
  let count = 0;
  const signatures: string[] = [];
  for (const element of header.split(LIST_SEPARATOR)) {
    if (element.startsWith("v1=")) {
      count += 1;
      if (count > MAX_SIGNATURES) throw malformed(`more than ${MAX_SIGNATURES} v1`);
      const signature = element.slice(3);
      if (signature.length === SIGNATURE_LENGTH && LOWER_HEX.test(signature)) signatures.push(signature);
    } else if (element.startsWith("t=")) {
      if (timestampText !== undefined) throw malformed("more than one t");
      timestampText = element.slice(2);
    }
  }
  if (timestampText === undefined || !TIMESTAMP.test(timestampText)) throw malformed("no valid t");
  if (signatures.length === 0) throw malformed("no valid v1");
  return { timestampText, timestamp: Number(timestampText), signatures };
}

function malformed(what: string): WebhookVerificationError {
  return new WebhookVerificationError(
    "malformed_header",
    `The signature header has ${what}: pass it as received.`,
  );
}
