import type { IncomingMessage } from "node:http";
import { ApiError } from "./errors.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * Reads a request's body as the bytes that came, up to the operation's limit.
 *
 * @throws {ApiError} `payload_too_large`, as soon as it is known; `invalid_request` when the caller hangs up before the end.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const declared = Number(request.headers["content-length"] ?? 0);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = () => {
      request.removeAllListeners("data");
      // Read on and throw away: a client that is still sending would not see the answer.
      request.resume();
      reject(tooLarge(limitBytes));
    };
    request.on("error", (cause) => {
      const message = "The connection was lost before the body was complete. Send the request again.";
      reject(new ApiError("invalid_request", { message, cause }));
    });
    if (declared > limitBytes) {
      refuse();
      return;
    }
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > limitBytes) refuse();
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
  });
}

/**
 * Parses a JSON body.
 *
 * @throws {ApiError} `unsupported_media_type` when it is not declared as JSON, `invalid_json` when it is not JSON, or
 *   not UTF-8 (RFC 8259, 8.1).
 */
export function parseJson(
  body: Buffer,
  contentType: string | undefined,
  encoding: string | undefined,
): unknown {
  if (contentType === undefined || !JSON_TYPE.test(contentType)) {
    throw new ApiError("unsupported_media_type", { param: "Content-Type" });
  }
  if (encoding !== undefined && encoding !== "identity") {
    throw new ApiError("unsupported_media_type", {
      param: "Content-Encoding",
      message: "Send the body as it is, without Content-Encoding.",
    });
  }
  if (body.length === 0)
    throw new ApiError("invalid_json", { message: "The request needs a body, and has none." });
  try {
    return JSON.parse(utf8.decode(body));
  } catch (cause) {
    throw new ApiError("invalid_json", { cause });
  }
}

function tooLarge(limitBytes: number): ApiError {
  return new ApiError("payload_too_large", {
    message: `The body is larger than ${limitBytes / 1024} KB. Send less at a time.`,
  });
}
