import { randomBytes } from "node:crypto";

/** A new request id: `req_` + 32 hex digits. */
export function newRequestId(): string {
  return `req_${randomBytes(16).toString("hex")}`;
}
