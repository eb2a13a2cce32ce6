// What is tried in each runtime: plain JavaScript, with the published packages and nothing of any runtime's own.
import { WatchTraderHub } from "@watchtraderhub/sdk";
import { MOCK_API_KEY, mockError, mockFetch, samples } from "@watchtraderhub/sdk/testing";
import { constructEvent, safeVerify, signTestHeaders } from "@watchtraderhub/webhook-verifier";

const SECRET = "whsec_qFzUfUdRAyjreopfC5tG4lUoYk/aFLtJd9+foPMtFBs=";

/**
 * Verifies every vector, signs and reads an event, and calls the API (a mock of it) through the SDK.
 *
 * @param {{ verify: object[] }} vectors those of `spec/signing/vectors.json`
 * @returns how many vectors there were, and what went wrong, in words
 */
export async function check(vectors) {
  const wrong = [];
  for (const vector of vectors.verify) {
    const result = await safeVerify(inputOf(vector));
    const { ok, code, matched_secret_index: index } = vector.expect;
    if (result.ok !== ok || result.code !== code || (ok && result.matchedSecretIndex !== index))
      wrong.push(`vector "${vector.name}": ${result.ok ? "accepted" : result.code}`);
  }
  wrong.push(...(await checkEvent()), ...(await checkSdk()));
  return { vectors: vectors.verify.length, wrong };
}

function inputOf(vector) {
  const { body = "", body_base64: base64, header: headers, secrets, now, tolerance_seconds } = vector;
  const bytes = base64 === undefined ? body : Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return { body: bytes, headers, secrets, now, toleranceSeconds: tolerance_seconds };
}

async function checkEvent() {
  const body = JSON.stringify({ id: "evt_1", object: "event", type: "listing.sold", data: { object: {} } });
  const headers = await signTestHeaders({ body, secrets: SECRET });
  const request = new Request("https://shop.example/webhooks", { method: "POST", headers, body });
  const event = await constructEvent({
    body: await request.arrayBuffer(),
    headers: request,
    secrets: SECRET,
  });
  return event.type === "listing.sold" ? [] : [`the event is ${event.type}`];
}

async function checkSdk() {
  const order = samples["POST /orders"].body;
  const fetch = mockFetch({ "POST /orders": [mockError("service_unavailable"), order] });
  const wth = new WatchTraderHub({ apiKey: MOCK_API_KEY, fetch });
  const created = await wth.orders.create({ ...order, external_id: "shop-1" });
  const keys = new Set(fetch.requests.map(({ headers }) => headers["idempotency-key"]));
  const isRight = created.id === order.id && fetch.requests.length === 2 && keys.size === 1;
  return isRight ? [] : [`the SDK made ${fetch.requests.length} requests with ${keys.size} keys`];
}
