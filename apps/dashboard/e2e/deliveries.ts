import type { Page } from "@playwright/test";
import type { Receiver } from "@wth/server/test/receiver.ts";
import type { Dealer } from "./dealer.ts";

/** Where the deliveries are. */
export const PATH = "/channels/custom/deliveries";

/** A dealer with a webhook, live. @returns a call that sends the ping event, which is delivered in the integration's mode. */
export async function connect(dealer: Dealer, receiver: Receiver): Promise<() => Promise<string>> {
  const call = await dealer.connect("live");
  await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  return async () => {
    const response = await call("/test/webhook_ping", undefined);
    const receipt: unknown = await response.json();
    return String(Reflect.get(Object(receipt), "delivery_id"));
  };
}

/** The rows of the list. */
export const rows = (page: Page) =>
  page.getByRole("table", { name: "Deliveries", exact: true }).locator("[data-delivery]");

/** Segmented controls hide their radio buttons behind their labels. */
export const choose = (page: Page, name: string) => page.locator("label").filter({ hasText: name }).click();
