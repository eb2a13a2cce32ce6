import type { Page } from "@playwright/test";
import type { Receiver } from "@wth/server/test/receiver.ts";
import type { Dealer } from "./dealer.ts";
import { choose, connect, PATH, rows } from "./deliveries.ts";
import { expect, test } from "./fixtures.ts";
import { lookAt } from "./look.ts";

// Repairing what has failed: by what it came to, by its cause, or because it was never sent.

/** Deliveries that are given up: so many answered with 410, and one where nothing answered. */
async function fail(dealer: Dealer, receiver: Receiver, refused: number): Promise<string[]> {
  const ping = await connect(dealer, receiver);
  receiver.answer = () => ({ status: 410 });
  const ids: string[] = [];
  for (let n = 0; n < refused; n += 1) ids.push(await ping());
  await receiver.arrivals(refused);
  await dealer.ops("integration", "set-webhook", "--url", "http://127.0.0.1:1024/nobody");
  ids.push(await ping());
  return ids;
}

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name, exact: true });

test("what is filtered by its answer is retried at once, counted first", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ids = await fail(dealer, receiver, 3);
  await dealer.signIn(context);
  await page.goto(PATH);
  await expect(rows(page)).toHaveCount(4);
  await expect(page.getByRole("button", { name: "Retry all that match…" })).toBeHidden();
  const answer = page.getByLabel("Answer");
  await answer.selectOption("Network error");
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toHaveAttribute("data-delivery", ids[3] ?? "");
  await answer.selectOption("5xx: the receiver failed");
  await expect(page.getByRole("heading", { name: "No delivery matches" })).toBeVisible();
  await answer.selectOption("4xx: refused");
  await expect(page).toHaveURL(/outcome=4xx/);
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(answer).toHaveValue("4xx");
  await expect(rows(page)).toHaveCount(3);
  await lookAt(page, "deliveries-filtered");

  // Its own retry would go to the receiver too.
  await dealer.ops("deliveries", "cancel", "--id", ids[3] ?? "");
  await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  receiver.answer = () => ({ status: 200 });
  await page.getByRole("button", { name: "Retry all that match…" }).click();
  const asking = dialog(page, "Retry all that match");
  await expect(asking.getByRole("status")).toContainText("3 deliveries");
  await expect(asking.getByRole("status")).toContainText("integration.test_event: 3");
  await lookAt(page, "retry-all");
  await asking.getByRole("button", { name: "Redeliver 3" }).click();
  await expect(asking).toBeHidden();
  await expect(page.getByText("3 of 3 deliveries were made due.")).toBeVisible();
  await receiver.arrivals(6);
  const retried = receiver.received.slice(3).map(({ headers }) => headers["x-wth-delivery-id"]);
  expect(retried.sort()).toEqual(ids.slice(0, 3).sort());
});

test("failures are grouped by cause, resolved, and open again when it happens again", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ids = await fail(dealer, receiver, 2);
  await dealer.signIn(context);
  await page.goto(PATH);
  await choose(page, "By cause");
  const causes = page.getByRole("table", { name: "Failures by cause" });
  const row = (cause: string) => causes.getByRole("row").filter({ hasText: cause });
  const button = (cause: string, name: string) =>
    row(cause).getByRole("button", { name }).filter({ visible: true });
  await expect(row("Answered with HTTP 410")).toContainText("2 given up");
  await expect(row("Nothing listens at this address")).toContainText("1 will be retried");
  await lookAt(page, "deliveries-causes");
  await button("HTTP 410", "Resolve").click();
  await expect(row("HTTP 410")).toBeHidden();
  await choose(page, "Resolved (1)");
  await expect(row("HTTP 410")).toBeVisible();
  await expect(row("Nothing listens")).toBeHidden();

  // It happens again.
  await dealer.ops("deliveries", "cancel", "--id", ids[2] ?? "");
  await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  await page.request.post(`${new URL(page.url()).origin}/dashboard/api/integration/ping`, {
    headers: { "sec-fetch-site": "same-origin" },
  });
  await receiver.arrivals(3);
  await choose(page, "Open (");
  await expect(row("HTTP 410")).toContainText("3 given up", { timeout: 30_000 });
  await row("HTTP 410").getByRole("link").click();
  await expect(page).toHaveURL(/outcome=.*410/);
  await expect(rows(page)).toHaveCount(3);
  await page.goBack();
  await choose(page, "By cause");
  receiver.answer = () => ({ status: 200 });
  await button("HTTP 410", "Retry all…").click();
  await dialog(page, "Retry all that match").getByRole("button", { name: "Redeliver 3" }).click();
  await receiver.arrivals(6);
  await expect(row("HTTP 410")).toBeHidden({ timeout: 30_000 });
});

test("events that were never sent are sent, apart from what has failed", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const call = await dealer.connect("live");
  // Nobody listens yet.
  const order = {
    external_id: "shop-1",
    total_amount: 1_500_000,
    currency: "USD",
    buyer: { name: "Alice" },
    line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1_500_000 }],
  };
  const created: unknown = await (await call("/orders", order)).json();
  const id = String(Reflect.get(Object(created), "id"));
  expect((await call(`/orders/${id}/cancel`, undefined)).status).toBe(200);
  await dealer.ops("integration", "set-webhook", "--url", receiver.url);
  await dealer.signIn(context);
  await page.goto(PATH);
  await page.getByRole("button", { name: "Recover…" }).click();
  const asking = dialog(page, "Recover");
  await choose(page, "Never sent");
  await asking.getByLabel("Which events").selectOption("order.fulfilled");
  await asking.getByRole("button", { name: "Count them" }).click();
  await expect(asking.getByRole("status")).toContainText("Nothing to send");
  await asking.getByLabel("Which events").selectOption("Your subscriptions");
  await asking.getByRole("button", { name: "Count them" }).click();
  await expect(asking.getByRole("status")).toContainText("order.cancelled: 1");
  await lookAt(page, "never-sent");
  await asking.getByRole("button", { name: /^Send \d/ }).click();
  await expect(asking).toBeHidden();
  await expect(page.getByText(/(\d) of \1 events were sent for the first time/)).toBeVisible();
  await expect
    .poll(() => receiver.received.map(({ body }) => JSON.parse(body).type))
    .toContain("order.cancelled");
  await expect(rows(page).filter({ hasText: "order.cancelled" })).toContainText("Delivered");
  await page.getByRole("button", { name: "Recover…" }).click();
  await choose(page, "Never sent");
  await asking.getByRole("button", { name: "Count them" }).click();
  await expect(asking.getByRole("status")).toContainText("Nothing to send");
});

test("a recovery that takes long shows how far it is, and is cancelled", async ({
  page,
  context,
  dealer,
  receiver,
}) => {
  const ping = await connect(dealer, receiver);
  receiver.answer = () => ({ status: 410 });
  for (let n = 0; n < 90; n += 1) await ping();
  await receiver.arrivals(90);
  await dealer.ops("deliveries", "recover", "--since", "1h", "--rate", "1");
  await dealer.signIn(context);
  await page.goto(PATH);
  await expect(page.getByText(/\d+ of 90 redelivered, at most 1 a second/)).toBeVisible();
  await lookAt(page, "recovery-running");
  await page.getByRole("button", { name: "Cancel the recovery" }).click();
  await expect(page.getByText("The recovery was cancelled")).toBeVisible();
});
