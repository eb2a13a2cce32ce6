import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { OperationId } from "@wth/contract";
import { isRecord } from "../http/document.ts";
import type { TestDealer } from "../test/dealer.ts";
import { exampleCall, send } from "./calls.ts";

/** Makes an object of a dealer, and returns its id. The dealer has a listing, and a webhook that answers 500. */
type Maker = (dealer: TestDealer) => Promise<string>;

const makers: Readonly<Record<string, Maker>> = {
  listings: async (dealer) => {
    const { data } = await json(dealer.call("GET", "/listings?limit=1"));
    return idOf(Array.isArray(data) ? data[0] : null);
  },
  customers: async (dealer) =>
    idOf(
      await post(dealer, "upsertCustomer", {
        external_id: randomUUID(),
        email: `${randomUUID()}@example.com`,
      }),
    ),
  orders: async (dealer) => idOf(await post(dealer, "createOrder", { external_id: randomUUID() })),
  events: async (dealer) => String((await post(dealer, "sendWebhookPing")).event_id),
  webhook_deliveries: async (dealer) => {
    const { delivery_id: id } = await post(dealer, "sendWebhookPing");
    for (let waited = 0; waited < 10_000; waited += 20) {
      const { status } = await json(dealer.call("GET", `/webhook_deliveries/${id}`));
      if (status === "failed") return String(id);
      await sleep(20);
    }
    throw new Error("The delivery did not fail within 10 s.");
  },
};

/**
 * Makes an object of a resource.
 *
 * @throws {Error} for a resource that has no maker here: a new one needs one, so that its operations can be tried.
 */
export async function makeObject(dealer: TestDealer, resource: string): Promise<string> {
  const make = makers[resource];
  if (make === undefined)
    throw new Error(`Say in ${import.meta.filename} how an object of /${resource} is made.`);
  return make(dealer);
}

function post(dealer: TestDealer, id: OperationId, fields?: object) {
  return json(send(dealer, exampleCall(id, "", fields)));
}

async function json(answer: Promise<Response>): Promise<Readonly<Record<string, unknown>>> {
  const response = await answer;
  const body: unknown = await response.json();
  if (!response.ok || !isRecord(body)) throw new Error(`${response.status}: ${JSON.stringify(body)}`);
  return body;
}

function idOf(value: unknown): string {
  if (!isRecord(value) || typeof value.id !== "string")
    throw new Error(`This has no id: ${JSON.stringify(value)}`);
  return value.id;
}
