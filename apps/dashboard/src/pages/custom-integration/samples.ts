/** As much of the integration as samples need. */
interface SampleContext {
  api_base_url: string;
}

/** Asks who one is. */
export function meWithCurl({ api_base_url: api }: SampleContext): string {
  return `curl -i ${api}/me \\
  -H "Authorization: Bearer $WTH_API_KEY"`;
}

/** Fires a test event. */
export function pingWithCurl({ api_base_url: api }: SampleContext): string {
  return `curl -X POST ${api}/test/webhook_ping \\
  -H "Authorization: Bearer $WTH_API_KEY" \\
  -H "Idempotency-Key: $(uuidgen)"`;
}

/** Reads the first listings. */
export function listingsWithCurl({ api_base_url: api }: SampleContext): string {
  return `curl -s "${api}/listings?limit=10" \\
  -H "Authorization: Bearer $WTH_API_KEY"`;
}

/** Reads listings and reports an order with the SDK. */
export function sdkSample({ api_base_url: api }: SampleContext): string {
  return `// npm install @watchtraderhub/sdk
import { WatchTraderHub } from "@watchtraderhub/sdk";

const wth = new WatchTraderHub({
  apiKey: process.env.WTH_API_KEY ?? "",
  baseUrl: "${api}",
});

for await (const listing of wth.listings.list({ status: "active" })) {
  console.log(listing.watch.brand, listing.watch.model, listing.price.amount_formatted);
}

const order = await wth.orders.create({
  external_id: "shop-12345",
  total_amount: 1500000, // in minor units: USD 15,000.00
  currency: "USD",
  buyer: { name: "Alice", email: "alice@example.com", country: "US" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1500000 }],
});
console.log(order.id, order.status);`;
}

/** Receives and verifies deliveries. */
export const verifierSample = `// npm install @watchtraderhub/webhook-verifier
import { createServer } from "node:http";
import { safeVerify } from "@watchtraderhub/webhook-verifier";

createServer(async (request, response) => {
  // The raw body: parsed and written again it would have another signature.
  const body = Buffer.concat(await request.toArray());
  const secrets = process.env.WTH_WEBHOOK_SECRET;
  const result = safeVerify({ body, headers: request.headers, secrets });
  if (result.ok) console.log("verified:", body.toString());
  response.writeHead(result.ok ? 204 : 400).end();
}).listen(8080);`;
