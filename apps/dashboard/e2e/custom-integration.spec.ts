import { headerOf, type Received } from "@wth/server/test/receiver.ts";
import { expect, test } from "./fixtures.ts";
import { badge, caller, expectGone, isSignedBy, openTab, setUp, takeSecret } from "./integration.ts";
import { lookAt } from "./look.ts";

test.describe("the quickstart", () => {
  test.use({ allowedErrors: [/status of 400/] });

  test("leads from the sign-in to a verified live delivery", async ({ page, dealer, receiver, server }) => {
    // Every step is looked at in both themes and sizes.
    test.slow();
    await page.goto("/");
    await page.getByRole("textbox", { name: "E-mail address" }).fill(dealer.email);
    await page.getByRole("textbox", { name: "Password" }).fill(dealer.password);
    await page.keyboard.press("Enter");

    await expect(page.getByText("Step 1 of 4")).toBeVisible();
    await expect(badge(page)).toContainText("Disabled");
    await lookAt(page, "setup-key");
    await expect(page.getByRole("button", { name: "Continue" })).toBeDisabled();
    await page.getByRole("button", { name: "Generate API key" }).click();
    await lookAt(page, "secret");
    const key = await takeSecret(page, "API key");
    expect(key).toMatch(/^wth_[A-Za-z0-9]{32}$/);
    await expect(page.getByText(key.slice(0, 12))).toBeVisible();
    const call = caller(server, key);
    expect((await call("GET", "/me")).status).toBe(200);
    await page.getByRole("button", { name: "Continue" }).click();

    await expect(page.getByRole("heading", { name: "Set the webhook URL" })).toBeFocused();
    const field = page.getByRole("textbox", { name: "Webhook URL" });
    await field.fill("https://10.0.0.1/webhooks");
    await field.press("Enter");
    await expect(page.getByRole("alert")).toContainText(
      /10\.0\.0\.1 is not a public address.*req_[0-9a-f]{32}/,
    );
    await lookAt(page, "setup-webhook-refused");
    await field.fill(receiver.url);
    await page.getByRole("button", { name: "Save" }).click();
    const secret = await takeSecret(page, "Signing secret");
    await page.getByRole("button", { name: "Continue" }).click();

    await page.getByRole("switch", { name: "Integration enabled" }).click({ force: true });
    await expect(badge(page)).toContainText("Test mode");
    await page.getByRole("button", { name: "Send test event" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Delivered after" })).toContainText("HTTP 200");
    await lookAt(page, "setup-verify");
    const [ping] = await receiver.arrivals(1);
    expect(ping && isSignedBy(ping, secret)).toBe(true);
    expect(JSON.parse(ping?.body ?? "")).toMatchObject({ type: "integration.test_event", livemode: false });
    // What is open is in the URL: who loads the page anew goes on there.
    await page.reload();
    await expect(page.getByText("Step 3 of 4")).toBeVisible();
    await page.getByRole("button", { name: "Continue" }).click();
    await lookAt(page, "setup-live");
    await page.getByRole("button", { name: "Go live" }).click();

    await expect(page.getByRole("heading", { name: "State" })).toBeVisible();
    await expect(badge(page)).toContainText("Live");
    await expect(page.getByText("Custom Integration is in test mode.")).toBeHidden();
    const order = {
      external_id: "shop-1",
      total_amount: 1500000,
      currency: "USD",
      buyer: { name: "Alice" },
      line_items: [{ sku: "116610LN", quantity: 1, unit_amount: 1500000 }],
    };
    const created: unknown = await (await call("POST", "/orders", order)).json();
    await call("POST", `/orders/${Reflect.get(Object(created), "id")}/cancel`);
    const [, live] = await receiver.arrivals(2);
    expect(live && isSignedBy(live, secret)).toBe(true);
    expect(JSON.parse(live?.body ?? "")).toMatchObject({ type: "order.cancelled", livemode: true });
    await lookAt(page, "integration-overview");

    for (const each of [key, secret]) {
      await expectGone(page, each);
      expect(server.process.output()).not.toContain(each.slice(12));
    }
  });
});

test("rotates the signing secret with deliveries in flight", async ({ page, dealer, receiver, server }) => {
  test.slow();
  const old = await setUp(dealer, page, receiver.url);
  const created = await dealer.ops("key", "create");
  const call = caller(server, String(Reflect.get(Object(created), "api_key")));
  let isSending = true;
  const sending = (async () => {
    while (isSending) {
      expect((await call("POST", "/test/webhook_ping")).status).toBe(202);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await receiver.arrivals(3);

  await openTab(page, "Settings");
  await page.getByRole("button", { name: "Rotate the secret" }).click();
  await expect(page.getByRole("radio", { name: "24 hours" })).toBeChecked();
  await page.getByRole("radio", { name: "1 hour" }).check();
  await lookAt(page, "rotate");
  // One that is in flight while the secret changes, and fails: it is tried again afterwards.
  const held = Promise.withResolvers<Received>();
  const rotated = Promise.withResolvers<void>();
  receiver.answer = async (delivery) => {
    receiver.answer = () => ({ status: 200 });
    held.resolve(delivery);
    await rotated.promise;
    return { status: 500 };
  };
  const inFlight = headerOf(await held.promise, "x-wth-delivery-id");
  await page.getByRole("button", { name: "Rotate", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Signing secret: shown only now" })).toBeVisible();
  rotated.resolve();
  const fresh = await takeSecret(page, "Signing secret");
  await expect(page.getByTestId("countdown")).toHaveText(/^59 min \d+ s$/);
  await lookAt(page, "integration-settings");

  const attemptsOf = (id: string) =>
    receiver.received.filter((delivery) => headerOf(delivery, "x-wth-delivery-id") === id);
  await expect.poll(() => attemptsOf(inFlight).length, { timeout: 30_000 }).toBe(2);
  const verified = attemptsOf(inFlight).map((delivery) => [
    isSignedBy(delivery, old),
    isSignedBy(delivery, fresh),
  ]);
  expect(verified).toEqual([
    [true, false],
    [true, true],
  ]);
  const during = receiver.received.length;
  await receiver.arrivals(during + 5);
  // None was ever refused: with the old secret before, and with either from the rotation on.
  for (const delivery of receiver.received) expect(isSignedBy(delivery, old)).toBe(true);
  for (const delivery of receiver.received.slice(during)) expect(isSignedBy(delivery, fresh)).toBe(true);

  await page.getByRole("button", { name: "End now" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End now" }).click();
  await expect(page.getByText("Only the new secret signs now.")).toBeVisible();
  await expect(page.getByTestId("countdown")).toBeHidden();
  // What a worker had claimed before leaves within moments.
  await receiver.arrivals(receiver.received.length + 3);
  const after = receiver.received.length;
  await receiver.arrivals(after + 5);
  isSending = false;
  await sending;
  for (const delivery of receiver.received)
    expect(isSignedBy(delivery, fresh) || isSignedBy(delivery, old)).toBe(true);
  for (const delivery of receiver.received.slice(after)) {
    expect([isSignedBy(delivery, old), isSignedBy(delivery, fresh)]).toEqual([false, true]);
  }
});
