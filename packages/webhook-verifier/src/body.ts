import { WebhookVerificationError } from "./errors.ts";

/** The body as received. Bytes are best: decoding to a string and back can change them. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/**
 * A body that was found to be raw. Other views than `Uint8Array` pass too: hashing and decoding take their byte range just
 * the same.
 */
export type CheckedBody = string | Uint8Array<ArrayBuffer> | ArrayBuffer;

/**
 * Refuses a body that is not raw, before anything is hashed.
 *
 * @throws WebhookVerificationError `parsed_body`
 */
export function requireRawBody(body: unknown): asserts body is CheckedBody {
  const isRaw =
    typeof body === "string" ||
    ArrayBuffer.isView(body) ||
    // `instanceof` would fail for the buffer of another realm: a test runner's, or a sandbox's.
    {}.toString.call(body) === "[object ArrayBuffer]";
  if (!isRaw)
    throw new WebhookVerificationError(
      "parsed_body",
      'Pass the raw body: express.raw({type:"*/*"}), Fastify parseAs:"buffer", request.arrayBuffer()',
    );
}
