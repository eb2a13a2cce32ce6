import { WebhookVerificationError } from "./errors.ts";

/** The body as received. Bytes are best: decoding to a string and back can change them. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/**
 * Refuses a body that is not raw before anything is hashed, and turns an `ArrayBuffer` into a view of it.
 *
 * @throws WebhookVerificationError `parsed_body`
 */
export function requireRawBody(body: unknown): string | Uint8Array {
  if (typeof body === "string") return body;
  if (isBytes(body)) return body;
  if (isArrayBuffer(body)) return new Uint8Array(body);
  throw new WebhookVerificationError(
    "parsed_body",
    `The body is not raw but ${typeof body}: use express.raw({ type: "*/*" }), request.arrayBuffer() or Fastify's parseAs: "buffer".`,
  );
}

/**
 * Neither check uses `instanceof`, which fails for the arrays of another realm (a test runner's or a sandbox's). Other
 * views than `Uint8Array` pass: hashing and decoding take their byte range just the same.
 */
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}

function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === "[object ArrayBuffer]";
}
