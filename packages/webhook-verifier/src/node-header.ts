import { malformedHeader, type SignatureHeader } from "./header.ts";

const SIGNATURE_LENGTH = 64;
/** Two are sent during a rotation; the rest is room for the future, and a bound on the work one request can cause. */
const MAX_SIGNATURES = 16;
/** 15 digits stay exact in a double. */
const TIME = /^\d{1,15}$/;
const LOWER_HEX = /^[\da-f]+$/;

/**
 * A signature header, as the build reads it that is to be fast: by places in its text, because cutting it up and checking
 * each digit takes nearly as long as the HMAC of a short body. {@link readHeader} of `web-header.ts` says the same in few
 * words; tests hold the two together.
 */
export class NodeHeader implements SignatureHeader {
  readonly time: string;
  readonly #text: string;
  /** Where the signatures of the right length begin. */
  readonly #starts: readonly number[];

  constructor(text: string, time: string, starts: readonly number[]) {
    this.#text = text;
    this.time = time;
    this.#starts = starts;
  }

  /**
   * Whether one of the signatures is the expected one. In constant time: every digit of every signature is compared,
   * whichever differs and whichever fits. As text, so that nothing is converted: quicker than copying both into buffers
   * for `timingSafeEqual`.
   *
   * @param expected 64 hex digits
   */
  matches(expected: string): boolean {
    const text = this.#text;
    let matched = false;
    for (const start of this.#starts) {
      let difference = 0;
      for (let index = 0; index < SIGNATURE_LENGTH; index += 1)
        difference |= expected.charCodeAt(index) ^ text.charCodeAt(start + index);
      matched = difference === 0 || matched;
    }
    return matched;
  }

  requireHex(): void {
    const isHex = (start: number) => LOWER_HEX.test(this.#text.slice(start, start + SIGNATURE_LENGTH));
    if (!this.#starts.some(isHex)) throw malformedHeader();
  }
}

/**
 * Reads `t=<unix seconds>,v1=<hex>[,v1=<hex>…]`. Unknown elements and malformed `v1`s are skipped, so that a later
 * scheme can be sent beside this one; the grammar is in `spec/signing/README.md`. Whether the signatures are hex digits is
 * left to {@link NodeHeader.requireHex}.
 *
 * @throws WebhookVerificationError `malformed_header`
 */
export function readHeader(text: string): NodeHeader {
  const starts: number[] = [];
  let time: string | undefined;
  let count = 0;
  for (let next = 0; next <= text.length; ) {
    let start = next;
    let end = text.indexOf(",", start);
    if (end < 0) end = text.length;
    next = end + 1;
    // A list may have spaces and tabs around its commas (RFC 9110, section 5.6.1).
    if (start > 0) while (isBlank(text, start)) start += 1;
    if (end < text.length) while (isBlank(text, end - 1)) end -= 1;
    if (text.startsWith("v1=", start)) {
      count += 1;
      if (end - start === 3 + SIGNATURE_LENGTH) starts.push(start + 3);
    } else if (text.startsWith("t=", start)) {
      if (time !== undefined) throw malformedHeader();
      time = text.slice(start + 2, end);
    }
  }
  if (time === undefined || !TIME.test(time) || count > MAX_SIGNATURES) throw malformedHeader();
  return new NodeHeader(text, time, starts);
}

function isBlank(text: string, index: number): boolean {
  return text[index] === " " || text[index] === "\t";
}
