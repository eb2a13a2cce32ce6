// Verifies webhooks of WatchTraderHub in Node without any package: the function, and a small server that uses it.
//   WTH_WEBHOOK_SECRET=whsec_… node node.mjs

import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

/**
 * @param {Uint8Array} body the raw body, byte for byte as it came
 * @param {string | undefined} header the value of X-WTH-Signature
 * @param {string[]} secrets the signing secret; during a rotation the new and the old one
 * @returns {number} the index of the secret that fits
 * @throws {Error} whose message is the reason: answer 400
 */
export function verifyWebhook(body, header, secrets, now = Date.now() / 1000, tolerance = 300) {
  // An unset variable must not become an empty key, which anybody could sign with.
  if (secrets.some((secret) => !secret || secret.length < 32)) throw new Error("weak_secret");
  if (!header) throw new Error("missing_header");
  const elements = header.split(/[\t ]*,[\t ]*/);
  const times = elements.filter((element) => element.startsWith("t=")).map((element) => element.slice(2));
  const all = elements.filter((element) => element.startsWith("v1=")).map((element) => element.slice(3));
  const signatures = all.filter((signature) => /^[0-9a-f]{64}$/.test(signature));
  const [time] = times;
  if (times.length !== 1 || !/^[0-9]{1,15}$/.test(time) || signatures.length === 0 || all.length > 16)
    throw new Error("malformed_header");
  const age = Math.floor(now) - Number(time);
  if (age > tolerance) throw new Error("timestamp_too_old");
  if (-age > tolerance) throw new Error("timestamp_too_new");
  for (const [index, secret] of secrets.entries()) {
    // The key is the whole secret, whsec_ included.
    const expected = createHmac("sha256", secret).update(`${time}.`).update(body).digest();
    if (signatures.some((signature) => timingSafeEqual(expected, Buffer.from(signature, "hex"))))
      return index;
  }
  throw new Error("no_match");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray());
    try {
      verifyWebhook(body, request.headers["x-wth-signature"], [process.env.WTH_WEBHOOK_SECRET]);
    } catch (error) {
      response.writeHead(400).end(error.message);
      return;
    }
    const event = JSON.parse(body.toString());
    console.log(event.type, event.id);
    response.writeHead(204).end();
  }).listen(process.env.PORT ?? 8080);
}
