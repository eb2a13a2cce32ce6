import { malformedHeader, type SignatureHeader } from "./header.ts";

/** A signature header, as the build reads it that is to be small. */
export interface WebHeader extends SignatureHeader {
  /** The well-formed `v1` signatures, 64 lower-case hex digits each; 1 to 16 of them. */
  readonly signatures: readonly string[];
}

/**
 * Reads `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`. Unknown elements and malformed `v1`s are skipped, so that a later
 * scheme can be sent beside this one; the grammar is in `spec/signing/README.md`.
 *
 * @throws WebhookVerificationError `malformed_header`
 */
export function readHeader(text: string): WebHeader {
  // A list may have spaces and tabs around its commas (RFC 9110, section 5.6.1).
  // They are made one first: looking for any number of them before each comma would go over long runs again and again.
  const elements = text.replace(/[\t ]+/g, " ").split(/ ?, ?/);
  const valuesOf = (key: string) =>
    elements.filter((element) => element.startsWith(key)).map((element) => element.slice(key.length));
  // Several have commas between them now, which no time has.
  const time = valuesOf("t=").join();
  const candidates = valuesOf("v1=");
  const signatures = candidates.filter((hex) => /^[\da-f]{64}$/.test(hex));
  // 15 digits stay exact in a double. Two signatures are sent during a rotation; 16 leave room for the future, and bound
  // the work that one request can cause.
  if (/^\d{1,15}$/.test(time) && signatures.length > 0 && candidates.length < 17) return { time, signatures };
  throw malformedHeader();
}

/**
 * Whether one of the signatures is the expected one. In constant time: every digit of every signature is compared,
 * whichever differs and whichever fits.
 */
export function matchesAny(expected: string, { signatures }: WebHeader): boolean {
  let matched = false;
  for (const signature of signatures) {
    let difference = 0;
    for (let index = 0; index < 64; index += 1)
      difference |= expected.charCodeAt(index) ^ signature.charCodeAt(index);
    matched ||= !difference;
  }
  return matched;
}
