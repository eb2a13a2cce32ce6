import { randomUUID } from "node:crypto";

/** A new request id: `req_` + 32 hex digits. */
export function newRequestId(): string {
  // Node draws random bytes for many UUIDs at once, and for each `randomBytes` anew.
  return `req_${randomUUID().replaceAll("-", "")}`;
}
