import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { Dealer } from "./dealer.ts";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

const HOSTILE = '<img src=x onerror="document.title=1">';

const rows = (page: Page) => page.getByRole("table", { name: "Orders" }).getByRole("row");
const drawer = (page: Page, name = "Order") => page.getByRole("dialog", { name, exact: true });

/** An order as a shop reports it. */
function shopOrder(name: string, sku = "116610LN") {
  return {
    external_id: `shop-${randomUUID()}`,
    total_amount: 1_200_000,
    currency: "USD",
    buyer: { name, email: `${randomUUID()}@example.com` },
    line_items: [{ sku, quantity: 1, unit_amount: 1_200_000 }],
  };
}

test("an empty list says what to do, and an order is added by hand", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/orders");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await lookAt(page, "orders-empty");
  await page.getByRole("button", { name: "Add an order by hand" }).click();
  const form = drawer(page, "Add order");
  await form.getByRole("button", { name: "Add order" }).click();
  await expect(form.getByText("Enter who has ordered.")).toBeVisible();
  await expect(form.getByText("Enter a price in USD.")).toBeVisible();
  await form.getByRole("textbox", { name: "Buyer" }).fill(HOSTILE);
  await form.getByRole("textbox", { name: "Reference or SKU" }).fill("116610LN");
  await form.getByRole("textbox", { name: "Price of one" }).fill("100");
  await form.getByRole("button", { name: "Add a position" }).click();
  await form.getByRole("textbox", { name: "Reference or SKU" }).nth(1).fill("strap");
  await form.getByRole("textbox", { name: "Quantity" }).nth(1).fill("2");
  await form.getByRole("textbox", { name: "Price of one" }).nth(1).fill("10.50");
  await lookAt(page, "orders-add");
  await form.getByRole("button", { name: "Add order" }).click();
  await expect(drawer(page)).toContainText("$121.00");
  await expect(drawer(page)).toContainText("2 × strap, $10.50 each");
  await expect(drawer(page)).toContainText(HOSTILE);
  await expect(drawer(page)).toContainText("No watch is for sale.");
  await expect(page).toHaveTitle(/Orders/);
});

test("lists and searches; a shop's order is matched, voided and matched again", async ({
  page,
  context,
  server,
}) => {
  const dealer = await Dealer.create(server, 12);
  const post = await dealer.connect();
  for (const name of ["Anna", "Bert", HOSTILE])
    expect((await post("/orders", shopOrder(name))).status).toBe(201);
  await dealer.signIn(context);
  await page.goto("/orders");
  await expect(rows(page)).toHaveCount(4);
  await lookAt(page, "orders");
  await page.getByRole("searchbox").fill("anna");
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const match = drawer(page).getByRole("button", { name: /^Match to/ });
  await expect(match.first()).toHaveAccessibleName("Match to Rolex Submariner Date 116610LN");
  await expect(match).toHaveCount(12);
  await lookAt(page, "order");
  await drawer(page).getByRole("textbox", { name: "Search the watches for sale" }).fill("speedmaster pro");
  await expect(match).toHaveCount(1);
  await match.click();
  await expect(drawer(page).getByRole("link", { name: /Omega Speedmaster Professional/ })).toBeVisible();
  await expect(rows(page).last()).toContainText("Matched");
  await lookAt(page, "order-matched");
  await drawer(page).getByRole("button", { name: "Void sale" }).click();
  await page
    .getByRole("dialog", { name: "Void this sale?" })
    .getByRole("button", { name: "Void sale" })
    .click();
  await expect(match).toHaveCount(12);
  await match.first().click();
  await drawer(page)
    .getByRole("link", { name: /Rolex Submariner/ })
    .click();
  await expect(page.getByRole("dialog", { name: "Watch" })).toContainText("Sold");
  await page.getByRole("link", { name: "The order" }).click();
  await expect(drawer(page)).toContainText("Anna");
});

test.describe("an order that somebody else has cancelled", () => {
  test.use({ allowedErrors: [/status of 409/] });

  test("is refused with what happened, and shown as it is", async ({ page, context, dealer }) => {
    const post = await dealer.connect();
    const created: unknown = await (await post("/orders", shopOrder("Anna"))).json();
    const id = String(Reflect.get(Object(created), "id"));
    await dealer.signIn(context);
    await page.goto(`/orders?order=${id}`);
    await drawer(page).getByRole("button", { name: "Cancel order" }).click();
    expect((await post(`/orders/${id}/cancel`, undefined)).status).toBe(200);
    const dialog = page.getByRole("dialog", { name: "Cancel this order?" });
    await dialog.getByRole("button", { name: "Cancel order" }).click();
    await expect(dialog.getByRole("alert")).toContainText(/cancelled already.*req_/s);
    await dialog.getByRole("button", { name: "Not now" }).click();
    await expect(drawer(page)).toContainText("Cancelled");
  });
});

test("a test order has its badge, and is hidden unless it is wanted", async ({ page, context, dealer }) => {
  await dealer.signIn(context);
  await page.goto("/orders?order=new");
  const form = drawer(page, "Add order");
  await form.getByRole("textbox", { name: "Buyer" }).fill("Tester");
  await form.getByRole("textbox", { name: "Reference or SKU" }).fill("X");
  await form.getByRole("textbox", { name: "Price of one" }).fill("1");
  await form.getByRole("switch", { name: "Test order" }).click();
  await form.getByRole("button", { name: "Add order" }).click();
  await expect(drawer(page)).toContainText("This is a test order: matching it changes no watch.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "No orders yet" })).toBeVisible();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show test data" }).click();
  await expect(page.getByRole("row", { name: /Tester/ })).toContainText("Test");
});

test.describe("another dealer's order", () => {
  test.use({ allowedErrors: [/status of 404/] });

  test("is like none, by its id in the URL too", async ({ page, context, dealer, server }) => {
    const stranger = await Dealer.create(server);
    const post = await stranger.connect();
    const created: unknown = await (await post("/orders", shopOrder("Stranger"))).json();
    await dealer.signIn(context);
    await page.goto(`/orders?order=${String(Reflect.get(Object(created), "id"))}`);
    await expect(drawer(page).getByRole("alert")).toContainText(/There is no such object.*req_/s);
    await expect(page.getByText("Stranger")).toBeHidden();
  });
});
