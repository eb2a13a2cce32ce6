import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { setWebhook } from "@wth/server/integration/webhook.ts";
import { createTestDealer, postJson, type TestDealer } from "@wth/server/test/dealer.ts";
import type { Environment } from "./environment.ts";
import { preparePartner } from "./partner.ts";

const SETTLE_MS = 15_000;

/** A dealer with something of everything, for the samples of a page. */
export interface SampleDealer {
  /** What the samples read: keys, and the ids of objects that are there. */
  readonly variables: Readonly<Record<string, string>>;
  readonly secret: string;
  /** Has a test event delivered to the run's own receiver. @returns how its one attempt ended. */
  ping(): Promise<Delivery>;
  /** Has a test event delivered to a receiver: as the dealer's webhook, or as a partner's. */
  deliverTo(url: string, audience: Audience): Promise<Delivery>;
}

/** Whose webhook a receiver is for. */
export type Audience = "dealer" | "partner";

/** A delivery whose attempt is over. */
export interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly status: string;
  /** What the receiver answered; null when there was no answer. */
  readonly answer: number | null;
}

/** Makes a dealer: Business plan, enabled, in test mode, with a webhook, listings, a client, an order and deliveries. */
export async function prepareDealer(environment: Environment): Promise<SampleDealer> {
  const { database, keyring, receiver } = environment;
  const dealer = await createTestDealer(environment, { listings: 40, webhookUrl: receiver.url });
  // Without a URL, back to the run's own receiver.
  const setWebhookUrl = async (url = receiver.url) => {
    await database.prismaTransaction((tx) => setWebhook(tx, keyring, dealer.integrationId, { url }, true));
  };
  const ping = async () => settled(dealer, await created(dealer, "/test/webhook_ping"));
  const listing = await found(dealer, "/listings?limit=1");
  const customer = await created(dealer, "/customers", {
    external_id: `prepared-${randomUUID()}`,
    name: "Alice",
  });
  const order = await created(dealer, "/orders", {
    external_id: `prepared-${randomUUID()}`,
    total_amount: 1_500_000,
    currency: "USD",
    buyer: { name: "Alice" },
    line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
  });
  const delivered = await ping();
  await setWebhookUrl(`${receiver.url}/failing`);
  const failed = await ping();
  await setWebhookUrl();
  const partner = await preparePartner(environment, dealer);
  return {
    variables: {
      ...keysOf(environment, dealer),
      ...partner.variables,
      DEALER: await emailOf(environment, dealer),
      WEBHOOK_URL: receiver.url,
      LISTING_ID: String(listing.id),
      CUSTOMER_ID: String(customer.id),
      ORDER_ID: String(order.id),
      EVENT_ID: delivered.eventId,
      DELIVERY_ID: delivered.id,
      FAILED_DELIVERY_ID: failed.id,
    },
    secret: dealer.secret,
    ping,
    deliverTo: async (url, audience) => {
      if (audience === "partner") return partner.deliverTo(url);
      await setWebhookUrl(url);
      try {
        return await ping();
      } finally {
        await setWebhookUrl();
      }
    },
  };
}

function keysOf({ baseUrl }: Environment, { apiKey, secret }: TestDealer): Record<string, string> {
  return {
    BASE_URL: baseUrl,
    API_KEY: apiKey,
    SIGNING_SECRET: secret,
    WTH_BASE_URL: baseUrl,
    WTH_API_KEY: apiKey,
    WTH_WEBHOOK_SECRET: secret,
  };
}

async function emailOf({ database }: Environment, { userId }: TestDealer): Promise<string> {
  const { rows } = await database.pool.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [
    userId,
  ]);
  return rows[0]?.email ?? "";
}

async function created(dealer: TestDealer, path: string, body?: object): Promise<Record<string, unknown>> {
  const response = await (body === undefined ? dealer.call("POST", path) : postJson(dealer, path, body));
  return read(response, `POST ${path}`);
}

async function found(dealer: TestDealer, path: string): Promise<Record<string, unknown>> {
  const { data } = await read(await dealer.call("GET", path), `GET ${path}`);
  const [first] = Array.isArray(data) ? data : [];
  return first ?? {};
}

async function read(response: Response, what: string): Promise<Record<string, unknown>> {
  const text = await response.text();
  if (!response.ok) throw new Error(`Preparing the dealer: ${what} answers ${response.status}: ${text}`);
  return JSON.parse(text);
}

async function settled(dealer: TestDealer, receipt: Record<string, unknown>): Promise<Delivery> {
  const path = `/webhook_deliveries/${receipt.delivery_id}`;
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const delivery = await read(await dealer.call("GET", path), `GET ${path}`);
    if (delivery.status !== "pending" || Date.now() > deadline) {
      const attempts = Array.isArray(delivery.attempts) ? delivery.attempts : [];
      return {
        id: String(delivery.id),
        eventId: String(delivery.event_id),
        status: String(delivery.status),
        answer: attempts.at(-1)?.response_status ?? null,
      };
    }
    await sleep(20);
  }
}
