import { Dealer } from "./dealer.ts";
import { expect, test } from "./fixtures.ts";
import { badge, caller, expectGone, openTab, setUp, takeSecret } from "./integration.ts";
import { lookAt } from "./look.ts";

test("regenerates keys, each shown once", async ({ page, dealer, receiver, server }) => {
  await setUp(dealer, page, receiver.url);
  await openTab(page, "Settings");
  const main = page.getByRole("group", { name: "API key" });
  await page.getByRole("button", { name: "Regenerate API key" }).click();
  const dialog = page.getByRole("dialog", { name: "Regenerate the API key?" });
  await expect(dialog.getByRole("button", { name: "Not now" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Regenerate API key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const first = await takeSecret(page, "API key");
  await expect(main).toContainText(`${first.slice(0, 12)}…`);
  await expect(main).toContainText("never used");
  expect((await caller(server, first)("GET", "/me")).status).toBe(200);

  await page.getByRole("button", { name: "Regenerate API key" }).click();
  await dialog.getByRole("button", { name: "Regenerate" }).click();
  const second = await takeSecret(page, "API key");
  await expect.poll(async () => (await caller(server, first)("GET", "/me")).status).toBe(401);
  expect((await caller(server, second)("GET", "/me")).status).toBe(200);

  await page.getByRole("button", { name: "Generate Test key" }).click();
  expect(await takeSecret(page, "Test key")).toMatch(/^wth_test/);
  await expectGone(page, second);
});

test("subscribes by event, namespace or everything, by keyboard too", async ({
  page,
  dealer,
  receiver,
  server,
}) => {
  await setUp(dealer, page, receiver.url);
  const created = await dealer.ops("key", "create");
  const call = caller(server, String(Reflect.get(Object(created), "api_key")));
  await openTab(page, "Settings");
  const box = (name: string) => page.getByRole("checkbox", { name, exact: true });
  await expect(box("* (everything)")).toBeChecked();
  await expect(box("order.received")).toBeChecked();
  await expect(box("order.received")).toBeDisabled();
  await box("* (everything)").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Choose at least one.")).toBeVisible();
  const save = page.getByRole("button", { name: "Save the subscriptions" });
  await expect(save).toBeDisabled();
  await box("listing.* (all of them)").check();
  await box("order.cancelled").check();
  await expect(page.getByText("7 of 10 event types are sent.")).toBeVisible();
  await save.click();
  await expect(page.getByText("The subscriptions are saved.")).toBeVisible();
  expect(await (await call("GET", "/me")).json()).toMatchObject({
    subscribed_events: ["listing.*", "order.cancelled"],
  });
  await page.reload();
  await expect(box("listing.sold")).toBeChecked();
  await expect(box("order.received")).not.toBeChecked();
});

test.describe("switches", () => {
  test.use({ allowedErrors: [/ERR_FAILED|ERR_INTERNET_DISCONNECTED/] });

  test("say what waits, and go back when the server cannot be reached", async ({
    page,
    dealer,
    receiver,
  }) => {
    await setUp(dealer, page, receiver.url);
    await openTab(page, "Settings");
    const enabled = page.getByRole("switch", { name: "Integration enabled" });
    await enabled.click({ force: true });
    const dialog = page.getByRole("dialog", { name: "Disable the integration?" });
    await expect(dialog).toContainText("No event is lost");
    // The switch changes before the server has answered: what is cut off below must be the next request.
    const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
    await dialog.getByRole("button", { name: "Disable" }).click();
    expect((await answered).status()).toBe(200);
    await expect(dialog).toBeHidden();
    await expect(badge(page)).toContainText("Disabled");
    await expect(page.getByText(/Events are kept: their deliveries wait/)).toBeVisible();

    await page.route("**/dashboard/api/integration", (route) =>
      route.request().method() === "PATCH" ? route.abort() : route.continue(),
    );
    // A click is not taken while the last change is still being settled.
    await expect(async () => {
      await enabled.click({ force: true });
      await expect(page.getByRole("alert")).toContainText("The server cannot be reached.", {
        timeout: 3_000,
      });
    }).toPass();
    await expect(enabled).not.toBeChecked();
    await expect(badge(page)).toContainText("Disabled");
    await page.unroute("**/dashboard/api/integration");
    await enabled.click({ force: true });
    await expect(enabled).toBeChecked();
    await expect(badge(page)).toContainText("Live");
    await page.getByRole("switch", { name: "Test mode" }).click({ force: true });
    await page.getByRole("dialog").getByRole("button", { name: "Go to test mode" }).click();
    await expect(page.getByText("Custom Integration is in test mode.")).toBeVisible();
  });
});

test("warns before an endpoint is disabled, and says why it was", async ({ page, dealer, receiver }) => {
  await setUp(dealer, page, receiver.url);
  // Five days cannot be waited for: the server's own answer, some days later.
  const later = async (webhook: object, held: number) => {
    await page.unrouteAll({ behavior: "wait" });
    await page.route("**/dashboard/api/integration", async (route) => {
      if (route.request().method() !== "GET") return route.continue();
      const response = await route.fetch();
      const json = Object(await response.json());
      const queue = { due: 0, retrying: 0, held };
      return route.fulfill({ response, json: { ...json, queue, webhook: { ...json.webhook, ...webhook } } });
    });
    await page.reload();
  };
  const failing = { consecutive_failures: 12, failing_since: "2026-05-08T08:00:00.000Z" };
  await later({ ...failing, disables_at: "2026-05-13T08:00:00.000Z" }, 0);
  await expect(page.getByText(/12 in a row since .*disabled on .*May 13.*once 20 have failed/)).toBeVisible();
  await lookAt(page, "integration-failing");
  await later({ ...failing, disabled_at: "2026-05-13T08:00:00.000Z" }, 431);
  await expect(page.getByRole("alert")).toContainText(
    /no delivery has succeeded since .*431 deliveries wait/,
  );
  await lookAt(page, "integration-disabled-for-failing");
  await page.unrouteAll({ behavior: "wait" });
  await page.getByRole("button", { name: "Re-enable" }).click();
  await expect(page.getByText("The endpoint is enabled.")).toBeVisible();
  await expect(page.getByText("Your webhook endpoint was disabled")).toBeHidden();
});

test("shows samples, the catalogue and what a wildcard matches", async ({
  page,
  dealer,
  receiver,
  server,
}) => {
  await setUp(dealer, page, receiver.url);
  await openTab(page, "Docs");
  await expect(page.getByText(`curl -i ${server.url}/api/v1/me`)).toBeVisible();
  await page.getByRole("tab", { name: "SDK" }).click();
  await expect(page.getByText(/new WatchTraderHub/)).toBeVisible();
  await page.getByRole("tab", { name: "Verifier" }).click();
  await expect(page.getByText(/safeVerify/).first()).toBeVisible();

  const subscription = page.getByLabel("Subscription", { exact: true }).and(page.locator("input"));
  await subscription.fill("order.*");
  await expect(page.getByText("Matches 3 of 10 event types.")).toBeVisible();
  await expect(page.getByRole("list", { name: "Matching event types" }).getByRole("listitem")).toHaveText([
    "order.received",
    "order.fulfilled",
    "order.cancelled",
  ]);
  await subscription.fill("orders.*");
  await expect(page.getByText("Matches no event type.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "order.received" }).click();
  await expect(page.getByText('"type": "order.received"')).toBeVisible();
  await expect(page.getByRole("cell", { name: "object.line_items[].sku" })).toBeVisible();
  await lookAt(page, "integration-docs");
});

test("without the plan says so, and has no set-up", async ({ page, context, server }) => {
  const starter = await Dealer.create(server, 0, "starter");
  await starter.signIn(context);
  await page.goto("/channels/custom");
  await expect(page.getByText("Your plan does not include the Custom Integration")).toBeVisible();
  await expect(page.getByText("Step 1 of 4")).toBeHidden();
});
