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

/** What every build knows of a signature header that it has read. */
export interface SignatureHeader {
  /** What is signed before the body and its full stop: Unix seconds, 1 to 15 digits. */
  readonly time: string;
  /**
   * For builds that leave it to the refusal, since a signature that fits is well-formed: tells a header without any
   * well-formed signature.
   *
   * @throws WebhookVerificationError `malformed_header`
   */
  requireHex?(): void;
}

/**
 * Finds the signature header: `X-WTH-Signature`, else `WTH-Signature`.
 *
 * @throws WebhookVerificationError `missing_header`
 */
export function findSignatureHeader(source: unknown): string {
  // String() joins the lines of an array with commas: several lines are one list (RFC 9110, section 5.3), and a
  // second `t` then makes it malformed.
  const text = String(findHeader(source, "x-wth-signature") || findHeader(source, "wth-signature") || "");
  if (text) return text;
  throw new WebhookVerificationError("missing_header", "Pass all headers: no X-WTH-Signature");
}

function findHeader(source: unknown, name: string): unknown {
  if (typeof source === "string" || Array.isArray(source)) return source;
  const record: Readonly<Record<string, unknown>> = Object(source);
  if (typeof record.get === "function") return record.get(name);
  if (typeof record.headers === "object") return findHeader(record.headers, name);
  // Node's lower case is found without a search.
  return record[name] ?? record[Object.keys(record).find((key) => key.toLowerCase() === name) ?? ""];
}

/** The error for a header that is not `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`. */
export function malformedHeader(): WebhookVerificationError {
  return new WebhookVerificationError(
    "malformed_header",
    "Pass X-WTH-Signature as received: one t, 1 to 16 v1",
  );
}
