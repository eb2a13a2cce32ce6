import type { CheckedBody } from "./body.ts";

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

let lastSecret: string | undefined;
let lastKey: Promise<Key>;

/** HMAC-SHA256 of the prefix and the body, in hex; the key is the secret's whole text as UTF-8, and kept for the next time. */
export async function hmacHex(secret: string, prefix: string, body: CheckedBody): Promise<string> {
  if (secret !== lastSecret) {
    lastSecret = secret;
    lastKey = importKey(new TextEncoder().encode(secret));
  }
  // A Blob joins text, as UTF-8, and the byte range of a view. Nothing is awaited before the key, because while this call
  // waits another may ask for another key.
  const data = new Blob([prefix, body]).arrayBuffer();
  const digest = await crypto.subtle.sign("HMAC", await lastKey, await data);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** HMAC-SHA256 of the prefix and the body, in base64; the key is given in base64 too. */
export async function hmacBase64(secret: string, prefix: string, body: CheckedBody): Promise<string> {
  const key = await importKey(Uint8Array.from(atob(secret), (character) => character.charCodeAt(0)));
  const data = await new Blob([prefix, body]).arrayBuffer();
  return btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.sign("HMAC", key, data))));
}

function importKey(secret: Uint8Array<ArrayBuffer>): Promise<Key> {
  return crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}
