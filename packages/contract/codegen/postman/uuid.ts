import { createHash } from "node:crypto";

/** A UUID of version 8 (RFC 9562, 5.8) that depends on nothing but the text. */
export function uuidOf(text: string): string {
  const hex = createHash("sha256").update(`wth-postman ${text}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
