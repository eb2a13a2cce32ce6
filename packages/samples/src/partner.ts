import { setTimeout as sleep } from "node:timers/promises";
import type { TestDealer } from "@wth/server/test/dealer.ts";
import { createTestPartner } from "@wth/server/test/partner.ts";
import type { Delivery } from "./dealer.ts";
import type { Environment } from "./environment.ts";

const SETTLE_MS = 15_000;

/** A partner that covers a dealer, with a registered webhook. */
export interface SamplePartner {
  readonly variables: Readonly<Record<string, string>>;
  /** Has a test delivery made to a URL. @returns how it ended. */
  deliverTo(url: string): Promise<Delivery>;
}

/** Makes the partner of a page, and registers a webhook that leads to the run's own receiver. */
export async function preparePartner(environment: Environment, dealer: TestDealer): Promise<SamplePartner> {
  const { baseUrl, database, receiver } = environment;
  const keys = await createTestPartner(environment, dealer);
  const call = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${baseUrl}/partner/webhooks${path}`, {
      method,
      headers: { Authorization: `Bearer ${keys.branch}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`${method} /partner/webhooks${path} answers ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const { id, secretKey } = await call("POST", "", { url: receiver.url, events: ["order.created"] });
  const statusOf = async (delivery: unknown): Promise<string> => {
    const select = "SELECT status::text FROM webhook_deliveries WHERE id = $1";
    const { rows } = await database.pool.query<{ status: string }>(select, [delivery]);
    return rows[0]?.status ?? "lost";
  };
  return {
    variables: {
      PARTNER_KEY: keys.branch,
      PARTNER_PUBLIC_KEY: keys.public,
      PARTNER_WEBHOOK_ID: String(id),
      PARTNER_SECRET_KEY: String(secretKey),
      WTH_PARTNER_KEY: keys.branch,
    },
    deliverTo: async (url) => {
      await call("PATCH", `/${id}`, { url });
      const { deliveryId, eventId } = await call("POST", `/${id}/test`);
      const deadline = Date.now() + SETTLE_MS;
      let status = await statusOf(deliveryId);
      while (status === "pending" && Date.now() < deadline) {
        await sleep(20);
        status = await statusOf(deliveryId);
      }
      return { id: String(deliveryId), eventId: String(eventId), status, answer: null };
    },
  };
}
