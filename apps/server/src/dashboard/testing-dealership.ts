import type { DashboardComponents, DashboardOperationId } from "@wth/contract";
import { expect } from "vitest";
import { eventsOf, type LoggedEvent } from "../test/events.ts";
import type { TestServer } from "../test/server.ts";
import {
  type Browser,
  createDashboardDealer,
  type DashboardDealer,
  readDashboard,
  signedInBrowser,
} from "./testing.ts";

type Schemas = DashboardComponents["schemas"];

/** What a page of the dashboard gets of a watch, and of an order. */
export type Item = Schemas["InventoryItem"];
export type DealerOrder = Schemas["DealerOrder"];

/** A watch as the form sends it. */
export const submariner = {
  watch: { brand: "Rolex", model: "Submariner Date", reference: "116610LN", complications: ["date"] },
  price: { amount: 1_200_000, currency: "USD" },
};

/** An order as the form sends it. */
export const phoneOrder = {
  total_amount: 1_500_000,
  currency: "USD",
  buyer: { name: "Alice", email: "alice@example.com", country: "US" },
  line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
};

/** An event, and what became of it. */
interface RecordedEvent extends Omit<LoggedEvent, "payload"> {
  data: unknown;
}

/** What becomes of an event of a live integration. */
export const sent = { deliveries: ["pending"], queued: 1, livemode: true };

/** An order as events carry it: as the public API shows it. */
export function asEvent({ listing: _listing, ...order }: DealerOrder) {
  return order;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A dealer at work in the dashboard: inventory and orders. */
export class Dealership {
  readonly dealer: DashboardDealer;
  readonly browser: Browser;
  readonly #server: TestServer;

  private constructor(server: TestServer, dealer: DashboardDealer, browser: Browser) {
    this.#server = server;
    this.dealer = dealer;
    this.browser = browser;
  }

  /** Makes a dealer with a webhook, live unless said otherwise, and signs in. */
  static async open(
    server: TestServer,
    options: { mode?: "live" | "test"; webhookUrl?: string; listings?: number } = {},
  ): Promise<Dealership> {
    const { mode = "live", webhookUrl = "http://127.0.0.1:9999/hook", listings = 0 } = options;
    const dealer = await createDashboardDealer(server, { webhookUrl, listings });
    await server.database.prisma.integration.update({
      where: { id: dealer.integrationId },
      data: { isTestMode: mode === "test" },
    });
    return new Dealership(server, dealer, await signedInBrowser(server, dealer));
  }

  /**
   * The events that were recorded, each compared with the contract; those of one change, which have no order, by their type
   * backwards.
   *
   * @param from how many are left out.
   */
  async events(from = 0): Promise<RecordedEvent[]> {
    const logged = (await eventsOf(this.#server, this.dealer)).slice(from);
    const keyed = logged.map((event) => ({ key: String(event.payload.created_at), event }));
    keyed.sort((a, b) => compare(a.key, b.key) || compare(b.event.type, a.event.type));
    return keyed.map(({ event: { type, payload, deliveries, queued, livemode } }) => ({
      type,
      data: payload.data,
      deliveries,
      queued,
      livemode,
    }));
  }

  /** Asks for an operation, whatever the answer. */
  ask(method: string, path: string, body?: unknown): Promise<Response> {
    return this.browser.call(method, path, body === undefined ? {} : { body });
  }

  /** Asks for one that must succeed. @returns the body, which was compared with the contract. */
  async #do(id: DashboardOperationId, method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await this.ask(method, path, body);
    const answer = await readDashboard(id, response);
    expect(response.ok, JSON.stringify(answer)).toBe(true);
    return answer;
  }

  // Safe, in all of the following: the body was compared with that schema.

  async add(change: object = {}): Promise<Item> {
    return (await this.#do("addInventoryItem", "POST", "/inventory", { ...submariner, ...change })) as Item;
  }

  async item(id: string): Promise<Item> {
    return (await this.#do("getInventoryItem", "GET", `/inventory/${id}`)) as Item;
  }

  async edit(id: string, change: unknown): Promise<Item> {
    return (await this.#do("updateInventoryItem", "PATCH", `/inventory/${id}`, change)) as Item;
  }

  async publish(id: string, isPublished = true): Promise<Item> {
    const body = { is_published: isPublished };
    return (await this.#do("setChannel", "PUT", `/inventory/${id}/channel`, body)) as Item;
  }

  async sell(id: string): Promise<Item> {
    return (await this.#do("markSold", "PUT", `/inventory/${id}/sale`)) as Item;
  }

  async voidSale(id: string): Promise<Item> {
    return (await this.#do("voidSale", "DELETE", `/inventory/${id}/sale`)) as Item;
  }

  async order(change: object = {}): Promise<DealerOrder> {
    return (await this.#do("addOrder", "POST", "/orders", { ...phoneOrder, ...change })) as DealerOrder;
  }

  async readOrder(id: string): Promise<DealerOrder> {
    return (await this.#do("getOrder", "GET", `/orders/${id}`)) as DealerOrder;
  }

  async match(id: string, listingId: string): Promise<DealerOrder> {
    const body = { listing_id: listingId };
    return (await this.#do("matchOrder", "PUT", `/orders/${id}/match`, body)) as DealerOrder;
  }

  async unmatch(id: string): Promise<DealerOrder> {
    return (await this.#do("unmatchOrder", "DELETE", `/orders/${id}/match`)) as DealerOrder;
  }

  async fulfil(id: string): Promise<DealerOrder> {
    return (await this.#do("fulfilOrder", "POST", `/orders/${id}/fulfil`)) as DealerOrder;
  }

  async cancel(id: string): Promise<DealerOrder> {
    return (await this.#do("cancelOrder", "POST", `/orders/${id}/cancel`)) as DealerOrder;
  }

  async suggestions(id: string, query = ""): Promise<Schemas["MatchSuggestion"][]> {
    const answer = await this.#do("suggestListings", "GET", `/orders/${id}/suggestions${query}`);
    return (answer as Schemas["MatchSuggestionList"]).data;
  }

  async inventory(query: Readonly<Record<string, string>> = {}): Promise<Schemas["InventoryList"]> {
    const path = `/inventory?${new URLSearchParams(query)}`;
    return (await this.#do("listInventory", "GET", path)) as Schemas["InventoryList"];
  }

  async orders(query: Readonly<Record<string, string>> = {}): Promise<Schemas["DealerOrderList"]> {
    const path = `/orders?${new URLSearchParams(query)}`;
    return (await this.#do("listOrders", "GET", path)) as Schemas["DealerOrderList"];
  }
}
