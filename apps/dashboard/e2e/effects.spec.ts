import type { Page } from "@playwright/test";
import { constructEvent, type WebhookEvent } from "@watchtraderhub/webhook-verifier";
import type { Received, Receiver } from "@wth/server/test/receiver.ts";
import type { Dealer } from "./dealer.ts";
import { expect, test } from "./fixtures.ts";

// Each of the ten events, caused by hand in the dashboard, sent by the worker, and verified by the receiver.

/** What a receiver makes of what arrives. */
class Verified {
  readonly #receiver: Receiver;
  readonly #secret: string;
  #seen = 0;

  constructor(receiver: Receiver, secret: string) {
    this.#receiver = receiver;
    this.#secret = secret;
  }

  /** The next events, of exactly these types, in any order. @returns them in the order of the types. */
  async next(...types: readonly WebhookEvent["type"][]): Promise<WebhookEvent[]> {
    await this.#receiver.arrivals(this.#seen + types.length);
    const arrived = this.#receiver.received.slice(this.#seen).map((delivery) => this.#verify(delivery));
    this.#seen += types.length;
    expect(arrived.map(({ type }) => type).sort()).toEqual([...types].sort());
    return types.flatMap((type) => arrived.find((event) => event.type === type) ?? []);
  }

  #verify({ body, headers }: Received): WebhookEvent {
    return constructEvent({ body, headers, secrets: this.#secret });
  }
}

/** A dealer with a webhook, live. */
async function connect(dealer: Dealer, receiver: Receiver): Promise<Verified> {
  await dealer.connect("live");
  const set = await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  return new Verified(receiver, String(Reflect.get(Object(set), "secret")));
}

const drawer = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });

/** Confirms what is asked before something is done. */
async function confirm(page: Page, question: string, answer: string): Promise<void> {
  await page.getByRole("dialog", { name: question }).getByRole("button", { name: answer }).click();
  await expect(page.getByRole("dialog", { name: question })).toBeHidden();
}

async function addWatch(page: Page): Promise<void> {
  await page.goto("/inventory");
  await page.getByRole("button", { name: "Add watch" }).click();
  const form = drawer(page, "Add watch");
  await form.getByRole("textbox", { name: "Brand" }).fill("Rolex");
  await form.getByRole("textbox", { name: "Model" }).fill("Submariner");
  await form.getByRole("textbox", { name: "Reference" }).fill("116610LN");
  await form.getByRole("textbox", { name: "Price" }).fill("12000");
  await form.getByRole("button", { name: "Add watch" }).click();
  await expect(form).toBeHidden();
}

async function addOrder(page: Page, buyer: string, email: string): Promise<void> {
  await page.goto("/orders");
  await page.getByRole("button", { name: "Add order" }).click();
  const form = drawer(page, "Add order");
  await form.getByRole("textbox", { name: "Buyer" }).fill(buyer);
  await form.getByRole("textbox", { name: "E-mail" }).fill(email);
  await form.getByRole("textbox", { name: "Reference or SKU" }).fill("116610 ln");
  await form.getByRole("textbox", { name: "Price of one" }).fill("11,500.50");
  await form.getByRole("button", { name: "Add order" }).click();
  await expect(form).toBeHidden();
}

test("a watch: published, updated, sold, in stock again, unpublished", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const events = await connect(dealer, receiver);
  await dealer.signIn(context);
  await addWatch(page);

  const channel = page.getByRole("switch", { name: /Rolex Submariner 116610LN/ });
  await channel.click();
  const [published] = await events.next("listing.published");
  const { object } = published?.data ?? {};
  expect(object).toMatchObject({ object: "listing" });

  await page.getByRole("link", { name: "Rolex Submariner" }).click();
  const watch = drawer(page, "Watch");
  await watch.getByRole("textbox", { name: "Price" }).fill("11500.5");
  await watch.getByRole("textbox", { name: "Dial colour" }).fill("Black");
  await watch.getByRole("button", { name: "Save changes" }).click();
  const [updated] = await events.next("listing.updated");
  expect(updated?.data).toEqual({
    object,
    previous_attributes: { price: { amount: 1_200_000 }, watch: { dial_color: null } },
  });

  await watch.getByRole("button", { name: "Mark as sold" }).click();
  await confirm(page, "Mark this watch as sold?", "Mark as sold");
  const [sold] = await events.next("listing.sold");
  expect(sold?.data.object).toEqual(object);

  await watch.getByRole("button", { name: "Void sale" }).click();
  await confirm(page, "Void this sale?", "Void sale");
  const [back] = await events.next("listing.in_stock");
  expect(back?.data.object).toEqual(object);

  await page.keyboard.press("Escape");
  await expect(watch).toBeHidden();
  await channel.click();
  const [unpublished] = await events.next("listing.unpublished");
  expect(unpublished?.data.object).toEqual(object);
  expect(unpublished?.livemode).toBe(true);
});

test("an order: received, its buyer matched, fulfilled, cancelled, with its watch sold and back", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const events = await connect(dealer, receiver);
  await dealer.signIn(context);
  await addWatch(page);
  await page.getByRole("switch", { name: /Rolex Submariner 116610LN/ }).click();
  await events.next("listing.published");

  await addOrder(page, "Alice", "alice@example.com");
  const [first] = await events.next("order.received");
  expect(first?.data.object).toMatchObject({
    status: "pending",
    total_amount: 1_150_050,
    currency: "USD",
    buyer: { name: "Alice", email: "alice@example.com" },
    line_items: [{ sku: "116610 ln", quantity: 1, unit_amount: 1_150_050 }],
  });

  await addOrder(page, "Alice Keller", "Alice@Example.com");
  const [received, matched] = await events.next("order.received", "customer.matched");
  expect(matched?.data.object).toMatchObject({ name: "Alice", matched_existing: true });

  const order = drawer(page, "Order");
  await expect(order.getByText("Same reference")).toBeVisible();
  await order.getByRole("button", { name: "Match to Rolex Submariner 116610LN" }).click();
  await events.next("listing.sold");

  await order.getByRole("button", { name: "Fulfil" }).click();
  await confirm(page, "Fulfil this order?", "Fulfil order");
  const [fulfilled] = await events.next("order.fulfilled");
  expect(fulfilled?.data).toMatchObject({
    object: { id: Reflect.get(Object(received?.data.object), "id"), status: "fulfilled" },
    previous_attributes: { status: "pending" },
  });

  await order.getByRole("button", { name: "Cancel order" }).click();
  await confirm(page, "Cancel this order?", "Cancel order");
  const [cancelled] = await events.next("order.cancelled", "listing.in_stock");
  expect(cancelled?.data).toMatchObject({
    object: { status: "cancelled" },
    previous_attributes: { status: "fulfilled" },
  });
});

test("a test event", async ({ page, context, dealer, receiver }) => {
  const events = await connect(dealer, receiver);
  await dealer.signIn(context);
  await page.goto("/channels/custom");
  await page.getByRole("button", { name: "Skip the set-up" }).click();
  await page.getByRole("button", { name: "Send test event" }).click();
  await events.next("integration.test_event");
});
